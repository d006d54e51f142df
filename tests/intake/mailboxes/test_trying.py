import pytest

from tests.servers.certificates import certify
from tests.servers.dovecot import PASSWORD
from tests.servers.scripted import Talk, scripted
from tipdesk.intake.mailboxes.trying import try_settings
from tipdesk.newsroom.mail import NewMailbox
from tipdesk.newsroom.states import Security

LETTER = b"Subject: Water\r\n\r\nThe mill road is under water.\r\n"


def place(port: int, **said) -> NewMailbox:
    usual = {"name": "Tips", "host": "localhost", "port": port, "user": "tips@example.org"}
    return NewMailbox(**usual | said)


@pytest.mark.parametrize("security", Security)
def test_right_settings_are_told_with_folders_and_the_number_of_messages(
    security, mail_server, user
):
    mail_server.put(user, [LETTER] * 3)
    trial = try_settings(mail_server.place(user, security=security), PASSWORD)
    assert trial.ok
    assert trial.sentence == "The mailbox opens; the folder holds 3 messages."
    assert (trial.folders, trial.messages) == (("INBOX",), 3)


def test_a_wrong_password_is_told_and_not_given_away(mail_server, user):
    trial = try_settings(mail_server.place(user), "not the password")
    assert not trial.ok
    assert trial.sentence.startswith("The server refused the sign-in; check user and password.")


def test_a_folder_that_is_not_there_is_told_with_those_that_are(mail_server, user):
    trial = try_settings(mail_server.place(user, folder="Hinweise für alle"), PASSWORD)
    assert trial.sentence.startswith("The folder can't be opened; choose another")
    assert trial.folders == ("INBOX",)


def test_folders_have_their_real_names_and_the_hostile_one_can_be_opened(mail_server, user):
    hostile = 'Tips "&" \\ <b>für\u202ealle'
    with mail_server.colleague(user) as client:
        from tipdesk.intake.mailboxes.foldernames import quoted, written

        assert client.create(quoted(written(hostile)).decode())[0] == "OK"
    trial = try_settings(mail_server.place(user, folder=hostile), PASSWORD)
    assert trial.ok
    assert set(trial.folders) == {"INBOX", hostile}


def test_a_name_that_would_end_the_line_is_sent_as_a_name(mail_server, user):
    trial = try_settings(mail_server.place(user, folder='INBOX"\r\nt9 DELETE "INBOX'), PASSWORD)
    assert trial.sentence.startswith("The folder can't be opened")


def test_a_certificate_that_nobody_vouches_for_is_refused(certified):
    with scripted(certified, Talk.greet) as server:
        trial = try_settings(place(server.port), PASSWORD)
    assert trial.sentence.startswith("The server vouches for itself (a self-signed certificate)")
    assert server.heard == b""


@pytest.mark.parametrize(
    ("name", "days", "sentence"),
    [
        ("mail.example.org", 1, "The server's certificate is for another name"),
        ("localhost", -1, "The server's certificate has expired"),
    ],
)
def test_a_certificate_of_another_name_or_of_the_past_is_refused(
    name, days, sentence, tmp_path, monkeypatch
):
    certify(tmp_path, name, days=days)
    monkeypatch.setenv("SSL_CERT_FILE", str(tmp_path / "server.pem"))
    with scripted(tmp_path, Talk.greet) as server:
        trial = try_settings(place(server.port), PASSWORD)
    assert trial.sentence.startswith(sentence)
    assert server.heard == b""


@pytest.mark.usefixtures("trusting")
def test_where_the_offer_of_protection_was_taken_out_nothing_is_said(certified):
    with scripted(certified, Talk.greet, tls=False) as server:
        trial = try_settings(place(server.port, security=Security.STARTTLS), PASSWORD)
    assert "neither name nor password was sent" in trial.sentence
    assert b"tips" not in server.heard


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("answer", [b"NO not now", b"BAD what?"])
def test_a_server_that_does_not_start_protection_hears_no_password(certified, answer):
    def script(talk: Talk) -> None:
        talk.greet(b"IMAP4rev1 STARTTLS AUTH=PLAIN")
        talk.hear()
        talk.done(answer)
        talk.hear()

    with scripted(certified, script, tls=False) as server:
        trial = try_settings(place(server.port, security=Security.STARTTLS), PASSWORD)
    assert not trial.ok
    assert b"AUTHENTICATE" not in server.heard


