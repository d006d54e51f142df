import pytest
from hypothesis import given
from hypothesis import strategies as some

from tipdesk.intake.mailboxes.foldernames import quoted, read, written
from tipdesk.newsroom.errors import NotValid


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("INBOX", b"INBOX"),
        ("Tips & hints", b"Tips &- hints"),
        ("~peter/mail/台北/日本語", b"~peter/mail/&U,BTFw-/&ZeVnLIqe-"),
        ("Hinweise für alle", b"Hinweise f&APw-r alle"),
        ("a\r\nb", b"a&AA0ACg-b"),
    ],
)
def test_names_are_written_as_servers_have_them_and_read_again(name, raw):
    assert written(name) == raw
    assert read(raw) == name


@pytest.mark.parametrize("raw", [b"&", b"&AAA", b"&!!!-", b"\xe9t\xe9", b"&AGE-", b"&2AA-"])
def test_a_name_that_could_not_be_named_back_is_none(raw):
    assert read(raw) is None


@given(some.text(some.characters(exclude_categories=["Cs"])))
def test_every_name_comes_back(name):
    assert read(written(name)) == name


@given(some.binary(max_size=60))
def test_whatever_a_server_calls_a_folder_is_read_or_is_none(raw):
    name = read(raw)
    assert name is None or written(name) == raw


def test_words_stand_in_quotation_marks_and_never_end_the_line():
    assert quoted(b'a "b" \\') == b'"a \\"b\\" \\\\"'
    for sign in (b"\r", b"\n", b"\0"):
        with pytest.raises(NotValid):
            quoted(b"tips" + sign + b"t9 DELETE INBOX")
