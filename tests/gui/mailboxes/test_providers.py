import pytest

from tipdesk.gui.mailboxes.providers import place_for, usual_port
from tipdesk.newsroom.states import Security, SignIn


@pytest.mark.parametrize(
    ("address", "host"),
    [
        ("tips@gmail.com", "imap.gmail.com"),
        ("Tips@GoogleMail.com ", "imap.gmail.com"),
        ("tips@hotmail.co.uk", "outlook.office365.com"),
        ("tips@yahoo.fr", "imap.mail.yahoo.com"),
        ("tips@icloud.com", "imap.mail.me.com"),
        ("tips@fastmail.com", "imap.fastmail.com"),
        ("tips@gmx.at", "imap.gmx.net"),
        ("tips@web.de", "imap.web.de"),
        ("tips@posteo.net", "posteo.de"),
        ("tips@mailbox.org", "imap.mailbox.org"),
        ("tips@wickhaven-courier.example", "imap.wickhaven-courier.example"),
    ],
)
def test_the_server_is_guessed_from_the_address(address: str, host: str) -> None:
    assert place_for(address).host == host


def test_microsoft_takes_no_password() -> None:
    assert place_for("tips@outlook.com").sign_in is SignIn.MICROSOFT
    assert "no passwords" in place_for("tips@outlook.com").say_hint()


def test_protons_mail_is_read_on_this_computer() -> None:
    place = place_for("tips@proton.me")
    assert (place.host, place.port, place.security) == ("127.0.0.1", 1_143, Security.STARTTLS)


@pytest.mark.parametrize("address", ["", "tips", "tips@", "@example.org", "tips@local", "a@.", "@"])
def test_what_is_no_address_yet_is_not_guessed_at(address: str) -> None:
    assert place_for(address) is None


def test_a_provider_without_imap_has_no_server_but_a_hint() -> None:
    assert place_for("tips@tuta.com").host == ""
    assert place_for("tips@tuta.com").say_hint()


def test_each_protection_has_its_port() -> None:
    assert [usual_port(each) for each in Security] == [993, 143]
