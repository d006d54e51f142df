import pytest

from tipdesk.media.kinds import kind_of

MBOX, MAIL, DOCUMENT = "mbox", "mail", "document"


@pytest.mark.parametrize(
    ("head", "kind"),
    [
        (b"From: ada@example.org\nSubject: x\n\nhi", MAIL),
        (b"Subject: x\r\nX-Mailer: y\r\n\r\nbinary \0 body", MAIL),
        (b'Content-Type: multipart/mixed; boundary="b"\n\n--b\n', MAIL),
        (b"120\nReceived: x\nSubject: x\n\nhi", MAIL),
        (b"From  : Ada\nTo    : Bob\nSubject: x\n\nhi", MAIL),
        (b"From ada@example.org Sun Nov 22 10:41:00 2026\nSubject: x\n\nhi", MBOX),
        (b"From somebody\r\nReturn-Path: <x>\r\n\r\nhi", MBOX),
        (b"From here to there.\nIt rained: a lot.\n", DOCUMENT),
        (b"Notes: one\nTo do: two\n", DOCUMENT),
        (b"Content-Type: text/html\n\nhi", DOCUMENT),
        (b"Content-Type: image/png\nContent-Transfer-Encoding: base64\n\naGk=", MAIL),
    ],
)
def test_a_mail_and_a_mailbox_are_known_by_their_content(head, kind):
    assert kind_of(head)[0] == kind
