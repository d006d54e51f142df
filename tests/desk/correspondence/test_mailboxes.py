from tests.nouns import make_tip
from tipdesk.desk.correspondence.mailboxes import mailbox_lines
from tipdesk.intake.mailboxes.mailboxes import add_mailbox, remove_mailbox, rest_mailbox
from tipdesk.newsroom.mail import Message, NewMailbox
from tipdesk.store.database import Store


def added(desk: Store, name: str) -> int:
    return add_mailbox(desk, NewMailbox(name=name, host="imap.example.org", user="tips"))[1]


def test_mailboxes_are_listed_by_name_with_what_came_from_each(desk: Store) -> None:
    tips, readers, gone = (added(desk, name) for name in ("tips", "Readers", "Gone"))
    tip = make_tip(desk)
    with desk.begin("receive") as work:
        for key, mailbox in (("a", tips), ("b", tips), ("c", gone), ("d", None)):
            work.add(Message(tip_id=tip, key=key, mailbox_id=mailbox))
    remove_mailbox(desk, gone)
    rest_mailbox(desk, readers, active=False)
    lines = mailbox_lines(desk)
    assert [(line.id, line.messages) for line in lines] == [(readers, 0), (tips, 2)]
    assert [line.mailbox.active for line in lines] == [False, True]
    assert "imap.example.org" not in repr(lines)
