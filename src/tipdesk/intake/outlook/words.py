"""What an Outlook message says: plain words, HTML, or rich text that hides either."""

import re

from tipdesk.intake.mail.htmltext import text_of
from tipdesk.intake.outlook.codepages import UTF_8, decoded
from tipdesk.intake.outlook.compressed import unpacked
from tipdesk.intake.outlook.properties import INTERNET_CODEPAGE, Properties
from tipdesk.intake.outlook.richtext import RichText, read_rich_text

_PLAIN, _HTML, _RICH = 0x1000, 0x1013, 0x1009
_CHARSET = re.compile(rb"charset\s{0,9}=[\s\"']{0,9}([\w.:-]{1,40})", re.IGNORECASE)
_HEAD = 4_096


def words_of(said: Properties) -> tuple[str, str]:
    """Give the text and the HTML of a message; the text is what the HTML says where it is alone."""
    text, html = said.text(_PLAIN), _html(said)
    rich = RichText()
    if not (text and html):
        rich = read_rich_text(unpacked(said.data(_RICH)))
    html = html or rich.html
    text = _lines(text) or rich.text or text_of(html)
    return text.strip(), html


def _html(said: Properties) -> str:
    """Give the HTML, which is bytes in the code page of the internet, or text."""
    text = said.text(_HTML)
    if text:
        return text
    data = said.data(_HTML).rstrip(b"\0")
    claimed = _CHARSET.search(data[:_HEAD])
    if claimed:
        try:
            return data.decode(claimed[1].decode("ascii"))
        except (LookupError, ValueError):
            pass
    return decoded(data, said.number(INTERNET_CODEPAGE) or UTF_8)


def _lines(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")
