"""Writes the sample tips that came by mail as the mails that brought them, and an answer."""

import mimetypes
from datetime import datetime, timedelta
from email.message import EmailMessage
from email.utils import format_datetime

from tipdesk.demo.pieces import SampleTip
from tipdesk.intake.arrival import ArrivedFile
from tipdesk.intake.mail.letter import Letter

DESK = "tips@courier.example"
EARLIER = timedelta(hours=3)
WAY = timedelta(seconds=40)  # from the sender's clock to our server

ANSWERED = "Flood water over the bridge at Mill Road"
ANSWER = (
    "The water has reached the signs now, and the railing moves when lorries pass on the other "
    "side. I am going home. More pictures are here: https://we.tl/t-millroad\n\n"
    "> Thank you. Are you in a safe place? Could you send the pictures as they\n"
    "> came from the camera?\n"
)
NEWSLETTER = "Ten tips for a dry cellar (and 20 % off pumps)"
_LIST = """<html><head><style>body { font-family: sans-serif }</style></head><body>
<p><img src="https://news.pumps.example/open.gif?reader=4711" width="1" height="1"></p>
<h2>Dry cellars</h2><p>Dear reader, the rain goes on. <b>Our pumps</b> help:
<a href="https://news.pumps.example/c?u=4711">www.pumps.example</a></p>
<table><tr><td>Model</td><td>Litres an hour</td></tr><tr><td>P 400</td><td>400</td></tr></table>
</body></html>"""


def letter_of(sample: SampleTip, files: tuple[ArrivedFile, ...], received_at: datetime) -> Letter:
    """Write the mail of a sample tip, with its files attached."""
    message = _message(sample.sender, sample.headline, received_at)
    message.set_content(sample.text)
    for file in files:
        mime = mimetypes.guess_type(file.name)[0] or "application/octet-stream"
        data = file.source if isinstance(file.source, bytes) else file.source.read_bytes()
        kind, form = mime.split("/")
        message.add_attachment(data, maintype=kind, subtype=form, filename=file.name)
    return Letter(message.as_bytes(), received_at)


def further_letters(answered: SampleTip, moment: datetime) -> list[Letter]:
    """Write an answer that goes on with a tip, and what every tip address gets: a newsletter."""
    answer = _message(answered.sender, f"Re: {answered.headline}", moment)
    answer["In-Reply-To"] = _id(answered.headline)
    answer.set_content(ANSWER)
    earlier = moment - EARLIER
    shop = _message("Pump Shop <news@pumps.example>", NEWSLETTER, earlier)
    shop["Reply-To"] = "Sales <sales@pump-sales.example>"
    shop["List-Unsubscribe"] = "<https://news.pumps.example/stop>"
    shop.set_content("Dear reader, the rain goes on. Our pumps help.")
    shop.add_alternative(_LIST, subtype="html")
    return [Letter(shop.as_bytes(), earlier), Letter(answer.as_bytes(), moment)]


def _message(sender: str, subject: str, received_at: datetime) -> EmailMessage:
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = sender, DESK, subject
    message["Date"] = format_datetime(received_at - WAY)
    message["Message-ID"] = f"<{_id(subject)}>"
    return message


def _id(subject: str) -> str:
    words = "".join(sign if sign.isascii() and sign.isalnum() else "-" for sign in subject.lower())
    return f"{words}@mail.example"
