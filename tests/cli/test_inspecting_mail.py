import hashlib
from pathlib import Path

import pytest

from tests.intake.mail.writing import JPEG, mail

KEYS = {"subject", "from", "reply_to", "message_id", "date", "attachments", "links", "marks",
        "messages", "deleted"}  # fmt: skip
FROM = b"From ada@example.org Sun Nov 22 10:41:00 2026\n"


@pytest.fixture
def letter() -> bytes:
    message = mail(
        From="Zoë <zoe@example.org>",
        Reply_To="other@else.example",
        Subject="Überflutung",
        Date="Sun, 22 Nov 2026 10:41:00 +0100",
        Message_ID="<1@example.org>",
        Auto_Submitted="auto-replied",
    )
    message.set_content("The film: https://we.tl/t-abc\n")
    message.add_attachment(JPEG, maintype="image", subtype="jpeg", filename="\u202ebrücke.jpg")
    return message.as_bytes()


def test_a_program_is_told_what_a_mail_says(tipdesk, records, tmp_path, letter):
    path = tmp_path / "tip"  # known by its content
    path.write_bytes(letter)
    (said,) = records(tipdesk("inspect", "--json", path))
    assert set(said) >= KEYS
    assert (said["kind"], said["mime"], said["reason"]) == ("mail", "message/rfc822", None)
    assert said["sha256"] == hashlib.sha256(letter).hexdigest()
    assert (said["subject"], said["from"]) == ("Überflutung", ["zoe@example.org"])
    assert (said["message_id"], said["date"]) == ("1@example.org", "2026-11-22T10:41:00+01:00")
    assert said["attachments"] == [
        {
            "name": "\u202ebrücke.jpg",
            "size": len(JPEG),
            "sha256": hashlib.sha256(JPEG).hexdigest(),
            "mime": "image/jpeg",
        }
    ]
    assert (said["links"], said["marks"]) == (["https://we.tl/t-abc"], ["auto"])
    assert said["messages"] is None


def test_a_person_is_told_who_wrote_and_what_to_be_careful_about(tipdesk, tmp_path, letter):
    (tmp_path / "tip.eml").write_bytes(letter)
    told = tipdesk("inspect", tmp_path / "tip.eml").stdout
    assert "Zoë <zoe@example.org>" in told
    assert "⟨RLO⟩brücke.jpg" in told
    assert "WeTransfer: https://we.tl/t-abc" in told
    assert "Answers go to other@else.example, not to zoe@example.org." in told
    assert "An answering machine wrote it." in told


def test_a_mailbox_is_counted_and_one_of_one_message_is_told(tipdesk, records, tmp_path, letter):
    def inspected(name: str, box: bytes) -> dict:
        (tmp_path / name).write_bytes(box)
        (said,) = records(tipdesk("inspect", "--json", tmp_path / name))
        assert said["kind"] == "mbox"
        return said

    assert inspected("two", (FROM + letter + b"\n") * 2)["messages"] == 2
    single = inspected("one", FROM + letter)
    assert (single["messages"], single["subject"]) == (1, "Überflutung")
    assert inspected("none.mbox", b"")["messages"] == 0


def test_a_message_of_apples_is_told_without_apples_notes(tipdesk, records, tmp_path, letter):
    (tmp_path / "1.emlx").write_bytes(b"%d\n" % len(letter) + letter + b"<?xml version='1.0'?>")
    (said,) = records(tipdesk("inspect", "--json", tmp_path / "1.emlx"))
    assert (said["kind"], said["subject"]) == ("mail", "Überflutung")


def test_other_files_have_the_keys_and_nothing_in_them(tipdesk, records, tmp_path):
    (tmp_path / "notes.txt").write_text("Some words.")
    (said,) = records(tipdesk("inspect", "--json", tmp_path / "notes.txt"))
    assert all(said[key] is None for key in KEYS)


def test_damage_is_told(tipdesk, tmp_path):
    (tmp_path / "a.eml").write_bytes(b"no header\n\nat all")
    assert "Not all of it could be read: it has no header." in (
        tipdesk("inspect", tmp_path / "a.eml").stdout
    )


@pytest.mark.parametrize("name", ["embedded image.msg", "two-files.tnef"])
def test_what_outlook_wrote_is_told_like_any_mail(tipdesk, records, corpus, tmp_path, name):
    (path,) = (corpus / "mail").rglob(name)
    copy = Path(tmp_path / "nameless")
    copy.write_bytes(path.read_bytes())
    (said,) = records(tipdesk("inspect", "--json", copy))
    assert said["kind"] == "mail"
    assert said["attachments"]
