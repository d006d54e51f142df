import json
import threading
import urllib.error
import urllib.parse
import urllib.request
from dataclasses import replace

import pytest

from tipdesk.intake.mailboxes.consent import Client, Code, by_browser, by_code
from tipdesk.intake.mailboxes.keyholder import Keyholder
from tipdesk.intake.mailboxes.mailboxes import add_mailbox
from tipdesk.intake.mailboxes.tokens import GOOGLE, Tokens, microsoft, read_tokens, renewed
from tipdesk.intake.mailboxes.trying import try_settings
from tipdesk.newsroom.errors import Cancelled, MailboxShut, NotReceived
from tipdesk.newsroom.states import SignIn

CLIENT = Client("newsroom", "quiet")


@pytest.fixture
def signs_in(provider):
    provider.denials.clear()
    provider.asked.clear()
    provider.lasts = 3_600
    return provider


class Browser:
    """Opens an address as a browser does, on a thread of its own."""

    def __init__(self) -> None:
        self.address = ""
        self.thread = threading.Thread()

    def show(self, address: str) -> None:
        self.address = address
        self.thread = threading.Thread(target=self._open)
        self.thread.start()

    def _open(self) -> None:
        with urllib.request.urlopen(self.address) as page:  # noqa: S310
            self.page = page.read().decode()

    def joined(self) -> str:
        self.thread.join()
        return self.page


def test_consent_in_a_browser_gives_tokens(signs_in, stop):
    browser = Browser()
    tokens = by_browser(signs_in.endpoints, CLIENT, browser.show, stop)
    assert browser.joined() == "You can close this page and go back to Tipdesk."
    assert tokens.access in signs_in.valid
    assert tokens.fresh
    asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(browser.address).query))
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"].startswith("http://127.0.0.1:")
    assert signs_in.asked[0]["client_secret"] == "quiet"


def test_whoever_calls_at_the_door_without_our_state_is_not_let_in(signs_in, stop):
    refused = []
    browser = Browser()

    def show(address: str) -> None:
        asked = dict(urllib.parse.parse_qsl(urllib.parse.urlsplit(address).query))

        def intrude() -> None:
            for odd in ("", "/?code=evil", "/?code=evil&state=x", "/favicon.ico"):
                try:
                    urllib.request.urlopen(asked["redirect_uri"] + odd)  # noqa: S310
                except urllib.error.HTTPError as error:
                    with error:
                        refused.append(error.code)
            browser.show(address)

        intruder.append(threading.Thread(target=intrude))
        intruder[0].start()

    intruder: list[threading.Thread] = []
    tokens = by_browser(signs_in.endpoints, CLIENT, show, stop)
    intruder[0].join()
    browser.joined()
    assert refused == [404] * 4
    assert tokens.access in signs_in.valid


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("access_denied", "The sign-in was declined in the browser"),
        ("unauthorized_client", "The provider refused the sign-in; check the client id"),
    ],
)
def test_a_consent_that_is_not_given_is_told(code, sentence, signs_in, stop):
    signs_in.denials.append(code)
    browser = Browser()
    with pytest.raises(MailboxShut, match=sentence):
        by_browser(signs_in.endpoints, CLIENT, browser.show, stop)
    browser.joined()


def test_waiting_for_a_browser_ends_when_it_is_stopped(signs_in, stop):
    with pytest.raises(Cancelled):
        by_browser(signs_in.endpoints, CLIENT, lambda _: stop.set(), stop)


def test_a_code_that_is_typed_elsewhere_gives_tokens_when_its_time_has_come(signs_in, stop):
    shown: list[Code] = []
    signs_in.denials += ["authorization_pending", "authorization_pending"]
    tokens = by_code(signs_in.endpoints, CLIENT, shown.append, stop)
    assert shown == [Code("WXYZ", "https://example.org/device")]
    assert tokens.access in signs_in.valid
    assert len(signs_in.asked) == 3


@pytest.mark.parametrize(
    ("code", "sentence"),
    [
        ("expired_token", "Nobody signed in, in time"),
        ("access_denied", "The sign-in was declined"),
        ("invalid_client", "check the client id"),
    ],
)
def test_a_code_that_leads_nowhere_is_told(code, sentence, signs_in, stop):
    signs_in.denials.append(code)
    with pytest.raises(NotReceived, match=sentence):
        by_code(signs_in.endpoints, CLIENT, lambda _: None, stop)


def test_waiting_for_a_code_ends_when_it_is_stopped(signs_in, stop):
    with pytest.raises(Cancelled):
        by_code(signs_in.endpoints, CLIENT, lambda _: stop.set(), stop)


