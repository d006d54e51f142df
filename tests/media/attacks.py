"""A fork server whose readers attack: behind the same wall, on the same line, never shipped.

Each file names its attack after the magic of a JPEG; what came of it is answered as the codec.
"""

import ctypes
import errno
import mmap
import os
import signal
import socket
import subprocess
import threading
from pathlib import Path

from tipdesk.media.forkserver import main
from tipdesk.media.readers.sitting import sitting
from tipdesk.media.reading import Pixels, Reading

MAGIC = b"\xff\xd8\xff"
handed_in: list[int] = []
libc = ctypes.CDLL(None, use_errno=True)


def read_etc() -> object:
    return Path("/etc/passwd").read_text()


def write_file() -> object:
    return os.open("/tmp/tipdesk-attack", os.O_CREAT | os.O_WRONLY)


def list_root() -> object:
    return list(Path("/").iterdir())


def look_at_path() -> object:
    return Path("/etc/passwd").stat()


def make_socket() -> object:
    return socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def make_local_socket() -> object:
    return socket.socketpair()


def fork() -> object:
    return os.fork()


def start_program() -> object:
    return subprocess.run(["/bin/true"], check=False)


def become_program() -> object:
    return os.execv("/bin/true", ["true"])  # noqa: S606


def signal_parent() -> object:
    return os.kill(os.getppid(), signal.SIGTERM)


def call(number: int, *arguments: int) -> object:
    if libc.syscall(number, *arguments) < 0:
        raise OSError(ctypes.get_errno(), "refused")
    return "allowed"


def trace_parent() -> object:
    return call(101, 16, os.getppid(), 0, 0)


def read_memory_of_parent() -> object:
    return call(310, os.getppid(), 0, 0, 0, 0, 0)


def make_user_namespace() -> object:
    return call(272, 0x10000000)


def run_new_code() -> object:
    return mmap.mmap(-1, 4096, prot=mmap.PROT_READ | mmap.PROT_WRITE | mmap.PROT_EXEC)


def change_the_file() -> object:
    return os.write(handed_in[0], b"changed")


def eat_memory() -> object:
    return len(bytearray(1 << 31))


def spin() -> object:
    while True:
        pass


def wait_for_ever() -> object:
    threading.Event().wait()
    return None


def crash() -> object:
    return ctypes.string_at(8)


def leave_quietly() -> object:
    os._exit(0)


def flood_the_answer() -> object:
    while True:
        for handle in range(3, 64):
            try:
                os.write(handle, b"x" * 65536)
            except BrokenPipeError:
                os._exit(0)
            except OSError:
                continue


def tell_open_files() -> object:
    return sum(_is_open(handle) for handle in range(256))


def tell_secrets() -> object:
    return " ".join(name for name in os.environ if "TIPDESK" in name or "BUS" in name)


def start_thread() -> object:
    thread = threading.Thread(target=lambda: None)
    thread.start()
    thread.join()
    return "done"


def _is_open(handle: int) -> bool:
    try:
        os.lseek(handle, 0, os.SEEK_CUR)
    except OSError as error:
        return error.errno != errno.EBADF
    return True


LIES = {
    "pixels_missing": Reading("picture", "image/jpeg", preview=Pixels(40, 30, b"")),
    "pixels_too_many": Reading("picture", "image/jpeg", preview=Pixels(1, 1, b"12345")),
    "pixels_too_large": Reading("picture", "image/jpeg", preview=Pixels(600, 1, b"x" * 1800)),
    "no_such_kind": Reading("editor", "image/jpeg"),
    "no_such_orientation": Reading("picture", "image/jpeg", orientation=9),
    "own_words_as_reason": Reading("unreadable", "image/jpeg", "Ring this number to unlock it."),
    "off_the_globe": Reading("picture", "image/jpeg", latitude=91.0, longitude=0.0),
}
ATTACKS = {
    attack.__name__: attack
    for attack in (
        *(read_etc, write_file, list_root, look_at_path, make_socket, make_local_socket, fork),
        *(start_program, become_program, signal_parent, trace_parent, read_memory_of_parent),
        *(make_user_namespace, run_new_code, change_the_file, eat_memory, spin, wait_for_ever),
        *(crash, leave_quietly, flood_the_answer, tell_open_files, tell_secrets, start_thread),
    )
}


def attack(file: int, _size: int, _frames: int) -> Reading:
    handed_in.append(file)
    name = os.pread(file, 100, len(MAGIC)).decode()
    if name in LIES:
        return LIES[name]
    try:
        came_of_it = f"{ATTACKS[name]()}"
    except (OSError, MemoryError) as error:
        came_of_it = f"refused: {type(error).__name__}"
    return Reading("picture", "image/jpeg", codec=came_of_it)


if __name__ == "__main__":
    main({"read": sitting(attack)})
