import os
import signal
import threading

import pytest

from tests import child
from tests.servers.dovecot import PASSWORD
from tipdesk.intake.mailboxes import tokens

LETTER = (
    b"From: L. Farrow <l.farrow@example.org>\r\nMessage-ID: <%d@example.org>\r\n"
    b"Subject: Water %d\r\n\r\nThe mill road is under water.\r\n"
)


@pytest.fixture
def user(mail_server, trusting, monkeypatch) -> str:
    """Somebody at the real server, whose password is set for the terminal."""
    monkeypatch.setenv("TIPDESK_MAIL_PASSWORD", PASSWORD)
    return mail_server.new_user()


@pytest.fixture
def add(tipdesk, mail_server, user):
    def run(*more: object):
        place = ("--host", "localhost", "--port", mail_server.tls, "--user", user)
        return tipdesk("mail", "add", "Tips", *place, *more)

    return run


def test_a_mailbox_is_added_when_its_settings_work(add, tipdesk, records, mail_server, user):
    mail_server.put(user, [LETTER % (1, 1)])
    done = add("--tag", "weather", "--json")
    assert records(done) == [
        {
            "name": "Tips",
            "ok": True,
            "sentence": "The mailbox opens; the folder holds 1 message.",
            "messages": 1,
            "folders": ["INBOX"],
        }
    ]
    assert "no keyring that keeps secrets, so none was kept" in done.stderr
    (known,) = records(tipdesk("mail", "list", "--json"))
    assert (known["user"], known["folder"], known["trouble"]) == (user, "INBOX", None)
    assert known["rules"] == {"tags": ["weather"]}
    assert PASSWORD not in str(known)


def test_what_is_wrong_is_said_and_nothing_is_added(add, tipdesk, monkeypatch):
    done = add("--folder", "Nowhere")
    assert done.returncode == 1
    assert "The folder can't be opened; choose another" in done.stderr
    monkeypatch.setenv("TIPDESK_MAIL_PASSWORD", "not the password")
    done = add()
    assert (done.returncode, "check user and password" in done.stderr) == (1, True)
    monkeypatch.delenv("TIPDESK_MAIL_PASSWORD")
    done = add()
    assert (done.returncode, "The mailbox needs a password" in done.stderr) == (2, True)
    assert tipdesk("mail", "list").stdout.startswith("The desk reads no mailbox")


def test_new_messages_become_tips_once(add, tipdesk, records, mail_server, user):
    add("--tag", "weather")
    mail_server.deliver(user, LETTER % (1, 1), LETTER % (2, 2))
    fetched = records(tipdesk("mail", "fetch", "--json"))
    assert [one["number"] for one in fetched] == [1, 2]
    assert tipdesk("mail", "fetch", "tips").stdout == ""
    mail_server.deliver(user, LETTER % (3, 3))
    assert tipdesk("mail", "fetch").stdout == "T-3 logged.\n"
    tips = records(tipdesk("list", "--json"))
    assert sorted(tip["headline"] for tip in tips) == ["Water 1", "Water 2", "Water 3"]
    assert {*tips[0]["tags"]} == {"weather"}
    assert b"Seen" not in mail_server.flags(user)
    assert "(read 2" in tipdesk("mail", "list").stdout


def test_the_password_may_lie_in_a_file(add, tipdesk, tmp_path, monkeypatch):
    add()
    monkeypatch.delenv("TIPDESK_MAIL_PASSWORD")
    done = tipdesk("mail", "fetch")
    assert (done.returncode, "keeps no password" in done.stderr) == (1, True)
    file = tmp_path / "password"
    file.write_text(f"{PASSWORD}\n")
    assert tipdesk("mail", "fetch", "--password-file", file).returncode == 0
    assert tipdesk("mail", "fetch", "--password-file", tmp_path).returncode == 1


def test_one_password_is_never_shown_to_two_servers(add, tipdesk, mail_server, user):
    add()
    place = ("--host", "localhost", "--port", mail_server.tls, "--user", user)
    assert tipdesk("mail", "add", "More", *place).returncode == 0
    done = tipdesk("mail", "fetch")
    assert (done.returncode, "A password is for one mailbox" in done.stderr) == (2, True)
    assert tipdesk("mail", "fetch", "More").returncode == 0


def test_trying_says_how_a_mailbox_does(add, tipdesk, records, monkeypatch):
    add()
    assert tipdesk("mail", "test", "TIPS").stdout.startswith("Tips: The mailbox opens")
    monkeypatch.setenv("TIPDESK_MAIL_PASSWORD", "not the password")
    done = tipdesk("mail", "test", "Tips")
    assert (done.returncode, done.stdout) == (1, "")
    assert "Tips: The server refused the sign-in" in done.stderr
    done = tipdesk("mail", "test", "Tips", "--json")
    assert (done.returncode, '"ok": false' in done.stdout) == (1, True)