def test_google_allows_no_codes_for_mail(stop):
    with pytest.raises(MailboxShut, match="browser on this computer only"):
        by_code(GOOGLE, CLIENT, print, stop)


def test_a_tenant_is_never_a_path():
    assert "/common/oauth2" in microsoft("").token_url
    assert "..%2F..%2Fevil%3F" in microsoft("../../evil?").token_url


def test_a_token_that_runs_out_is_renewed_and_the_new_one_is_kept(desk, mail_server, signs_in):
    holder = Keyholder(desk, lambda _: signs_in.endpoints)
    place = mail_server.place("tips@example.org", sign_in=SignIn.GOOGLE, client_id="newsroom")
    from tipdesk.intake.mailboxes.mailboxes import the_mailbox

    mailbox = the_mailbox(desk, add_mailbox(desk, place)[1])
    signs_in.lasts = 60
    first = signs_in.token({"grant_type": "device_code", "device_code": "device"})[1]
    holder.keep(mailbox.id, Tokens(refresh=str(first["refresh_token"])).written())
    one, two = holder.way_in(mailbox), holder.way_in(mailbox)
    assert one != two
    signs_in.lasts = 3_600
    three = holder.way_in(mailbox)
    assert holder.way_in(mailbox) == three
    signs_in.take_back()
    holder.keep(mailbox.id, Tokens(refresh="old").written())
    with pytest.raises(MailboxShut, match="sign in to the mailbox again"):
        holder.way_in(mailbox)


def test_nobody_signed_in_yet_is_told(desk, mail_server, signs_in):
    from tipdesk.newsroom.mail import Mailbox

    holder = Keyholder(desk)
    for kind, sentence in ((SignIn.GOOGLE, "Nobody has signed in"), (SignIn.PASSWORD, "keeps no")):
        mailbox = Mailbox(id=1, name="x", host="x", user="x", sign_in=kind)
        with pytest.raises(MailboxShut, match=sentence):
            holder.way_in(mailbox)


@pytest.mark.parametrize("kind", [SignIn.GOOGLE, SignIn.MICROSOFT])
def test_a_real_server_lets_in_whom_the_provider_vouches_for(kind, mail_server, user, signs_in):
    signs_in.user = user
    given = signs_in.token({"grant_type": "device_code", "device_code": "device"})[1]
    place = mail_server.place(user, sign_in=kind, client_id="newsroom")
    trial = try_settings(place, str(given["access_token"]))
    assert trial.ok, trial.sentence
    refused = try_settings(place, "made-up")
    assert refused.sentence.startswith("The server refused the provider's sign-in")


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    ("ability", "said"),
    [
        (b"AUTH=XOAUTH2", b"user=tips\1auth=Bearer secret-token\1\1"),
        (b"AUTH=OAUTHBEARER AUTH=XOAUTH2", b"n,a=tips,\1auth=Bearer secret-token\1\1"),
    ],
)
def test_a_refusal_that_the_server_explains_first_is_heard_to_its_end(certified, ability, said):
    import base64

    from tests.servers.scripted import Talk, scripted
    from tipdesk.newsroom.mail import NewMailbox

    heard = []

    def script(talk: Talk) -> None:
        talk.greet(b"IMAP4rev1 " + ability)
        assert talk.hear().startswith(b"AUTHENTICATE")
        talk.say(b"+ ")
        heard.append(base64.b64decode(talk._file.readline()))
        talk.say(b"+ eyJzdGF0dXMiOiI0MDAifQ==")
        talk._file.readline()
        talk.done(b"NO [AUTHENTICATIONFAILED] expired")

    with scripted(certified, script) as server:
        usual = {"name": "Tips", "host": "localhost", "port": server.port, "user": "tips"}
        place = NewMailbox(**usual, sign_in=SignIn.MICROSOFT, client_id="newsroom")
        trial = try_settings(place, "secret-token")
    assert heard == [said]
    assert trial.sentence.startswith("The server refused the provider's sign-in")
    assert "secret-token" not in trial.sentence


def test_no_token_shows_in_a_repr_and_what_is_damaged_is_none():
    tokens = Tokens(refresh="hidden", access="hidden", client_secret="hidden")
    assert "hidden" not in repr(tokens)
    assert read_tokens(tokens.written()) == tokens
    for damaged in (None, "", "{", "[]", json.dumps({"refresh": "x", "more": 1})):
        assert read_tokens(damaged) is None


def test_an_answer_that_leads_elsewhere_is_not_followed(signs_in):
    moved = signs_in.introspection.replace("introspect", "moved")
    before = signs_in.visits
    with pytest.raises(NotReceived, match="can't be reached"):
        renewed(replace(signs_in.endpoints, token_url=moved), "newsroom", Tokens(refresh="secret"))
    assert signs_in.visits == before
