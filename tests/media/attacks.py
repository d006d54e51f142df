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
import time
from pathlib import Path

from tipdesk.media.forkserver import main
from tipdesk.media.line import PREFIX, Line
from tipdesk.media.readers.sitting import sitting
from tipdesk.media.reading import Frame, Pixels, Reading, Wanted
from tipdesk.media.wall.confine import FILE
from tipdesk.media.wall.seccomp import LINE
from tipdesk.newsroom.credentials import Credentials
from tipdesk.newsroom.facts import Said, Source

MAGIC = b"\xff\xd8\xff"
libc = ctypes.CDLL(None, use_errno=True)
# What a careless reader might leave open before the wall goes up.
KEPT_FOLDER = os.open("/etc", os.O_RDONLY | os.O_DIRECTORY)
sick: list[str] = []


def read_etc() -> object:
    return Path("/etc/passwd").read_text()


def write_file() -> object:
    return os.open("/tmp/tipdesk-attack", os.O_CREAT | os.O_WRONLY)


def list_root() -> object:
    return list(Path("/").iterdir())


def look_at_path() -> object:
    return Path("/etc/passwd").stat()


def open_own_descriptor() -> object:
    return os.open(f"/proc/self/fd/{FILE}", os.O_RDWR)


def open_in_kept_folder() -> object:
    return os.open("passwd", os.O_RDONLY, dir_fd=KEPT_FOLDER)


def open_the_newer_way() -> object:
    return call(437, -100, 0, 0, 0)


def make_memory_file() -> object:
    return os.memfd_create("hidden")


def double_descriptor() -> object:
    return os.dup(FILE)


def make_pipe() -> object:
    return os.pipe()


def make_ring_of_calls() -> object:
    return call(425, 8, 0)


def make_socket() -> object:
    return socket.socket(socket.AF_INET, socket.SOCK_STREAM)


def make_local_socket() -> object:
    return socket.socketpair()


def connect_the_line() -> object:
    return line_socket().connect("/run/dbus/system_bus_socket")


def connect_the_line_to_the_network() -> object:
    address = bytes([2, 0, 0, 80, 127, 0, 0, 1]) + bytes(8)
    return call(42, LINE, ctypes.addressof(ctypes.create_string_buffer(address)), len(address))


def hand_a_descriptor_out() -> object:
    return socket.send_fds(line_socket(), [b"x"], [FILE])


def receive_on_another_descriptor() -> object:
    return socket.socket(socket.AF_UNIX, socket.SOCK_STREAM, 0, FILE).recvmsg(1, 100)


def line_socket() -> socket.socket:
    return lines[0]._end


def raise_own_limits() -> object:
    most = ctypes.create_string_buffer(b"\xff" * 16)
    return call(302, 0, 0, ctypes.addressof(most), 0)


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


def make_code_runnable() -> object:
    page = mmap.mmap(-1, 4096)
    return call(10, ctypes.addressof(ctypes.c_char.from_buffer(page)), 4096, 5)


def change_the_file() -> object:
    return os.write(FILE, b"changed")


def start_endless_threads() -> object:
    while True:
        threading.Thread(target=threading.Event().wait, daemon=True).start()


def eat_memory() -> object:
    return len(bytearray(1 << 31))


def spin() -> object:
    while True:
        pass


def work_a_second() -> object:
    end = time.process_time() + 0.9
    while time.process_time() < end:
        pass
    return "done"


def spin_deaf() -> object:
    signal.signal(signal.SIGXCPU, signal.SIG_IGN)
    return spin()


def drip_for_ever() -> object:
    os.write(LINE, PREFIX.pack(1000, 0))
    while True:
        os.write(LINE, b" ")
        time.sleep(0.01)


def announce_a_flood() -> object:
    os.write(LINE, PREFIX.pack(2, (1 << 32) - 1) + b"{}")
    return flood_the_answer()


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


def fall_sick() -> object:
    sick.append("the next file crashes")
    return "sick"


def tell_process() -> object:
    return os.getpid()


