from datetime import datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tests.intake.chats.exports import JPEG, archive, folder
from tipdesk.intake.chats.chat import Chat
from tipdesk.intake.chats.reading import read_chat
from tipdesk.intake.chats.whatsappdates import (
    DAY_OR_MONTH,
    MONTH_FIRST,
    UNKNOWN_CALENDAR,
    moments_of,
    when_in,
)

IPHONE = (
    "[22.11.26, 10:41:03] Flut: \u200eNachrichten sind Ende-zu-Ende-verschlüsselt.\r\n"
    "[22.11.26, 10:42:00] Zoë: Das Wasser steigt.\r\nAuch im Keller: 40 cm\r\n"
    "\u200e[22.11.26, 10:43:10] Zoë: \u200e<Anhang: 00000003-PHOTO-2026-11-22-10-43-10.jpg>\r\n"
    "\u200e[22.11.26, 10:44:00] ~\u202fAmir: \u200eBild weggelassen\r\n"
)
ANDROID = (
    "11/22/26, 9:41 AM - Messages and calls are end-to-end encrypted.\n"
    "11/22/26, 9:42 PM - +1 555 010 0199: IMG-20261122-WA0001.jpg (file attached)\n"
    "Mill Lane bridge\n"
    "11/22/26, 9:43 PM - +1 555 010 0199: <Media omitted>\n"
    "11/22/26, 9:44 PM - +1 555 010 0199: VID-20261122-WA0002.mp4 (file attached)\n"
)


def chat(path: Path) -> Chat:
    found = read_chat(path)
    assert found
    return found


def test_an_export_from_an_iphone_is_read_message_by_message(tmp_path):
    photo = "00000003-PHOTO-2026-11-22-10-43-10.jpg"
    files = {"_chat.txt": IPHONE, photo: JPEG, "notes.pdf": b"%PDF"}
    read = chat(archive(tmp_path, files, "WhatsApp Chat - Flut.zip"))
    assert (read.program, read.title, read.why) == ("WhatsApp", "Flut", "")
    assert [one.sender for one in read.sayings] == ["", "Zoë", "Zoë", "Amir"]
    assert read.sayings[1].text == "Das Wasser steigt.\nAuch im Keller: 40 cm"
    assert read.sayings[1].sent_at == datetime.fromisoformat("2026-11-22T10:42")
    assert [(one.name, one.data) for one in read.sayings[2].files] == [(photo, JPEG)]
    assert read.sayings[3].missing == ("Bild weggelassen",)
    assert [one.name for one in read.others] == ["notes.pdf"]


def test_an_export_from_android_is_read_from_a_folder(tmp_path):
    files = {"WhatsApp Chat with Ann.txt": ANDROID, "IMG-20261122-WA0001.jpg": JPEG}
    read = chat(folder(tmp_path, files))
    assert read.title == "Ann"
    assert [one.sender for one in read.sayings] == ["", *["+1 555 010 0199"] * 3]
    assert read.sayings[1].contact == "+1 555 010 0199"
    assert read.sayings[1].sent_at == datetime.fromisoformat("2026-11-22T21:42")
    assert (read.sayings[1].files[0].data, read.sayings[1].text) == (JPEG, "Mill Lane bridge")
    assert [one.missing for one in read.sayings[2:]] == [
        ("Media omitted",),
        ("VID-20261122-WA0002.mp4",),
    ]


def test_the_text_alone_is_a_chat_as_well(tmp_path):
    assert len(chat(folder(tmp_path, {"c.txt": ANDROID}) / "c.txt").sayings) == 4


def test_other_texts_are_no_chats(tmp_path):
    assert read_chat(folder(tmp_path, {"a.txt": "Water: 22/11/2026, 10:41 - rising\n" * 3})) is None
    assert read_chat(archive(tmp_path, {"a.txt": "Hello"})) is None
    assert read_chat(tmp_path / "nothing.zip") is None


@pytest.mark.parametrize(
    "date",
    [
        "22/11/2026, 22:41",
        "22.11.26, 22:41:00",
        "11/22/26, 10:41\u202fPM",
        "22-11-2026 10:41 p. m.",
        "2026-11-22 22:41",
        "22.11.2026 klo 22.41.00",
        "22/11/2026 à 22:41",
        "2026/11/22 下午10:41",
        "2026年11月22日 下午10:41",
        "2026/11/22(日) 22:41",
        "2026. 11. 22. 오후 10:41",
        "\u200f٢٢\u200f/١١\u200f/٢٠٢٦، ١٠:٤١ م",
        "۲۰۲۶/۱۱/۲۲،\u200f ۱۰:۴۱ ب.ظ.",
        "22/11/2569 22:41",
    ],
)
def test_dates_are_read_as_many_languages_write_them(date):
    when = when_in(date)
    assert when
    assert moments_of([when]) == ([datetime.fromisoformat("2026-11-22T22:41")], "")


def test_midnight_and_noon_of_twelve_hours_are_told_apart():
    moments, _ = moments_of([when_in("22/11/26, 12:05 am"), when_in("22/11/26, 12:05 pm")])
    assert [one.hour for one in moments] == [0, 12]


def test_the_order_of_the_messages_tells_the_month_from_the_day():
    whens = [when_in(f"{date}/26, 10:41") for date in ("3/11", "4/2", "5/1")]
    assert [one.month for one in moments_of(whens)[0]] == [3, 4, 5]


def test_where_day_and_month_cannot_be_told_it_is_said():
    assert moments_of([when_in("3/4/26, 10:41")]) == (
        [datetime.fromisoformat("2026-04-03T10:41")],
        DAY_OR_MONTH,
    )
    assert moments_of([when_in("3/4/26, 9:41 AM")]) == (
        [datetime.fromisoformat("2026-03-04T09:41")],
        MONTH_FIRST,
    )


def test_a_date_of_a_calendar_that_is_not_read_stays_in_the_text(tmp_path):
    read = chat(folder(tmp_path, {"c.txt": "۱۴۰۵/۹/۱, ۱۰:۴۱ - Ann: آب\n"}))
    assert (read.sayings[0].sent_at, read.why) == (None, UNKNOWN_CALENDAR)
    assert read.sayings[0].text == "[۱۴۰۵/۹/۱, ۱۰:۴۱] آب"


@given(st.text(max_size=400))
def test_no_text_of_dates_makes_it_stumble(text):
    when = when_in(text)
    if when:
        moments_of([when])
