import errno
import os
import resource
import socket
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta, timezone
from hashlib import sha256
from pathlib import Path

import pytest

from tests.intake.rows import digest, names, one, rows
from tipdesk.desk.changes.undoing import redo, undo
from tipdesk.intake.arrival import Arrival, ArrivedFile, Known, Told
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.receiving import receive
from tipdesk.intake.register import attach, register, register_all
from tipdesk.newsroom.change import BY_ITSELF
from tipdesk.newsroom.errors import Cancelled, NotFound, NotValid, NotWritten
from tipdesk.newsroom.mail import Mailbox, Message
from tipdesk.newsroom.media import Facts, Media
from tipdesk.newsroom.people import ContactPoint, Contributor, Editor
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.newsroom.states import Channel, FileKind, ReadState
from tipdesk.newsroom.story import Story, StoryTip
from tipdesk.newsroom.tip import NewTip, Tag, Tip, TipTag
from tipdesk.newsroom.when import now
from tipdesk.store.integrity import check


def sent(*paths: Path) -> tuple[ArrivedFile, ...]:
    return tuple(ArrivedFile(path.name, path) for path in paths)


def said(headline="Water on Mill Road", **more) -> NewTip:
    return NewTip(headline=headline, **more)


RAW = b"From: a@example.org\nSubject: x\n\nHello"
RAW_DIGEST = sha256(RAW).hexdigest()


def told(key="k1", raw=RAW, **more) -> Told:
    return Told(key, raw=raw, **more)


def opened(store, tip) -> None:
    with store.deriving() as session:
        session.get(Tip, tip).opened_at = now()