def wait_for_the_word() -> object:
    """Wait until our side writes to the file: who waits meanwhile is here at the same time."""
    while not os.pread(FILE, 100, 0).endswith(b"go"):
        time.sleep(0.01)
    return "done"


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


# One for each field of the answer.
LIES = {
    "kind": Reading("editor", "image/jpeg"),
    "mime": Reading("picture", "text/html"),
    "reason": Reading("unreadable", "image/jpeg", "Ring this number to unlock it."),
    "width": Reading("picture", "image/jpeg", width=-1),
    "height": Reading("picture", "image/jpeg", height=1 << 40),
    "orientation": Reading("picture", "image/jpeg", orientation=9),
    "rotation": Reading("video", "video/mp4", rotation=360),
    "make": Reading("picture", "image/jpeg", make=7),  # type: ignore[arg-type]
    "model": Reading("picture", "image/jpeg", model=["x"]),  # type: ignore[arg-type]
    "taken_at": Reading("picture", "image/jpeg", taken_at="yesterday"),
    "taken_offset": Reading("picture", "image/jpeg", taken_offset="+1"),
    "latitude": Reading("picture", "image/jpeg", latitude=91.0, longitude=0.0),
    "longitude": Reading("picture", "image/jpeg", latitude=0.0, longitude=-181.0),
    "duration": Reading("video", "video/mp4", duration=-1.0),
    "codec": Reading("video", "video/mp4", codec=1),  # type: ignore[arg-type]
    "thumbnail_differs": Reading("picture", "image/jpeg", thumbnail_differs=2),  # type: ignore[arg-type]
    "pair": Reading("picture", "image/jpeg", pair={}),  # type: ignore[arg-type]
    "words": Reading("picture", "image/jpeg", words=["x"]),  # type: ignore[arg-type]
    "said": Reading("picture", "image/jpeg", said=(Said("editor", Source.XMP, "x"),)),  # type: ignore[arg-type]
    "credentials": Reading("picture", "image/jpeg", credentials=Credentials("holy")),  # type: ignore[arg-type]
    "unfinished": Reading("picture", "image/jpeg", unfinished="a little"),  # type: ignore[arg-type]
    "preview": Reading("picture", "image/jpeg", preview=Pixels(600, 1, b"x" * 1800)),
    "frames": Reading("video", "video/mp4", frames=(Frame(0.0, Pixels(1, 1, b"xyz")),)),
    "pixels missing": Reading("picture", "image/jpeg", preview=Pixels(40, 30, b"")),
    "pixels too many": Reading("picture", "image/jpeg", preview=Pixels(1, 1, b"12345")),
}


def attack(file: int, _wanted: Wanted) -> Reading:
    if sick:
        ctypes.string_at(8)
    name = os.pread(file, 100, len(MAGIC)).decode().split(":")[0]
    if name in LIES:
        return LIES[name]
    try:
        came_of_it = f"{globals()[name]()}"
    except (OSError, MemoryError, RuntimeError) as error:
        came_of_it = f"refused: {type(error).__name__}"
    return Reading("picture", "image/jpeg", codec=came_of_it)


lines: list[Line] = []


def read(file: int, line: Line) -> None:
    lines.append(line)
    sitting(attack)(file, line)


def talk(file: int, line: Line) -> None:
    """Do in a conversation what each message says."""
    lines.append(line)
    while True:
        asked = line.receive() or {}
        match asked.get("do"):
            case "echo":
                line.send(asked, os.pread(file, 100, 0))
            case "shared":
                line.shared[0][:5] = b"shown"
                line.send({"length": len(line.shared[0])})
            case "look":
                line.send({"more": line.receive(wait=False)})
            case "lie":
                line.send({"list": [1]})
            case "tell_open_files_aloud":
                line.send({"open": tell_open_files()})
            case "tell_process_aloud":
                line.send({"process": os.getpid()})
            case "end":
                return
            case name:
                globals()[name]()


if __name__ == "__main__":
    main({"read": read, "talk": talk})
