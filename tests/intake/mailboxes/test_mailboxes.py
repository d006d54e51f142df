import pytest

from tipdesk.desk.changes.undoing import undo
from tipdesk.intake.mailboxes.mailboxes import (
    add_mailbox,
    change_mailbox,
    mailbox_named,
    mailboxes_of,
    mark,
    remove_mailbox,
    rest_mailbox,
    the_mailbox,
)
from tipdesk.newsroom.errors import NotFound, NotValid
from tipdesk.newsroom.mail import NewMailbox
from tipdesk.newsroom.states import SignIn


def new(**said) -> NewMailbox:
    usual = {"name": "Tips", "host": "mail.example.org", "user": "tips@example.org"}
    return NewMailbox(**usual | said)


def test_mailboxes_are_listed_by_name_and_found_in_any_case(desk):
    for name in ("Tips", "Courier"):
        add_mailbox(desk, new(name=name))
    assert [one.name for one in mailboxes_of(desk)] == ["Courier", "Tips"]
    assert mailbox_named(desk, " tips ").name == "Tips"
    with pytest.raises(NotFound):
        mailbox_named(desk, "Letters")


def test_two_mailboxes_never_have_the_same_name(desk):
    _, first = add_mailbox(desk, new())
    with pytest.raises(NotValid, match="There is a mailbox of that name"):
        add_mailbox(desk, new(name="tips"))
    _, second = add_mailbox(desk, new(name="Letters"))
    with pytest.raises(NotValid):
        change_mailbox(desk, second, new())
    remove_mailbox(desk, first)
    add_mailbox(desk, new())


def test_rules_are_kept_in_the_form_in_which_tips_get_them(desk):
    rules = {"tags": ("#weather",), "story": "mill flood", "section": " Local ", "assignee": "Mara"}
    _, mailbox = add_mailbox(desk, new(**rules))
    assert the_mailbox(desk, mailbox).rules == {
        "tags": ["weather"],
        "story": "MILL-FLOOD",
        "section": "Local",
        "assignee": "Mara",
    }


@pytest.mark.parametrize("said", [{"name": " "}, {"host": " "}, {"sign_in": SignIn.GOOGLE}])
def test_what_a_mailbox_can_not_do_without_is_asked_for(said, desk):
    with pytest.raises(NotValid, match="nothing was changed"):
        add_mailbox(desk, new(**said))
    assert mailboxes_of(desk) == []


def test_another_folder_is_read_from_the_start_and_another_rule_is_not(desk):
    _, mailbox = add_mailbox(desk, new())
    mark(desk, mailbox, last_uid=7, uid_validity=1, trouble="The mailbox is full.")
    change_mailbox(desk, mailbox, new(tags=("weather",)))
    assert the_mailbox(desk, mailbox).last_uid == 7
    assert the_mailbox(desk, mailbox).trouble == ""
    change_mailbox(desk, mailbox, new(folder="Letters"))
    assert the_mailbox(desk, mailbox).last_uid == 0


def test_a_removed_mailbox_is_gone_and_comes_back_by_undo(desk):
    _, mailbox = add_mailbox(desk, new())
    change = remove_mailbox(desk, mailbox)
    assert mailboxes_of(desk) == []
    for verb in (remove_mailbox, the_mailbox):
        with pytest.raises(NotFound):
            verb(desk, mailbox)
    assert undo(desk).reverses == change.id
    assert [one.id for one in mailboxes_of(desk)] == [mailbox]


def test_a_mailbox_that_rests_is_still_there(desk):
    _, mailbox = add_mailbox(desk, new())
    assert rest_mailbox(desk, mailbox, active=False)
    assert not the_mailbox(desk, mailbox).active
    assert not rest_mailbox(desk, mailbox, active=False)


def test_how_far_it_was_read_is_nobodys_change(desk):
    _, mailbox = add_mailbox(desk, new())
    desk.news()
    mark(desk, mailbox, last_uid=7)
    assert desk.news() == []
