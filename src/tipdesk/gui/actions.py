"""Everything an editor can do: one record each, feeding menus, tool tips, the palette and help."""

from collections.abc import Callable, Iterator, Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QMenu, QWidget

from tipdesk.gui import icons, keybook
from tipdesk.gui.acts import Act as Act
from tipdesk.gui.acts import Category as Category
from tipdesk.gui.acts import Place as Place
from tipdesk.gui.acts import heading as heading
from tipdesk.gui.acts import text as text
from tipdesk.gui.lightacts import LIGHT_ACTS
from tipdesk.gui.overviewacts import OVERVIEW_ACTS
from tipdesk.gui.phoneacts import PHONE_ACTS
from tipdesk.gui.playeracts import PLAYER_ACTS

FAVOURITES = 9
_C = Category

ACTS: tuple[Act, ...] = (
    Act("tip.new", _C.TIPS, QT_TRANSLATE_NOOP("Actions", "New tip"), ("Ctrl+N",), "add"),
    Act(
        "tip.phone",
        _C.TIPS,
        QT_TRANSLATE_NOOP("Actions", "Phone note"),
        ("Ctrl+Shift+N",),
        "channel-phone",
    ),
    Act("tip.import", _C.TIPS, QT_TRANSLATE_NOOP("Actions", "Import…"), ("Ctrl+O",), "import"),
    Act(
        "tip.import_folder",
        _C.TIPS,
        QT_TRANSLATE_NOOP("Actions", "Import a folder…"),
        ("Ctrl+Shift+O",),
        "folder",
    ),
    Act(
        "tip.mailboxes",
        _C.TIPS,
        QT_TRANSLATE_NOOP("Actions", "Tip mailboxes…"),
        ("Ctrl+Shift+M",),
        "channel-mail",
    ),
    Act("tip.connect", _C.TIPS, QT_TRANSLATE_NOOP("Actions", "Connect a tip mailbox…"), (), "add"),
    Act("tip.fetch_mail", _C.TIPS, QT_TRANSLATE_NOOP("Actions", "Fetch mail now"), ("F5",)),
    Act(
        "tip.ask_again",
        _C.TIPS,
        QT_TRANSLATE_NOOP("Actions", "Ask again about several files at once"),
    ),
    Act(
        "tip.paste",
        _C.TIPS,
        QT_TRANSLATE_NOOP("Actions", "Paste files, a picture or text"),
        ("Ctrl+V",),
        "copy",
    ),
    Act(
        "tip.export",
        _C.TIPS,
        QT_TRANSLATE_NOOP("Actions", "Export the chosen tips…"),
        ("Ctrl+E",),
        "export",
    ),
    Act(
        "tip.export_list",
        _C.TIPS,
        QT_TRANSLATE_NOOP("Actions", "Export the whole list…"),
        ("Ctrl+Shift+E",),
        "export",
    ),
    Act("tip.print", _C.TIPS, QT_TRANSLATE_NOOP("Actions", "Print…"), ("Ctrl+P",), "print"),
    Act("go.search", _C.GO, QT_TRANSLATE_NOOP("Actions", "Search"), ("Ctrl+F", "/"), "search"),
    Act(
        "go.palette", _C.GO, QT_TRANSLATE_NOOP("Actions", "Command palette"), ("Ctrl+K",), "palette"
    ),
    Act("go.next", _C.GO, QT_TRANSLATE_NOOP("Actions", "Next tip"), ("J",)),
    Act("go.previous", _C.GO, QT_TRANSLATE_NOOP("Actions", "Previous tip"), ("K",)),
    Act(
        "go.untriaged",
        _C.GO,
        QT_TRANSLATE_NOOP("Actions", "Next untriaged tip"),
        ("N",),
        "state-new",
    ),
    Act("go.sidebar", _C.GO, QT_TRANSLATE_NOOP("Actions", "To the sidebar"), ("Ctrl+1",)),
    Act("go.list", _C.GO, QT_TRANSLATE_NOOP("Actions", "To the list"), ("Ctrl+2",)),
    Act("go.tip", _C.GO, QT_TRANSLATE_NOOP("Actions", "To the open tip"), ("Ctrl+3",)),
    Act("go.sender", _C.GO, QT_TRANSLATE_NOOP("Actions", "About the sender"), ("F",), "person"),
    Act("change.state", _C.CHANGE, QT_TRANSLATE_NOOP("Actions", "State…"), ("S",), "state-triage"),
    Act("change.tags", _C.CHANGE, QT_TRANSLATE_NOOP("Actions", "Tags…"), ("T",), "tag"),
    Act("change.assign", _C.CHANGE, QT_TRANSLATE_NOOP("Actions", "Assign…"), ("A",), "person"),
    Act("change.story", _C.CHANGE, QT_TRANSLATE_NOOP("Actions", "Put to story…"), ("L",), "story"),
    Act(
        "change.priority",
        _C.CHANGE,
        QT_TRANSLATE_NOOP("Actions", "Priority…"),
        ("Shift+P",),
        "priority",
    ),
    Act(
        "change.snooze",
        _C.CHANGE,
        QT_TRANSLATE_NOOP("Actions", "Put away for a while…"),
        ("W",),
        "clock",
    ),
    Act(
        "change.merge",
        _C.CHANGE,
        QT_TRANSLATE_NOOP("Actions", "Make one of these…"),
        ("Ctrl+M",),
        "merge",
    ),
    Act(
        "change.publish",
        _C.CHANGE,
        QT_TRANSLATE_NOOP("Actions", "Publish…"),
        ("Ctrl+Return",),
        "state-published",
    ),
    Act(
        "change.archive",
        _C.CHANGE,
        QT_TRANSLATE_NOOP("Actions", "Archive"),
        ("E",),
        "state-archived",
    ),
    Act("change.spike", _C.CHANGE, QT_TRANSLATE_NOOP("Actions", "Spike…"), ("#",), "state-spiked"),
    Act(
        "change.protect",
        _C.CHANGE,
        QT_TRANSLATE_NOOP("Actions", "Protect the source"),
        ("!",),
        "shield",
    ),
    Act("change.trash", _C.CHANGE, QT_TRANSLATE_NOOP("Actions", "To the trash"), ("Del",), "trash"),
    Act(
        "change.restore",
        _C.CHANGE,
        QT_TRANSLATE_NOOP("Actions", "Back from the trash"),
        (),
        "restore",
    ),
    Act(
        "change.delete",
        _C.CHANGE,
        QT_TRANSLATE_NOOP("Actions", "Delete for good…"),
        ("Shift+Del",),
        "trash",
    ),
    Act("change.empty_trash", _C.CHANGE, QT_TRANSLATE_NOOP("Actions", "Empty the trash…")),
    Act("edit.undo", _C.EDIT, QT_TRANSLATE_NOOP("Actions", "Undo"), ("Ctrl+Z",), "undo"),
    Act(
        "edit.redo",
        _C.EDIT,
        QT_TRANSLATE_NOOP("Actions", "Redo"),
        ("Ctrl+Shift+Z", "Ctrl+Y"),
        "redo",
    ),
    Act("view.as_list", _C.VIEW, QT_TRANSLATE_NOOP("Actions", "Tips as a list"), (), "list"),
    Act("view.as_board", _C.VIEW, QT_TRANSLATE_NOOP("Actions", "Tips on a board"), ("B",), "board"),
    Act(
        "view.as_pictures",
        _C.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Pictures of these tips"),
        ("G",),
        "grid",
    ),
    Act("view.sidebar", _C.VIEW, QT_TRANSLATE_NOOP("Actions", "Sidebar"), ("F6",), "sidebar"),
    Act("view.list", _C.VIEW, QT_TRANSLATE_NOOP("Actions", "List"), ("F7",), "list"),
    Act("view.tip", _C.VIEW, QT_TRANSLATE_NOOP("Actions", "Open tip"), ("F8",), "eye"),
    Act(
        "view.jobs",
        _C.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Background work"),
        ("Ctrl+J",),
        "history",
    ),
    Act(
        "view.fullscreen",
        _C.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Full screen"),
        ("F11",),
        "fullscreen",
    ),
    Act("view.comfortable", _C.VIEW, QT_TRANSLATE_NOOP("Actions", "Comfortable rows"), (), "list"),
    Act("view.compact", _C.VIEW, QT_TRANSLATE_NOOP("Actions", "Compact rows"), (), "list"),
    Act(
        "view.advance_never",
        _C.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Stay on the tip after a change"),
    ),
    Act(
        "view.advance_moved",
        _C.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Go on to the next tip after a new state"),
    ),
    Act(
        "view.advance_always",
        _C.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Go on to the next tip after every change"),
    ),
    Act(
        "view.system",
        _C.VIEW,
        QT_TRANSLATE_NOOP("Actions", "Colours of the system"),
        (),
        "settings",
    ),
    Act("view.light", _C.VIEW, QT_TRANSLATE_NOOP("Actions", "Light colours"), (), "light"),
    Act("view.dark", _C.VIEW, QT_TRANSLATE_NOOP("Actions", "Dark colours"), (), "dark"),
    *OVERVIEW_ACTS,
    *LIGHT_ACTS,
    *PLAYER_ACTS,
    *PHONE_ACTS,
    Act("desk.new", _C.DESK, QT_TRANSLATE_NOOP("Actions", "New desk…"), ("Ctrl+Shift+D",), "desk"),
    Act(
        "desk.open",
        _C.DESK,
        QT_TRANSLATE_NOOP("Actions", "Open another desk…"),
        ("Ctrl+D",),
        "folder",
    ),
    Act("desk.recent", _C.DESK, QT_TRANSLATE_NOOP("Actions", "Recent desks"), (), "history"),
    Act("desk.sample", _C.DESK, QT_TRANSLATE_NOOP("Actions", "Look at the sample desk"), (), "eye"),
    Act(
        "desk.preferences",
        _C.DESK,
        QT_TRANSLATE_NOOP("Actions", "Preferences…"),
        ("Ctrl+,",),
        "settings",
    ),
    Act("desk.keys", _C.DESK, QT_TRANSLATE_NOOP("Actions", "Keys"), ("F1", "?"), "keyboard"),
    Act("desk.quit", _C.DESK, QT_TRANSLATE_NOOP("Actions", "Quit"), ("Ctrl+Q",), "close"),
)
# The nine favourite tags; their names are asked from the desk.
TAG_ACTS: tuple[Act, ...] = tuple(
    Act(
        f"tag.{digit}",
        _C.CHANGE,
        QT_TRANSLATE_NOOP("Actions", "Favourite tag {0}"),
        (str(digit),),
        "tag",
    )
    for digit in range(1, FAVOURITES + 1)
)


