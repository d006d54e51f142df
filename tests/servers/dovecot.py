"""A real mail server of the tests' own: Dovecot on loopback, with a throw-away certificate."""

import grp
import imaplib
import os
import pwd
import shutil
import signal
import socket
import ssl
import subprocess
import tempfile
import time
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from tipdesk.newsroom.mail import NewMailbox
from tipdesk.newsroom.states import Security

PASSWORD = 'p&ssw"rd \\ ü'
DAEMON = "/usr/sbin/dovecot"
_CONFIG = """
protocols = imap
listen = 127.0.0.1
base_dir = {folder}/run
state_dir = {folder}/state
log_path = {folder}/log
ssl = required
ssl_cert = <{folder}/server.pem
ssl_key = <{folder}/server.key
ssl_min_protocol = TLSv1.2
disable_plaintext_auth = yes
auth_mechanisms = plain login xoauth2 oauthbearer
auth_failure_delay = 0
mail_location = maildir:{folder}/mail/%u
mail_fsync = never
mail_max_userip_connections = 100
first_valid_uid = 1
mail_plugins = quota
plugin {{
  quota = count:all
  quota_rule = *:storage=1G
  quota_vsizes = yes
}}
default_internal_user = {inner}
default_internal_group = {inner_group}
default_login_user = {login}
{chroot}
passdb {{
  driver = passwd-file
  args = scheme=PLAIN {folder}/users
  mechanisms = plain login
}}
passdb {{
  driver = oauth2
  mechanisms = xoauth2 oauthbearer
  args = {folder}/oauth2.conf
}}
userdb {{
  driver = static
  args = uid={user} gid={group} home={folder}/home/%u
}}
protocol imap {{
  mail_plugins = quota imap_quota
}}
service anvil {{
  unix_listener anvil-auth-penalty {{
    mode = 0
  }}
}}
# To start two processes for each connection would take longer than to serve it.
service imap {{
  service_count = 1000
}}
service imap-login {{
  service_count = 0
  inet_listener imap {{
    port = {plain}
  }}
  inet_listener imaps {{
    port = {tls}
    ssl = yes
  }}
}}
"""
_OAUTH = """
introspection_mode = post
introspection_url = {url}
username_attribute = email
"""
_NO_CHROOT = """
service anvil {
  chroot =
}
service imap-login {
  chroot =
}
"""


@dataclass(frozen=True)
class MailServer:
    """Where it listens, and whom it trusts."""

    folder: Path
    plain: int
    tls: int
    unused: Iterator[str] = field(default_factory=lambda: iter(USERS), repr=False)

    @property
    def certificate(self) -> Path:
        return self.folder / "server.pem"

    def new_user(self) -> str:
        """Name somebody who has no mail yet."""
        return next(self.unused)

    def place(self, user: str, **said) -> NewMailbox:
        """Say how a mailbox here is reached."""
        port = self.plain if said.get("security") == Security.STARTTLS else self.tls
        usual = {"name": user, "host": "localhost", "port": port, "user": user}
        return NewMailbox(**{**usual, **said})

    @contextmanager
    def colleague(self, user: str, folder: str = "INBOX") -> Iterator[imaplib.IMAP4_SSL]:
        """Sign in as another program does; only looks at the folder."""
        context = ssl.create_default_context(cafile=str(self.certificate))
        with imaplib.IMAP4_SSL("localhost", self.tls, ssl_context=context) as client:
            client.authenticate("PLAIN", lambda _: f"\0{user}\0{PASSWORD}".encode())
            client.select(folder, readonly=True)
            yield client

    def deliver(self, user: str, *messages: bytes, folder: str = "INBOX") -> None:
        """Put messages into a folder over the network, as another program does."""
        with self.colleague(user) as client:
            for message in messages:
                kind, said = client.append(folder, None, None, message)
                assert kind == "OK", said

    def flags(self, user: str) -> bytes:
        """Tell how all messages are marked, and which numbers they have."""
        with self.colleague(user) as client:
            return b"\n".join(client.uid("FETCH", "1:*", "(FLAGS)")[1])

    def put(self, user: str, messages: Sequence[bytes], folder: str = "") -> None:
        """Put many messages into a folder at once, through the disk."""
        inbox = self.folder / "mail" / user / folder
        for part in ("cur", "new", "tmp"):
            (inbox / part).mkdir(parents=True, exist_ok=True)
        for number, message in enumerate(messages):
            (inbox / "new" / f"1700000000.{number}.tests").write_bytes(message)
        self.own(self.folder / "mail" / user)

    def own(self, top: Path) -> None:
        for path in (top, *top.rglob("*")):
            shutil.chown(path, *_mail_owner())


def available() -> bool:
    return Path(DAEMON).exists()


@contextmanager
def dovecot(certified: Path, oauth_url: str) -> Iterator[MailServer]:
    """Run the server; it is gone when the tests are."""
    folder = Path(tempfile.mkdtemp(prefix="tipdesk-dovecot-"))
    for part in ("server.pem", "server.key"):
        shutil.copy(certified / part, folder)
    server = MailServer(folder, *_free_ports(2))
    try:
        _furnish(server, oauth_url)
        line = [DAEMON, "-F", "-c", str(folder / "dovecot.conf")]
        process = subprocess.Popen(line, start_new_session=True)
        try:
            _await(server, process)
            yield server
        finally:
            os.killpg(process.pid, signal.SIGKILL)  # it would wait for those who hang on
            process.wait(20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _furnish(server: MailServer, oauth_url: str) -> None:
    folder = server.folder
    folder.chmod(0o755)
    for part in ("run", "state", "mail", "home"):
        (folder / part).mkdir()
    for part in ("mail", "home"):
        server.own(folder / part)
    user, group = _mail_owner()
    root = os.getuid() == 0
    said = {
        "folder": folder,
        "plain": server.plain,
        "tls": server.tls,
        "user": user,
        "group": group,
        "inner": "dovecot" if root else user,
        "inner_group": "dovecot" if root else group,
        "login": "dovenull" if root else user,
        "chroot": "" if root else _NO_CHROOT,
    }
    (folder / "dovecot.conf").write_text(_CONFIG.format(**said))
    (folder / "oauth2.conf").write_text(_OAUTH.format(url=oauth_url))
    # Every name has the same password.
    (folder / "users").write_text("".join(f"{name}:{{PLAIN}}{PASSWORD}\n" for name in USERS))


USERS = tuple(f"{what}@example.org" for what in ("tips", *(f"tips{n}" for n in range(1_000))))


def _mail_owner() -> tuple[str, str]:
    """Name who owns the mail: never root, whom the server refuses."""
    name = "mail" if os.getuid() == 0 else pwd.getpwuid(os.getuid()).pw_name
    known = pwd.getpwnam(name)
    return name, grp.getgrgid(known.pw_gid).gr_name


def _free_ports(number: int) -> list[int]:
    sockets = [socket.create_server(("127.0.0.1", 0)) for _ in range(number)]
    ports = [one.getsockname()[1] for one in sockets]
    for one in sockets:
        one.close()
    return ports


def _await(server: MailServer, process: subprocess.Popen[bytes]) -> None:
    until = time.monotonic() + 20
    while time.monotonic() < until:
        assert process.poll() is None, (server.folder / "log").read_text()
        try:
            socket.create_connection(("127.0.0.1", server.tls), 1).close()
        except OSError:
            time.sleep(0.02)
        else:
            return
    raise AssertionError((server.folder / "log").read_text())
