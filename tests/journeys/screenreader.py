"""A screen reader: all it knows of a program are names, roles, states and events over AT-SPI."""

import os
import subprocess
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from fnmatch import fnmatchcase
from typing import Any, NamedTuple

import pytest
from jeepney import (
    DBusAddress,
    DBusErrorResponse,
    HeaderFields,
    MatchRule,
    Properties,
    new_method_call,
)
from jeepney.bus_messages import message_bus
from jeepney.io.blocking import DBusConnection, open_dbus_connection
from jeepney.wrappers import unwrap_msg

from tests.child import SOON
from tests.journeys.screen import Screen, until

ANSWER = 30.0  # seconds within which a program answers what it is asked
PATIENCE = 60.0  # seconds until what doesn't happen is a failure; a program has to start in them
FOCUSED, ENABLED, SELECTED, SHOWING = 12, 8, 23, 25  # bits of a state
HEARD = ("object:state-changed:focused", "object:announcement")
SWITCHES = ("IsEnabled", "ScreenReaderEnabled")


class Thing(NamedTuple):
    """Something on the screen, as the accessibility bus names it."""

    owner: str
    path: str


REGISTRY = Thing("org.a11y.atspi.Registry", "/org/a11y/atspi/registry")
DESKTOP = Thing("org.a11y.atspi.Registry", "/org/a11y/atspi/accessible/root")


class ScreenReader:
    """Walks the tree of what is shown, listens, and works the controls that it finds."""

    def __init__(self, bus: DBusConnection) -> None:
        self.bus = bus
        self.focus: Thing | None = None
        self.heard: list[str] = []  # what programs announced
        self._signals: deque[Any] = deque()
        events = MatchRule(type="signal", interface="org.a11y.atspi.Event.Object")
        bus.filter(events, queue=self._signals)
        bus.send_and_get_reply(message_bus.AddMatch(events), timeout=ANSWER)
        for kind in HEARD:
            self.ask(REGISTRY, "Registry.RegisterEvent", "s", kind)

    # What is there

    def ask(self, thing: Thing, method: str, signature: str = "", *said: object) -> Any:
        """Ask a thing for one answer; a thing that has gone raises DBusErrorResponse."""
        interface, _, method = method.rpartition(".")
        place = DBusAddress(thing.path, thing.owner, f"org.a11y.atspi.{interface}")
        call = new_method_call(place, method, signature or None, said)
        answer = unwrap_msg(self.bus.send_and_get_reply(call, timeout=ANSWER))
        return answer[0] if answer else None

    def tell(self, thing: Thing, name: str) -> Any:
        """Tell one property of a thing."""
        place = DBusAddress(thing.path, thing.owner, "org.a11y.atspi.Accessible")
        answer = self.bus.send_and_get_reply(Properties(place).get(name), timeout=ANSWER)
        return unwrap_msg(answer)[0][1]

    def role(self, thing: Thing) -> str:
        return self.ask(thing, "Accessible.GetRoleName")

    def name(self, thing: Thing) -> str:
        return self.tell(thing, "Name")

    def text(self, thing: Thing) -> str:
        return self.ask(thing, "Text.GetText", "ii", 0, -1)

    def children(self, thing: Thing) -> list[Thing]:
        return [Thing(*child) for child in self.ask(thing, "Accessible.GetChildren")]

    def is_so(self, thing: Thing, *states: int) -> bool:
        """Tell whether a thing is in all of these states."""
        low, high = self.ask(thing, "Accessible.GetState")
        return all((low | high << 32) >> state & 1 for state in states)

    def shown(self) -> Iterator[tuple[int, Thing]]:
        """Walk over all that is shown, each with its depth; the panel with the focus first."""
        self.listen()
        windows = [window for app in self.children(DESKTOP) for window in self.children(app)]
        if self.focus is not None:
            with suppress(DBusErrorResponse):
                windows = list(dict.fromkeys([self._top(self.focus), *windows]))
        for window in windows:
            yield from self._below(window, 0)

    def find(self, role: str, name: str) -> Thing | None:
        """Find the first thing that is shown with this role and a name of this pattern."""
        for _, thing in self.shown():
            with suppress(DBusErrorResponse):
                if self.role(thing) == role and fnmatchcase(self.name(thing), name):
                    return thing
        return None

    def listen(self) -> None:
        """Take in what was said since the last time."""
        with suppress(TimeoutError):
            while True:
                self.bus.recv_messages(timeout=0)
        while self._signals:
            signal = self._signals.popleft()
            fields, body = signal.header.fields, signal.body
            if fields[HeaderFields.member] == "Announcement":
                self.heard.append(body[3][1])
            elif body[:2] == ("focused", 1):
                self.focus = Thing(fields[HeaderFields.sender], fields[HeaderFields.path])

    def outline(self) -> str:
        """Write down all that is shown, for whoever wonders what went wrong."""
        lines = [f"announced: {self.heard}"]
        for depth, thing in self.shown():
            with suppress(DBusErrorResponse):
                focus = " (focus)" if thing == self.focus else ""
                lines.append(f"{'  ' * depth}{self.role(thing)}: {self.name(thing)}{focus}")
        return "\n".join(lines)

    def _top(self, thing: Thing) -> Thing:
        """Go up to the window, or to the popup: only the focus in it leads there."""
        while (above := Thing(*self.tell(thing, "Parent"))) not in self.children(DESKTOP):
            thing = above
        return thing

    def _below(self, thing: Thing, depth: int) -> Iterator[tuple[int, Thing]]:
        with suppress(DBusErrorResponse):
            if not self.is_so(thing, SHOWING):
                return
            yield depth, thing
            for child in self.children(thing):
                yield from self._below(child, depth + 1)

    # What can be done

    def until(self, happened: Callable[[], object], what: str) -> Any:
        """Wait for something, and show what is there if it doesn't happen."""

        def try_it() -> object:
            self.listen()
            with suppress(DBusErrorResponse):
                return happened()
            return None

        try:
            return until(try_it, what, PATIENCE)
        except pytest.fail.Exception as failed:
            pytest.fail(f"{failed}; what is shown is\n{self.outline()}")

    def one(self, role: str, name: str) -> Thing:
        """Wait until something with this role and name is shown."""
        return self.until(lambda: self.find(role, name), f"a {role} “{name}” is shown")

    def go_to(self, role: str, name: str) -> Thing:
        """Put the focus on a thing."""
        thing = self.one(role, name)
        self.ask(thing, "Component.GrabFocus")
        self.until(lambda: self.is_so(thing, FOCUSED), f"“{name}” has the focus")
        return thing

    def until_on(self, name: str) -> None:
        """Wait until the focus came to something with a name of this pattern."""
        self.until(
            lambda: self.focus is not None and fnmatchcase(self.name(self.focus), name),
            f"the focus is on “{name}”",
        )

    def press(self, role: str, name: str) -> None:
        """Go to a button and press it."""
        button = self.go_to(role, name)
        self.until(lambda: self.is_so(button, ENABLED), f"“{name}” can be pressed")
        self._press(button)

    def turn_to(self, name: str) -> None:
        """Bring the page of a tab to the front."""
        tab = self.one("page tab", name)
        self._press(tab)
        self.until(lambda: self.is_so(tab, SELECTED), f"“{name}” is in front")

    def _press(self, thing: Thing) -> None:
        actions = [action[0] for action in self.ask(thing, "Action.GetActions")]
        assert self.ask(thing, "Action.DoAction", "i", actions.index("Press"))

    def write(self, role: str, name: str, text: str) -> None:
        """Go to a field and write in it."""
        field = self.go_to(role, name)
        assert self.ask(field, "EditableText.SetTextContents", "s", text)
        assert self.text(field) == text

    def choose(self, role: str, name: str, row: str) -> None:
        """Select one row of a list, and no other."""

        def chosen() -> bool:
            rows = self.one(role, name)
            for place, child in enumerate(self.children(rows)):
                if fnmatchcase(self.name(child), row):
                    self.ask(rows, "Selection.ClearSelection")
                    self.ask(rows, "Selection.SelectChild", "i", place)
                    return self.is_so(child, SELECTED)
            return False

        self.until(chosen, f"“{row}” is chosen in “{name}”")


