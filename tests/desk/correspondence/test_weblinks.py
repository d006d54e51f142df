import pytest

from tipdesk.desk.correspondence.weblinks import names_other_host, read_address


@pytest.mark.parametrize(
    "text",
    [
        "javascript:alert(1)",
        "java\tscript:alert(1)",
        " JAVASCRIPT:alert(1)",
        "vbscript:x",
        "file:///etc/passwd",
        "\\\\host\\share",
        "//host/share",
        "smb://host/share",
        "tel:112",
        "data:text/html,<b>x</b>",
        "https:///nowhere",
        "http://a..b/",
        "mailto:",
        "https://",
        "",
        "http://<b>/",
        "ms-settings:privacy",
        "https://" + "a" * 9000,
    ],
)
def test_only_the_web_and_mail_can_be_reached(text):
    assert read_address(text) is None


@pytest.mark.parametrize(
    ("text", "url"),
    [
        ("https://www.paper.example/a?b=é", "https://www.paper.example/a?b=%C3%A9"),
        ("HTTPS://Paper.Example:8080/A b", "https://paper.example:8080/A%20b"),
        ("https://bank.example@trap.example/", "https://trap.example/"),
        ("https://trap.example\\@bank.example/", "https://trap.example/@bank.example/"),
        ("https://tr\tap.exam\nple/", "https://trap.example/"),
        ("https://bank.example%2f.trap.example/", None),
        ("http://paper\u3002example/", "http://paper.example/"),
        ("mailto:a@b.example?bcc=c@d.example&body=x", "mailto:a@b.example"),
    ],
)
def test_an_address_is_read_as_a_browser_would(text, url):
    address = read_address(text)
    assert (address.url if address else None) == url


def test_letters_of_other_alphabets_are_spelled_out_and_said():
    address = read_address("https://\u0430\u0440\u0440\u04cf\u0435.example/")

    assert address is not None
    assert address.host == "xn--80ak6aa92e.example"
    assert address.url.isascii()
    assert address.meant == "\u0430\u0440\u0440\u04cf\u0435.example"
    assert address.looks_like == "apple.example"


@pytest.mark.parametrize(
    "words", ["https://bank.example/login", "www.bank.example", "bank.example"]
)
def test_words_that_name_another_host_are_noticed(words):
    address = read_address("https://click.mailer.example/abc")
    assert address is not None
    assert names_other_host(words, address) == "bank.example"


@pytest.mark.parametrize(
    "words", ["Read on", "report.pdf", "mailer.example", "e.g. this", "a" * 5_000]
)
def test_words_that_name_no_other_host_are_let_be(words):
    address = read_address("https://click.mailer.example/abc")
    assert address is not None
    assert names_other_host(words, address) == ""
