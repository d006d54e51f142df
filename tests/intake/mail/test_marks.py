import pytest

from tests.intake.mail.writing import part, parts
from tipdesk.intake.mail.reading import read_mail
from tipdesk.newsroom.states import Mark

SIGNED_DATA = b"0\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x02\xa0\x80"
ENVELOPED = SIGNED_DATA.replace(b"\x07\x02", b"\x07\x03")
REPORT = parts(
    part(b"It did not arrive.", Content_Type=b"text/plain"),
    part(b"Action: failed", Content_Type=b"message/delivery-status"),
    kind=b"report; report-type=delivery-status",
)


@pytest.mark.parametrize(
    ("raw", "marks"),
    [
        (b"Auto-Submitted: auto-replied\n\n", {Mark.AUTO}),
        (b"Auto-Submitted: no\n\n", set()),
        (b"X-Autoreply: yes\n\n", {Mark.AUTO}),
        (b"Precedence: auto_reply\n\n", {Mark.AUTO}),
        (b"Precedence: bulk\n\n", {Mark.BULK}),
        (b"List-Unsubscribe: <mailto:x@example.org>\n\n", {Mark.BULK}),
        (REPORT, {Mark.BOUNCE}),
        (b"Return-Path: <>\nFrom: MAILER-DAEMON@example.org\n\n", {Mark.BOUNCE}),
        (b"Return-Path: <>\nFrom: ada@example.org\n\n", set()),
        (parts(b"\r\nx", part(b"s", Content_Type=b"application/pgp-signature"), kind=b"signed"),
         {Mark.SIGNED}),
        (parts(part(b"v", Content_Type=b"application/pgp-encrypted"), kind=b"encrypted"),
         {Mark.ENCRYPTED}),
        (part(SIGNED_DATA, Content_Type=b"application/pkcs7-mime; name=smime.p7m"), {Mark.SIGNED}),
        (part(ENVELOPED, Content_Type=b"application/pkcs7-mime; name=smime.p7m"),
         {Mark.ENCRYPTED}),
        (part(ENVELOPED, Content_Type=b"application/octet-stream; name=smime.p7m"),
         {Mark.ENCRYPTED}),
        (part(b"-----BEGIN PGP MESSAGE-----"), {Mark.ENCRYPTED}),
        (part(b"-----BEGIN PGP SIGNED MESSAGE-----"), {Mark.SIGNED}),
    ],
)  # fmt: skip
def test_what_is_more_than_a_letter_is_marked(raw, marks):
    assert read_mail(b"Subject: x\n" + raw).marks == marks


def test_wrappers_and_reports_are_kept_and_told():
    assert "Action: failed" in read_mail(REPORT).text
    sealed = read_mail(part(ENVELOPED, Content_Type=b"application/pkcs7-mime"))
    assert [(file.name, file.data) for file in sealed.attachments] == [("part 1.p7m", ENVELOPED)]
