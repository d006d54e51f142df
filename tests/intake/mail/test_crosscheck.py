"""What the standard library writes, we read; what it reads from real mails, we read as well."""

from email import message_from_bytes
from email.message import EmailMessage, Message
from email.policy import SMTP
from pathlib import Path

from hypothesis import given
from hypothesis import strategies as st

from tests.intake.mail.writing import mail
from tipdesk.intake.mail.reading import read_mail

WORDS = st.text(
    st.characters(blacklist_categories=("Cc", "Cs", "Zs", "Zl", "Zp", "Cf", "Mn", "Co", "Cn"))
    | st.just(" "),
    min_size=1,
    max_size=60,
).filter(lambda words: words == " ".join(words.split()) and "=?" not in words)
NAMES = WORDS.map(lambda words: words.replace("%", "").replace("'", "") or "x")
FILES = st.lists(st.tuples(NAMES, st.binary(max_size=300)), max_size=4)


def written(subject: str, text: str, files: list[tuple[str, bytes]]) -> EmailMessage:
    message = mail(Subject=subject, From="Ada <ada@example.org>")
    message.set_content(text)
    for name, data in files:
        message.add_attachment(data, maintype="image", subtype="png", filename=name)
    return message


@given(WORDS, WORDS, FILES)
def test_what_the_standard_library_writes_is_read(subject, text, files):
    raw = written(subject, text, files).as_bytes(policy=SMTP)
    read = read_mail(raw)
    assert (read.subject, read.text) == (subject, text)
    assert [(file.name, file.data) for file in read.attachments] == files
    assert not read.marks


@given(WORDS, FILES, FILES)
def test_a_mail_in_a_mail_brings_both_their_files(text, outer, inner):
    message = written("outer", "outer text", outer)
    message.add_attachment(written("inner", text, inner))
    read = read_mail(message.as_bytes(policy=SMTP))
    found = [(file.name, file.data) for file in read.attachments if file.mime == "image/png"]
    assert found == [*outer, *inner]
    assert read.text == f"outer text\n\n--- Forwarded: inner ---\n\n{text}"


def encoded_files(message: Message) -> list[bytes]:
    """Give what the standard library decodes of the parts that are base64 and no text."""
    return [
        part.get_payload(decode=True)
        for part in message.walk()
        if part.get("content-transfer-encoding", "").strip().lower() == "base64"
        and part.get_content_maintype() in {"image", "application", "audio", "video"}
        and part.get_content_type() != "application/applefile"
    ]


def test_every_file_that_the_standard_library_finds_in_real_mails_is_found(corpus: Path):
    found = 0
    for path in sorted((corpus / "mail").rglob("*.eml")):
        raw = path.read_bytes()
        ours = [file.data for file in read_mail(raw).attachments]
        for data in encoded_files(message_from_bytes(raw)):
            assert data in ours, path.name
            found += 1
    assert found > 50
