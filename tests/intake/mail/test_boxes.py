from datetime import UTC, datetime
from pathlib import Path

from tipdesk.intake.mail.boxes import BEFORE, DOUBTFUL, NOT_HERE, is_mail_folder, letters_in

MAIL = b"Subject: x\n\nhello\n"
FROM = b"From ada@example.org Sun Nov 22 10:41:00 2026\n"
AT = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)
PLIST = (
    b'<?xml version="1.0"?>\n<plist version="1.0"><dict>\n'
    b"<key>date-received</key>\n<integer>%d</integer></dict></plist>\n" % AT.timestamp()
)


def write(path: Path, data: bytes) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data)
    return path


def raws(path: Path) -> list[bytes]:
    return [letter.raw for letter in letters_in(path)]


def test_a_mail_file_is_one_letter(tmp_path):
    letters = letters_in(write(tmp_path / "a.eml", MAIL))
    assert [letter.raw for letter in letters] == [MAIL]
    assert letters.read == len(MAIL)


def test_a_mailbox_file_is_read_by_its_content_or_its_name(tmp_path):
    box = FROM + MAIL + b"\n" + FROM + MAIL
    assert raws(write(tmp_path / "Inbox", box)) == [MAIL, MAIL]
    (first, _) = letters_in(tmp_path / "Inbox")
    assert first.received_at == AT
    late = list(letters_in(write(tmp_path / "late.mbox", b"Words.\n\n" + FROM + MAIL)))
    assert [letter.note for letter in late] == [BEFORE, ""]
    odd = list(letters_in(write(tmp_path / "odd", FROM + MAIL + FROM + MAIL)))
    assert [letter.note for letter in odd] == ["", DOUBTFUL]
    assert raws(write(tmp_path / "empty.mbox", b"")) == []


def test_what_thunderbird_deleted_is_left_out_and_counted(tmp_path):
    status = b"From - \nX-Mozilla-Status: %s\n" + MAIL + b"\n"
    letters = letters_in(write(tmp_path / "Inbox", status % b"0001" + status % b"0009"))
    assert len(list(letters)) == 1
    assert letters.deleted == 1


def test_apples_single_messages_and_its_folders(tmp_path):
    apple = b"%d\n" % len(MAIL) + MAIL + PLIST
    (letter,) = letters_in(write(tmp_path / "1.emlx", apple))
    assert (letter.raw, letter.received_at, letter.note) == (MAIL, AT, "")
    (letter,) = letters_in(write(tmp_path / "2.partial.emlx", apple))
    assert letter.note == NOT_HERE
    exported = write(tmp_path / "Tips.mbox" / "mbox", FROM + MAIL).parent
    write(exported / "table_of_contents", b"\0")
    assert raws(exported) == [MAIL]
    own = tmp_path / "Own.mbox"
    for number in (10, 9):
        write(own / "Data" / "Messages" / f"{number}.emlx", b"6\nA: %d\n\n" % number + PLIST)
    assert [raw.split()[1] for raw in raws(own)] == [b"9", b"10"]
    assert is_mail_folder(exported)
    assert is_mail_folder(own)


def test_a_maildir_gives_what_is_new_and_what_was_seen(tmp_path):
    for name in ("cur", "new", "tmp"):
        (tmp_path / name).mkdir()
    write(tmp_path / "new" / f"{AT.timestamp():.0f}.1.host", MAIL)
    write(tmp_path / "cur" / "17.2.host:2,S", FROM + MAIL + b"\n" + FROM + MAIL)
    write(tmp_path / "cur" / "17.3.host:2,ST", MAIL)
    write(tmp_path / "tmp" / "17.4.host", MAIL)
    write(tmp_path / "cur" / ".hidden", MAIL)
    (tmp_path / "cur" / "17.5.host:2,").symlink_to("/etc/passwd")
    letters = letters_in(tmp_path)
    found = list(letters)
    assert len(found) == 2
    assert found[-1].received_at == AT
    assert found[0].raw.startswith(b"From ")  # a file of a maildir is one message
    assert (letters.deleted, letters.closed) == (1, 1)
    assert is_mail_folder(tmp_path)
    assert not is_mail_folder(tmp_path / "cur")