@pytest.mark.usefixtures("trusting")
def test_what_is_slipped_in_before_protection_starts_is_not_believed(certified):
    def script(talk: Talk) -> None:
        talk.greet(b"IMAP4rev1 STARTTLS AUTH=PLAIN")
        talk.hear()
        talk.raw(b"t2 OK begin\r\n* CAPABILITY IMAP4rev1 AUTH=PLAIN\r\nt3 OK done\r\n")
        talk.start_tls()

    with scripted(certified, script, tls=False) as server:
        trial = try_settings(place(server.port, security=Security.STARTTLS), PASSWORD)
    assert trial.sentence == "The server doesn't keep to IMAP's rules; nothing was read."


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize(
    ("verdict", "sentence"),
    [
        (b"NO Basic authentication is disabled.", "Microsoft lets no mailbox be read"),
        (
            b"NO [ALERT] Application-specific password required: https://example.org (Failure)",
            "The provider wants an app password",
        ),
        (b"NO [WEBALERT https://example.org] Web login required", "The provider wants a sign-in"),
        (b"NO [ALERT] Your account is not enabled for IMAP use", "IMAP is switched off"),
        (b"NO User is authenticated but not connected.", "The sign-in was right"),
        (b"NO [UNAVAILABLE] come back", "The mail server is out of order for the moment"),
        (b"NO [LIMIT] enough", "The mail server is too busy"),
        (b"NO Too many simultaneous connections", "The mail server is too busy"),
        (b"NO [EXPIRED] old", "The password has expired"),
        (b"NO [AUTHENTICATIONFAILED] ", "The server refused the sign-in; check user and password."),
        (b"BAD [X] \x1b[31mred", "The server refused the sign-in; check user and password."),
    ],
)
def test_why_nobody_is_let_in_is_told_in_words(certified, verdict, sentence):
    with scripted(certified, lambda talk: talk.sign_in(verdict=verdict)) as server:
        trial = try_settings(place(server.port), PASSWORD)
    assert trial.sentence.startswith(sentence)
    assert "\x1b" not in trial.sentence


@pytest.mark.usefixtures("trusting")
def test_a_server_that_repeats_the_password_is_not_quoted(certified):
    def script(talk: Talk) -> None:
        talk.sign_in(verdict=f"NO it is not {PASSWORD}".encode())

    with scripted(certified, script) as server:
        trial = try_settings(place(server.port), PASSWORD)
    assert trial.sentence == "The server refused the sign-in; check user and password."


@pytest.mark.usefixtures("trusting")
@pytest.mark.parametrize("said", [b"220 mx.example.org ESMTP", b"\0\xff\xfe", b"* NOT imap"])
def test_what_is_no_imap_server_is_told(certified, said):
    with scripted(certified, lambda talk: talk.say(said)) as server:
        trial = try_settings(place(server.port), PASSWORD)
    assert trial.sentence == "What answers there isn't an IMAP server; check server and port."


@pytest.mark.usefixtures("trusting")
def test_a_server_that_is_too_busy_to_talk_is_told(certified):
    with scripted(certified, lambda talk: talk.say(b"* BYE Too many connections")) as server:
        trial = try_settings(place(server.port), PASSWORD)
    assert trial.sentence.startswith("The mail server is too busy")


@pytest.mark.usefixtures("trusting")
def test_a_full_mailbox_is_told(certified):
    def script(talk: Talk) -> None:
        talk.sign_in()
        talk.hear()
        talk.done()
        talk.hear()
        talk.done(b"NO [OVERQUOTA] full")

    with scripted(certified, script) as server:
        trial = try_settings(place(server.port), PASSWORD)
    assert trial.sentence.startswith("The mailbox is full")


@pytest.mark.usefixtures("trusting")
def test_a_line_that_never_ends_is_given_up(certified):
    def script(talk: Talk) -> None:
        while True:
            talk.raw(b"* OK " + b"x" * 100_000)

    with scripted(certified, script) as server:
        trial = try_settings(place(server.port), PASSWORD)
    assert trial.sentence == "What answers there isn't an IMAP server; check server and port."


def test_where_nobody_answers_is_told(certified):
    with scripted(certified, Talk.greet) as server:
        port = server.port
    trial = try_settings(place(port), PASSWORD)
    assert trial.sentence.startswith("Nobody answers at that port")
    elsewhere = try_settings(place(993, host="mail.invalid"), PASSWORD)
    assert elsewhere.sentence.startswith("The mail server's name isn't found")
    assert not try_settings(place(993, host="." * 100), PASSWORD).ok


@pytest.mark.usefixtures("trusting")
def test_tls_where_none_is_spoken_is_told(certified):
    with scripted(certified, lambda talk: talk.say(b"* OK hello"), tls=False) as server:
        trial = try_settings(place(server.port), PASSWORD)
    assert trial.sentence.startswith("The server doesn't speak TLS at this port")


@pytest.mark.usefixtures("trusting")
def test_without_the_better_way_the_password_goes_by_login(certified):
    def script(talk: Talk) -> None:
        talk.greet(b"IMAP4rev1")
        assert talk.hear() == b'LOGIN "tips@example.org" "say \\"please\\""'
        talk.done(b"NO")

    with scripted(certified, script) as server:
        assert not try_settings(place(server.port), 'say "please"').ok