def test_a_mailbox_that_is_removed_is_read_no_more(add, tipdesk, mail_server, user):
    add()
    mail_server.deliver(user, LETTER % (1, 1))
    tipdesk("mail", "fetch")
    assert tipdesk("mail", "remove", "Tips").stdout == "The desk reads a mailbox no more.\n"
    done = tipdesk("mail", "fetch")
    assert (done.returncode, "reads no mailbox" in done.stderr) == (1, True)
    assert "Water 1" in tipdesk("list").stdout


def test_a_trouble_of_one_mailbox_is_remembered(add, tipdesk, monkeypatch):
    add()
    monkeypatch.setenv("TIPDESK_MAIL_PASSWORD", "not the password")
    done = tipdesk("mail", "fetch")
    assert (done.returncode, "Tips: The server refused" in done.stderr) == (1, True)
    assert "! The server refused the sign-in" in tipdesk("mail", "list").stdout


def test_only_what_came_since_a_day_is_read_and_the_older_ones_when_that_is_said(
    add, tipdesk, records, mail_server, user
):
    with mail_server.colleague(user) as client:
        for number, day in enumerate(("15-Oct-2026", "20-Nov-2026"), start=1):
            client.append("INBOX", None, f'"{day} 12:00:00 +0000"', LETTER % (number, number))
    assert add("--since", "2026-11-01").returncode == 0
    assert "only what came since 2026-11-01)" in tipdesk("mail", "list").stdout
    assert records(tipdesk("mail", "list", "--json"))[0]["since"] == "2026-11-01"
    assert tipdesk("mail", "fetch").stdout == "T-1 logged.\n"
    done = tipdesk("mail", "change", "tips", "--since", "")
    assert done.stdout == "The desk reads a mailbox otherwise.\n"
    assert "since" not in tipdesk("mail", "list").stdout
    assert "T-2 logged.\n" in tipdesk("mail", "fetch").stdout
    assert len(records(tipdesk("list", "--json"))) == 2


@pytest.mark.parametrize(
    ("day", "why"),
    [
        ("2026-13-01", "is not in the calendar"),
        ("soon", "“soon”"),
        (">3d", "says no day from which on"),
        ("1066-10-14", "knows a day before 1970"),
        ("1904-01-01", "knows a day before 1970"),
    ],
)
def test_a_day_that_is_none_is_said_and_nothing_is_added(day, why, add, tipdesk):
    done = add("--since", day)
    assert (done.returncode, why in done.stderr) == (2, True)
    assert "Tips" not in tipdesk("mail", "list").stdout


def test_changing_one_thing_leaves_the_others(add, tipdesk, records):
    add("--tag", "weather", "--since", "2026-11-01", "--check-signatures")
    tipdesk("mail", "change", "Tips", "--leave-signatures")
    (known,) = records(tipdesk("mail", "list", "--json"))
    assert known["rules"] == {"since": "2026-11-01", "tags": ["weather"]}
    assert known["check_signatures"] is False
    tipdesk("mail", "change", "Tips", "--check-signatures", "--since", "last week")
    (known,) = records(tipdesk("mail", "list", "--json"))
    assert known["check_signatures"] is True
    assert known["since"] > "2026-11-01"


def test_watching_tells_each_tip_as_it_comes_until_it_is_stopped(add, tipdesk, mail_server, user):
    add()
    mail_server.deliver(user, LETTER % (1, 1))
    watching = tipdesk.start("mail", "watch")
    killer = threading.Timer(60, watching.kill)
    killer.start()
    try:
        assert watching.stdout.readline() == "T-1 logged.\n"
        mail_server.deliver(user, LETTER % (2, 2))
        assert watching.stdout.readline() == "T-2 logged.\n"
        watching.send_signal(signal.SIGINT)
        _, said = child.end(watching)
    finally:
        killer.cancel()
        watching.kill()
        watching.wait(child.SOON)
    assert watching.returncode == 130
    assert said.startswith("Stopped; what was done so far is kept.")


def test_signing_in_with_a_code_is_asked_for_in_words(
    tipdesk, mail_server, trusting, provider, monkeypatch
):
    user = mail_server.new_user()
    monkeypatch.setattr(provider, "user", user)
    monkeypatch.setattr(tokens, "microsoft", lambda _: provider.endpoints)
    place = ("--host", "localhost", "--port", mail_server.tls, "--user", user)
    how = ("--sign-in", "microsoft")
    done = tipdesk("mail", "add", "Tips", *place, *how)
    assert (done.returncode, "needs the newsroom's own --client-id" in done.stderr) == (2, True)
    done = tipdesk("mail", "add", "Tips", *place, *how, "--client-id", "newsroom")
    assert done.returncode == 0, done.stderr
    assert "Open https://example.org/device in a browser, type WXYZ" in done.stderr


def test_no_secret_is_named_on_a_command_line():
    """Other programs of the same computer see command lines."""
    from tipdesk.cli.mailing import commands

    options = [
        option
        for command in commands.registered_commands
        for option in (command.callback.__annotations__ if command.callback else ())
    ]
    assert "password_file" in options
    assert not {"password", "secret", "client_secret"} & set(options)
    assert os.environ.get("TIPDESK_MAIL_PASSWORD") is None
