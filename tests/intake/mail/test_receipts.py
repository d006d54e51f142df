import pytest

from tipdesk.intake.mail.reading import read_mail

OURS = "Received: from mail.example.org (mail.example.org [100.20.30.40]) by mx.news.example; x\n"
INSIDE = "Received: from mx.news.example (10.0.0.2) by store.news.example with LMTP; x\n"
THEIRS = "Received: from home by mail.example.org; x\n"
TRUE = "Authentication-Results: mx.news.example;\n dkim=pass\n"
FORGED = "Authentication-Results: mx.news.example; dmarc=pass\n"
TOLD = "mx.news.example; dkim=pass"


@pytest.mark.parametrize(
    ("header", "told"),
    [
        (TRUE + OURS + THEIRS, (TOLD,)),
        (OURS + TRUE + THEIRS, (TOLD,)),
        (INSIDE + TRUE + OURS + THEIRS, (TOLD,)),
        (INSIDE + OURS + TRUE + THEIRS + FORGED, (TOLD,)),
        (OURS + THEIRS + FORGED, ()),
        (OURS + OURS + FORGED, ()),
        (OURS.replace("mail.example.org", "x") + OURS + FORGED, ()),
        ("Received: by 2002:a05:6402::1; x\n" + OURS + TRUE + THEIRS + FORGED, (TOLD,)),
        (OURS + THEIRS, ()),
    ],
)
def test_only_what_stands_where_our_own_server_writes_is_taken(header, told):
    assert read_mail(f"{header}Subject: x\n\n".encode()).authentication == told


def test_the_newest_receipt_tells_when_it_came():
    lines = "".join(
        f"Received: from a by b\n\twith ESMTP; Sun, 22 Nov 2026 10:{minute}:00 +0100\n"
        for minute in (42, 41)
    )
    received = read_mail(f"{lines}\n".encode()).received
    assert received.isoformat() == "2026-11-22T10:42:00+01:00"
    assert read_mail(b"Received: from a by b; sometime\n\n").received is None
