"""Mail servers that do what no good one does: each connection runs a script of the test's own."""

import socket
import ssl
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

ABILITIES = b"IMAP4rev1 AUTH=PLAIN IDLE"


class Talk:
    """The server's end of one connection."""

    def __init__(self, sock: socket.socket, context: ssl.SSLContext) -> None:
        self.sock, self._context = sock, context
        self.heard: list[bytes] = []
        self._tag = b""
        self._open()

    def _open(self) -> None:
        self.sock.settimeout(10)
        self._file = self.sock.makefile("rb")

    def say(self, *lines: bytes) -> None:
        for line in lines:
            self.sock.sendall(line + b"\r\n")

    def raw(self, data: bytes) -> None:
        self.sock.sendall(data)

    def hear(self) -> bytes:
        """Hear one line; a command is given without its tag."""
        line = self._file.readline()
        if not line:
            raise ConnectionError
        self.heard.append(line)
        self._tag, _, said = line.strip().partition(b" ")
        if said == b"LOGOUT":
            raise ConnectionError
        return said

    def done(self, said: bytes = b"OK done") -> None:
        self.say(self._tag + b" " + said)

    def start_tls(self) -> None:
        self.sock = self._context.wrap_socket(self.sock, server_side=True)
        self._open()

    def greet(self, abilities: bytes = ABILITIES) -> None:
        self.say(b"* OK hello")
        self.tell_abilities(abilities)

    def tell_abilities(self, abilities: bytes = ABILITIES) -> None:
        assert self.hear() == b"CAPABILITY"
        self.say(b"* CAPABILITY " + abilities)
        self.done()

    def sign_in(self, abilities: bytes = ABILITIES, *, verdict: bytes = b"OK welcome") -> None:
        """Greet, and let somebody in."""
        self.greet(abilities)
        self.hear()
        self.say(b"+ ")
        self._file.readline()
        self.done(verdict)
        if verdict.startswith(b"OK"):
            self.tell_abilities(abilities)

    def open_folder(self, *, messages: int, uid_next: int, validity: int = 7) -> None:
        assert self.hear().startswith(b"EXAMINE")
        self.say(
            b"* %d EXISTS" % messages,
            b"* OK [UIDVALIDITY %d] numbered" % validity,
            b"* OK [UIDNEXT %d] next" % uid_next,
        )
        self.done(b"OK [READ-ONLY] opened")

    def list_messages(self, *sizes: int, first: int = 1) -> None:
        """Answer to the question how large the messages are."""
        assert b"RFC822.SIZE" in self.hear()
        for number, size in enumerate(sizes, first):
            self.say(
                b'* %d FETCH (UID %d RFC822.SIZE %d INTERNALDATE "24-Nov-2026 10:00:00 +0000")'
                % (number, number, size)
            )
        self.done()


Script = Callable[[Talk], None]


@dataclass
class Scripted:
    """Where it listens, and what it heard so far."""

    port: int
    talks: list[Talk] = field(default_factory=list)
    failed: list[BaseException] = field(default_factory=list)

    @property
    def heard(self) -> bytes:
        return b"".join(line for talk in self.talks for line in talk.heard)


@contextmanager
def scripted(certified: Path, script: Script, *, tls: bool = True) -> Iterator[Scripted]:
    """Run a server whose every connection runs the script; a script that fails fails the test."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certified / "server.pem", certified / "server.key")
    with socket.create_server(("127.0.0.1", 0)) as listening:
        server = Scripted(listening.getsockname()[1])
        serving = threading.Thread(target=_serve, args=(listening, context, server, script, tls))
        serving.start()
        try:
            yield server
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            serving.join(20)
    for error in server.failed:
        raise error


def _serve(
    listening: socket.socket, context: ssl.SSLContext, server: Scripted, script: Script, tls: bool
) -> None:
    with suppress(OSError):
        while True:
            sock, _ = listening.accept()
            try:
                talk = Talk(sock, context)
                if tls:
                    talk.start_tls()
                server.talks.append(talk)
                script(talk)
            except OSError:
                pass  # the other side hung up
            except BaseException as error:  # noqa: BLE001  the test's own thread raises it
                server.failed.append(error)
            finally:
                with suppress(NameError, OSError):
                    talk.sock.close()
                    talk._file.close()
                sock.close()


@contextmanager
def cutting(port: int, after: int) -> Iterator[int]:
    """Stand between: pass everything on, but hang up after so many bytes, once; gives the port."""
    with socket.create_server(("127.0.0.1", 0)) as listening:
        between = threading.Thread(target=_pass_on, args=(listening, port, after))
        between.start()
        try:
            yield listening.getsockname()[1]
        finally:
            listening.shutdown(socket.SHUT_RDWR)
            between.join(20)


def _pass_on(listening: socket.socket, port: int, after: int) -> None:
    room: float = after
    with suppress(OSError):
        while True:
            near, _ = listening.accept()
            with near, socket.create_connection(("127.0.0.1", port)) as far:
                up = threading.Thread(target=_pump, args=(near, far, float("inf")))
                up.start()
                _pump(far, near, room)
                room = float("inf")
                for sock in (near, far):
                    with suppress(OSError):
                        sock.shutdown(socket.SHUT_RDWR)
                up.join()


def _pump(source: socket.socket, sink: socket.socket, room: float) -> None:
    with suppress(OSError):
        while room > 0 and (data := source.recv(int(min(room, 65_536)))):
            sink.sendall(data)
            room -= len(data)
    with suppress(OSError):
        sink.shutdown(socket.SHUT_WR)