class Actions:
    """The window's actions by id, each with its keys, icon and tool tip.

    Single keys act only when no text field has the focus: a field takes them first. Keys of
    another place than the window are heard there, by `gui.light.keys`.
    """

    def __init__(self, window: QWidget, keys: Mapping[str, tuple[str, ...]] | None = None) -> None:
        self.acts = (*ACTS, *TAG_ACTS)
        self._keys = keybook.settled(self.acts, keys or {})
        self._actions = {act.id: self._make(act, window) for act in self.acts}

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __iter__(self) -> Iterator[QAction]:
        return iter(self._actions.values())

    def usual(self, name: str) -> tuple[str, ...]:
        """Give the keys that an action has unless the editor chose others."""
        return next(act.keys for act in self.acts if act.id == name)

    def changed_keys(self) -> dict[str, tuple[str, ...]]:
        """Give the actions that have other keys than usual, and those keys."""
        return {act.id: self.keys(act) for act in self.acts if self.keys(act) != act.keys}

    def keys(self, act: Act) -> tuple[str, ...]:
        """Give the keys of an action, as the editor has set them."""
        return self._keys.get(act.id, act.keys)

    def keys_in_words(self, act: Act) -> str:
        """Write an action's keys as the platform does: "Ctrl+F or /"."""
        native = QKeySequence.SequenceFormat.NativeText
        told = [QKeySequence(each).toString(native) for each in self.keys(act)]
        return QCoreApplication.translate("Actions", " or ").join(told)

    def taken(self, by_others_than: Act) -> dict[str, str]:
        """Tell which keys other actions have, in Qt's portable words, and their names."""
        return keybook.fixed(by_others_than.place) | {
            keybook.portable(key): self._actions[act.id].text()
            for act in self.acts
            for key in self.keys(act)
            if act.id != by_others_than.id and act.place is by_others_than.place
        }

    def change_keys(self, act: Act, keys: tuple[str, ...]) -> None:
        """Give an action other keys."""
        self._keys[act.id] = keys
        self._actions[act.id].setShortcuts([QKeySequence(each) for each in keys])
        self._actions[act.id].setToolTip(self._tool_tip(act))

    def on(self, name: str, call: Callable[[], object]) -> None:
        """Say what happens when an action is chosen; until then it is not offered."""
        action = self._actions[name]
        action.triggered.connect(lambda _: call())
        self.offer(name, on=True)

    def offer(self, name: str, *, on: bool) -> None:
        """Offer an action, or leave it out where it has no meaning now."""
        self._actions[name].setEnabled(on)
        self._actions[name].setVisible(on)

    def of(self, category: Category) -> list[QAction]:
        """List the actions of a category, as they stand in menus."""
        return [self._actions[act.id] for act in ACTS if act.category is category]

    def submenu(self, parent: QWidget, category: Category) -> QMenu:
        """Make a menu of a category; what doesn't work now is not in it."""
        menu = QMenu(heading(category), parent)
        menu.addActions(self.of(category))
        return menu

    def _make(self, act: Act, window: QWidget) -> QAction:
        action = QAction(text(act), window)
        action.setObjectName(act.id)
        action.setShortcuts([QKeySequence(each) for each in self.keys(act)])
        contexts = Qt.ShortcutContext
        everywhere = act.place is Place.WINDOW
        # A menu would make the keys of every action in it keys of the whole window.
        action.setShortcutContext(
            contexts.WindowShortcut if everywhere else contexts.WidgetShortcut
        )
        action.setToolTip(self._tool_tip(act))
        action.setVisible(False)
        action.setEnabled(False)
        if act.icon:
            icons.wear(action, act.icon, "muted")
        if everywhere:
            window.addAction(action)
        return action

    def _tool_tip(self, act: Act) -> str:
        said, keys = text(act), self.keys_in_words(act)
        return f"{said}  {keys}" if keys else said