@contextmanager
def room_for(size: int) -> Iterator[None]:
    """Refuse to write longer files, as a full disk does."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


def test_a_tip_comes_in_with_all_that_was_said_of_it(store, files):
    sender = "Nadia Okafor <nadia@example.org>"
    tip = said(
        text="Since six this morning.\n\nThe bridge is closed.",
        channel=Channel.MAIL,
        sender=sender,
        received_at=datetime(2026, 11, 22, 10, 0, tzinfo=timezone(timedelta(hours=1))),
        place="Mill Road",
        language="en",
        priority=2,
        tags=("flood", "#Flood", "bridge"),
        stories=("millflood",),
    )
    receipt = register(store, Arrival(tip, sent(*files("one.jpg", "two.jpg"))))

    row = one(store, Tip)
    assert (row.id, row.headline, row.text) == (receipt.tip, tip.headline, tip.text)
    assert row.received_at == datetime(2026, 11, 22, 9, 0, tzinfo=UTC)
    assert (row.channel, row.place, row.language, row.priority) == ("mail", "Mill Road", "en", 2)
    assert one(store, Contributor).name == "Nadia Okafor"
    assert one(store, ContactPoint).value == "nadia@example.org"
    assert [tag.name for tag in rows(store, Tag)] == ["flood", "bridge"]
    assert len(rows(store, TipTag)) == 2
    assert (one(store, Story).slug, one(store, StoryTip).tip_id) == ("MILLFLOOD", receipt.tip)
    assert names(store) == ["one.jpg", "two.jpg"]
    assert receipt.change.tips == {receipt.tip}
    assert {entry.verb for entry in rows(store, LedgerEntry)} == {"log"}
    assert len({entry.change_id for entry in rows(store, LedgerEntry)}) == 1


def test_files_lie_by_digest_and_wait_for_the_worker(store, files):
    (path,) = files("one.jpg")
    register(store, Arrival(said(), sent(path)))
    facts = one(store, Facts)
    assert (facts.digest, facts.state) == (digest(path), ReadState.WAITING)
    assert (facts.kind, facts.mime) == (FileKind.PICTURE, "image/jpeg")
    assert store.files.path(facts.digest).read_bytes() == path.read_bytes()
    assert check(store, deep=True) == []


def test_documents_need_no_worker(store):
    register(store, Arrival(said(), (ArrivedFile("list.csv", b"a;b\n1;2\n"),)))
    facts = one(store, Facts)
    assert (facts.state, facts.kind, facts.mime) == ("read", "document", "text/csv")


def test_an_empty_file_is_kept_and_left_to_the_reader(store, tmp_path):
    empty = tmp_path / "empty.jpg"
    empty.touch()
    receipt = register(store, Arrival(said(), sent(empty)))
    assert receipt.refused == ()
    assert (one(store, Facts).size, one(store, Facts).state) == (0, ReadState.WAITING)


@pytest.mark.parametrize("kind", ["vanished", "link", "fifo", "socket", "folder", "device"])
def test_what_is_no_plain_file_is_refused_in_words_and_blocks_nothing(kind, store, files, tmp_path):
    good, target = files("good.jpg", "target.jpg")
    bad = tmp_path / "bad.jpg"
    match kind:
        case "link":
            bad.symlink_to(target)
        case "fifo":
            os.mkfifo(bad)
        case "folder":
            bad.mkdir()
        case "socket":
            server = socket.socket(socket.AF_UNIX)
            server.bind(os.fspath(bad))
            server.close()
        case "device":
            bad = Path("/dev/zero")
    receipt = register(store, Arrival(said(), sent(bad, good)))
    (refused,) = receipt.refused
    assert refused.name == bad.name
    assert refused.sentence.endswith(".")
    assert names(store) == ["good.jpg"]


def test_a_file_that_changes_while_it_is_read_is_refused(store, files):
    growing, good = files("growing.jpg", "good.jpg")
    growing.write_bytes(bytes(3_000_000))

    def grow(done: int, _total: int) -> None:
        if done == 3_000_000:
            with growing.open("ab") as file:
                file.write(b"more")

    receipt = register(store, Arrival(said(), sent(growing, good)), progress=grow)
    assert [refused.name for refused in receipt.refused] == ["growing.jpg"]
    assert names(store) == ["good.jpg"]


def test_a_file_that_may_not_be_read_is_refused(store, files, monkeypatch):
    (locked,) = files("locked.jpg")
    really = os.open

    def opened(path, *args, **options):
        if path == locked:
            raise PermissionError(errno.EACCES, "root may read everything, others may not")
        return really(path, *args, **options)

    monkeypatch.setattr(os, "open", opened)
    receipt = register(store, Arrival(said(), sent(locked)))
    assert "not allowed" in receipt.refused[0].sentence


def test_a_file_that_the_desk_has_is_linked_and_told(store, files):
    (path,) = files("one.jpg")
    first = register(store, Arrival(said("First"), sent(path)))
    path.rename(path.with_name("again.jpg"))
    second = register(store, Arrival(said("Second"), sent(path.with_name("again.jpg"))))
    assert second.known == (Known("again.jpg", (first.tip,)),)
    assert names(store) == ["one.jpg", "again.jpg"]
    assert len(rows(store, Facts)) == 1


def test_the_same_bytes_come_once_with_one_tip(store, files):
    (path,) = files("one.jpg")
    copy = ArrivedFile("copy.jpg", path)
    receipt = register(store, Arrival(said(), (*sent(path), copy)))
    assert receipt.known == (Known("copy.jpg", (receipt.tip,)),)
    assert names(store) == ["one.jpg"]


def test_files_without_words_that_the_desk_has_make_no_new_tip(store, files):
    paths = files("one.jpg", "two.jpg")
    first = register(store, Arrival(said(), sent(*paths), wordless=True))
    again = register(store, Arrival(said(), sent(*paths), wordless=True))
    assert again.tip is None
    assert not again.change
    assert [known.tips for known in again.known] == [(first.tip,)] * 2
    assert len(rows(store, Tip)) == 1


def test_a_file_that_only_the_trash_has_comes_in_again(store, files):
    paths = files("one.jpg")
    first = register(store, Arrival(said(), sent(*paths), wordless=True))
    with store.begin("trash") as work:
        work.get(Tip, first.tip).trashed_at = now()
    again = register(store, Arrival(said(), sent(*paths), wordless=True))
    assert again.tip not in (None, first.tip)
    assert again.known == (Known("one.jpg", (first.tip,)),)


def test_a_message_that_the_desk_has_is_not_logged_again(store):
    mail = Arrival(said(), messages=(told(),))
    first = register(store, mail)
    again = register(store, mail)
    assert (again.tip, again.known) == (None, (Known("Water on Mill Road", (first.tip,)),))
    assert first.tip == one(store, Tip).id
    assert (one(store, Message).digest, one(store, Facts).kind) == (RAW_DIGEST, "mail")
    assert store.files.path(RAW_DIGEST).read_bytes() == RAW
    assert names(store) == []
    assert check(store, deep=True) == []


def test_many_messages_come_in_as_one_change_and_the_same_one_only_once(store):
    more = [told(key=f"k{n}", message_id=f"m{n}@example.org") for n in range(3)]
    receipts = register_all(store, [Arrival(said(), messages=(one,)) for one in (*more, more[0])])
    assert [receipt.tip for receipt in receipts] == [1, 2, 3, None]
    assert receipts[3].known[0].tips == (1,)
    assert len({entry.change_id for entry in rows(store, LedgerEntry)}) == 1
    undo(store)
    assert rows(store, Tip) == rows(store, Message) == []
    redo(store)
    assert len(rows(store, Tip)) == 3
    assert check(store, deep=True) == []


RULES = {"tags": ["m"], "story": "FLOOD", "section": "City", "assignee": "Jonas Beck"}


def test_what_a_mailbox_brings_is_nobodys_doing_and_undo_passes_over_it(store):
    with store.begin("add_mailbox") as work:
        work.add(Mailbox(name="Tips", host="mail.example.org", user="tips", rules=RULES))
    mailbox = one(store, Mailbox)
    register(store, Arrival(said()))
    (receipt,) = receive(store, [Letter(RAW)], mailbox=mailbox)
    assert receipt.change.verb == BY_ITSELF
    assert [tag.name for tag in rows(store, Tag)] == ["m"]
    assert (one(store, Story).slug, one(store, Story).section) == ("FLOOD", "City")
    assert rows(store, Tip)[1].assignee_id == one(store, Editor).id
    assert one(store, Message).mailbox_id == mailbox.id
    assert undo(store).verb == "undo"
    assert [tip.headline for tip in rows(store, Tip)] == ["x"]


def test_an_answer_joins_the_tip_that_it_answers_and_makes_it_unread(store):
    first = register(store, Arrival(said(), messages=(told(message_id="a@example.org"),)))
    opened(store, first.tip)
    answer = told(key="k2", message_id="b@example.org", answers=("x@example.org", "a@example.org"))
    picture = ArrivedFile("more.jpg", b"\xff\xd8\xff more")
    receipt = register(store, Arrival(said("Re: Water"), (picture,), (answer,)))
    assert (receipt.tip, receipt.joined) == (None, first.tip)
    assert [(one.tip_id, one.position) for one in rows(store, Message)] == [(1, 0), (1, 1)]
    assert one(store, Media).message_id == rows(store, Message)[1].id
    assert one(store, Tip).opened_at is None


def test_an_answer_and_what_it_answers_may_come_at_once(store):
    first = told(message_id="a@example.org")
    answer = told(key="k2", answers=("a@example.org",))
    receipts = register_all(store, [Arrival(said(), messages=(m,)) for m in (first, answer)])
    assert [(one.tip, one.joined) for one in receipts] == [(1, None), (None, 1)]


def test_an_answer_to_what_lies_in_the_trash_is_a_new_tip(store):
    first = register(store, Arrival(said(), messages=(told(message_id="a@example.org"),)))
    with store.begin("trash") as work:
        work.get(Tip, first.tip).trashed_at = now()
    answer = told(key="k2", answers=("a@example.org",))
    assert register(store, Arrival(said(), messages=(answer,))).tip == 2


def test_what_a_blocked_sender_sends_goes_to_the_trash_and_joins_nothing(store):
    sender = "Pest <pest@example.org>"
    first = told(message_id="a@example.org", sender=sender)
    register(store, Arrival(said(sender=sender), messages=(first,)))
    with store.begin("block") as work:
        work.get(Contributor, 1).blocked = True
    answer = told(key="k2", answers=("a@example.org",), sender=sender)
    receipt = register(store, Arrival(said(sender=sender), messages=(answer,)))
    assert [tip.trashed_at is not None for tip in rows(store, Tip)] == [False, True]
    assert receipt.tip == 2


def test_a_chat_goes_on_where_it_was_left(store):
    lines = [told(key=f"k{n}", raw=None, text=f"line {n}") for n in range(3)]
    first = register(store, Arrival(said(), messages=tuple(lines[:2])))
    receipt = register(store, Arrival(said(), messages=tuple(lines)))
    assert (receipt.tip, receipt.joined) == (None, first.tip)
    assert [one.text for one in rows(store, Message)] == ["line 0", "line 1", "line 2"]


def test_files_are_attached_once_each_and_stand_after_the_others(store, files):
    one_, two, three = files("one.jpg", "two.jpg", "three.jpg")
    tip = register(store, Arrival(said(), sent(one_))).tip
    receipt = attach(store, tip, sent(two, one_, three))
    assert names(store) == ["one.jpg", "two.jpg", "three.jpg"]
    assert receipt.known == (Known("one.jpg", (tip,)),)
    assert receipt.change.verb == "attach"


def test_nothing_is_attached_to_a_tip_that_is_not_there(store, files):
    with pytest.raises(NotFound, match="T-7"):
        attach(store, 7, sent(*files("one.jpg")))
    assert not rows(store, Media)


@pytest.mark.parametrize(
    "wrong",
    [
        {"stories": ("a/b",)},
        {"tags": ("",)},
        {"received_at": datetime(1, 1, 1, tzinfo=timezone(timedelta(hours=14)))},
    ],
)
def test_words_that_do_not_fit_are_refused_before_anything_is_copied(wrong, store, files):
    steps = []
    with pytest.raises(NotValid):
        register(
            store,
            Arrival(said(**wrong), sent(*files("one.jpg"))),
            progress=lambda *step: steps.append(step),
        )
    assert steps == []
    assert not rows(store, Tip)


def test_a_tip_without_headline_gets_its_first_words_or_the_name_of_its_file(store, files):
    register(store, Arrival(said("", text="\n Smoke over the harbour\nsince noon")))
    register(store, Arrival(said("  "), sent(*files("harbour.jpg"))))
    register(store, Arrival(said("")))
    headlines = [tip.headline for tip in rows(store, Tip)]
    assert headlines == ["Smoke over the harbour", "harbour.jpg", "No headline"]


def test_markup_and_marks_are_only_words(store):
    register(store, Arrival(said('<img src="file:///x">\nBcc: a\0', text="a\0b\u202e<b>")))
    row = one(store, Tip)
    assert row.headline == '<img src="file:///x"> Bcc: a\\x00'
    assert row.text == "ab\u202e<b>"


def test_a_name_that_is_no_text_and_one_with_a_path_are_kept_as_data(store, tmp_path):
    broken = Path(os.fsdecode(os.fsencode(tmp_path) + b"/caf\xe9.jpg"))
    broken.write_bytes(b"\xff\xd8\xff1")
    register(
        store,
        Arrival(said(), (*sent(broken), ArrivedFile("../../etc/\u202egpj.exe", b"MZ"))),
    )
    assert names(store) == [r"caf\xe9.jpg", "../../etc/\u202egpj.exe"]


def test_a_known_protected_contributor_protects_the_new_tip(store):
    sender = "Source <source@example.org>"
    register(store, Arrival(said(sender=sender, protected=True)))
    register(store, Arrival(said(sender="source@example.org")))
    assert [tip.protected for tip in rows(store, Tip)] == [True, True]
    assert len(rows(store, Contributor)) == 1


def test_a_stopped_import_leaves_no_row_and_no_half_file(store, files):
    paths = files("one.jpg", "two.jpg")

    def stop(done: int, total: int) -> None:
        if done == total:
            raise Cancelled("Stopped.")

    with pytest.raises(Cancelled):
        register(store, Arrival(said(), sent(*paths)), progress=stop)
    assert not rows(store, Tip)
    assert list(store.folder.incoming.iterdir()) == []


def test_progress_counts_bytes_from_nothing_to_all(store, files):
    paths = files("one.jpg", "two.jpg")
    steps = []
    register(store, Arrival(said(), sent(*paths)), progress=lambda *step: steps.append(step))
    total = sum(path.stat().st_size for path in paths)
    assert steps[0] == (0, total)
    assert steps[-1] == (total, total)


def test_a_full_disk_is_one_sentence_and_no_tip_and_a_repetition_completes_it(store, files):
    small, big = files("small.jpg", "big.jpg")
    big.write_bytes(bytes(6_000_000))
    arrival = Arrival(said(), sent(small, big))
    told = r"7 MB to copy, \d+ MB free.* Check the desk's folder"  # there is room, by the figures
    with room_for(5_000_000), pytest.raises(NotWritten, match=told):
        register(store, arrival)
    assert not rows(store, Tip)
    assert list(store.folder.incoming.iterdir()) == []
    register(store, arrival)
    assert names(store) == ["small.jpg", "big.jpg"]
    assert check(store, deep=True) == []


def test_kept_files_are_the_owners_alone(store, files):
    register(store, Arrival(said(), sent(*files("one.jpg"))))
    mode = store.files.path(one(store, Facts).digest).stat().st_mode
    assert stat.S_IMODE(mode) & 0o077 == 0


def test_an_arrival_shows_nothing_of_what_it_holds():
    message = told(text="secret", raw=b"secret", said={"to": "secret"})
    file = ArrivedFile("secret name.jpg", b"secret")
    arrival = Arrival(said("Secret words"), (file,), (message,), assignee="secret")
    assert "secret" not in repr(arrival).casefold()
