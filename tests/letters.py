"""Writes the mails and chats that tests receive; all people and places in them are invented."""

from email.message import EmailMessage

from tipdesk.intake.arrival import Arrival, Told
from tipdesk.intake.letters import arrival_of
from tipdesk.intake.mail.letter import Letter
from tipdesk.intake.register import register
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.states import Channel
from tipdesk.newsroom.tip import NewTip
from tipdesk.store.database import Store

SENDER = "Amina Okafor <amina@riverside.example>"


def a_mail(text: str = "Water on the road.", html: str = "", **fields: str) -> EmailMessage:
    """Write a mail; `fields` are its header, `reply_to` being Reply-To."""
    mail = EmailMessage()
    said = {"from": SENDER, "to": "tips@courier.example", "subject": "Flood at the bridge"}
    said |= {"date": "Sun, 22 Nov 2026 10:41:00 +0000"} | fields
    for name, value in said.items():
        if value:
            mail["-".join(word.capitalize() for word in name.split("_"))] = value
    mail.set_content(text)
    if html:
        mail.add_alternative(html, subtype="html")
    return mail


def receive(store: Store, mail: EmailMessage | bytes) -> TipId:
    """Receive a mail as the door does; gives the tip that has it."""
    raw = mail if isinstance(mail, bytes) else bytes(mail)
    receipt = register(store, arrival_of(Letter(raw)))
    tip = receipt.tip or receipt.joined
    assert tip is not None
    return tip


def a_chat(store: Store, sayings: int, *, protected: bool = False) -> TipId:
    """Receive a chat between two people, a message a minute, as an export brings it."""
    told = tuple(
        Told(
            key=f"chat {n}",
            sender=("Amina", "Desk")[n % 2],
            text=f"Message {n}",
            said={"program": "WhatsApp"},
        )
        for n in range(sayings)
    )
    tip = NewTip(headline="A chat", channel=Channel.CHAT, protected=protected)
    receipt = register(store, Arrival(tip, messages=told))
    assert receipt.tip is not None
    return receipt.tip