@contextmanager
def screen_reader(screen: Screen) -> Iterator[ScreenReader]:
    """Start a session with a screen reader in it; programs started on the screen belong to it."""
    read, write = os.pipe()
    daemon = subprocess.Popen(
        ["dbus-daemon", "--session", "--nofork", "--nosyslog", f"--print-address={write}"],
        pass_fds=[write],
        env={**screen.env, "GSETTINGS_BACKEND": "memory"},
        stderr=subprocess.DEVNULL,
    )
    os.close(write)
    with os.fdopen(read) as told:
        session = told.readline().strip()
    screen.env["DBUS_SESSION_BUS_ADDRESS"] = session
    try:
        with open_dbus_connection(session) as bus:
            address = _switch_on(bus)
        with open_dbus_connection(address) as bus:
            yield ScreenReader(bus)
    finally:
        daemon.terminate()
        daemon.wait(SOON)
    until(lambda: not _answers(address), "the accessibility bus has ended with its session")


def _switch_on(bus: DBusConnection) -> str:
    """Tell the session that a screen reader is there; give the address of its bus."""
    names = unwrap_msg(bus.send_and_get_reply(message_bus.ListActivatableNames()))[0]
    if "org.a11y.Bus" not in names:
        pytest.skip("needs at-spi2-core (`make test` installs it for root or sudo)")
    place = DBusAddress("/org/a11y/bus", "org.a11y.Bus", "org.a11y.Bus")
    address = unwrap_msg(bus.send_and_get_reply(new_method_call(place, "GetAddress")))[0]
    status = Properties(place.with_interface("org.a11y.Status"))
    for switch in SWITCHES:
        unwrap_msg(bus.send_and_get_reply(status.set(switch, "b", True)))
    return str(address)


def _answers(address: str) -> bool:
    try:
        open_dbus_connection(address).close()
    except OSError:
        return False
    return True
