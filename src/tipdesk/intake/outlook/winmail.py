"""Unwraps the winmail.dat in a mail that Outlook sent to another program."""

from dataclasses import replace

from tipdesk.intake.mail.message import Attachment, Mail
from tipdesk.intake.outlook.letter import damaged
from tipdesk.intake.outlook.tnef import is_tnef, read_tnef
from tipdesk.newsroom.states import Mark

NOT_UNWRAPPED = "its winmail.dat could not be read to the end; it is kept as it came"


def unwrapped(mail: Mail) -> Mail:
    """Put what is in a mail's winmail.dat in its place; text only where the mail has none."""
    if not any(is_tnef(file.data) for file in mail.attachments):
        return mail
    for file in mail.attachments:
        if is_tnef(file.data):
            mail = _without(mail, file)
    return mail


def _without(mail: Mail, file: Attachment) -> Mail:
    inside = read_tnef(file.data)
    whole = Mark.DAMAGED not in inside.marks and Mark.CUT not in inside.marks
    instead = inside.attachments if whole else (*inside.attachments, file)
    at = next(number for number, each in enumerate(mail.attachments) if each is file)
    mail = replace(
        mail,
        attachments=(*mail.attachments[:at], *instead, *mail.attachments[at + 1 :]),
        text=mail.text or inside.text,
        html=mail.html or inside.html,
    )
    return mail if whole else damaged(mail, NOT_UNWRAPPED)
