import base64
import io

import pytest
from PIL import Image

from tests.letters import a_chat, a_mail, receive
from tipdesk.desk.correspondence.mailhtml import html_view
from tipdesk.desk.correspondence.mailviews import (
    RAW_LIMIT,
    export_raw,
    file_name,
    headers_view,
    raw_view,
)
from tipdesk.desk.correspondence.messages import messages_of
from tipdesk.media.drawing import picture
from tipdesk.media.worker import Readers
from tipdesk.newsroom.errors import NotFound, NotWritten
from tipdesk.newsroom.ids import MessageId, TipId
from tipdesk.store.database import Store

UGLY = (
    b"Received: from far.example\r\n\tby near.example; Sun, 22 Nov 2026 10:41:00 +0000\r\n"
    b"FROM: =?utf-8?q?Amina_=E2=80=AEgnp=2Eexe?= <amina@riverside.example>\r\n"
    b"X-Bell: a\x1b[31mred\x07\r\nX-Raw: caf\xe9\r\nSubject: Pumps\r\nX-Empty:\r\n"
    b"\r\nWords \xff\r\n"
)


def first(store: Store, tip: TipId) -> MessageId:
    return messages_of(store, tip)[0].id


@pytest.fixture
def ugly(desk) -> MessageId:
    return first(desk, receive(desk, UGLY))


def test_headers_come_in_their_order_decoded_beside_raw_with_marks_visible(desk, ugly):
    fields = headers_view(desk, ugly).fields

    assert [one.name for one in fields] == [
        *("Received", "FROM", "X-Bell", "X-Raw", "Subject", "X-Empty")
    ]
    assert fields[0].value == "from far.example by near.example; Sun, 22 Nov 2026 10:41:00 +0000"
    assert fields[0].raw == ""
    assert fields[1].value == "Amina ⟨RLO⟩gnp.exe <amina@riverside.example>"
    assert fields[1].raw.startswith("=?utf-8?q?Amina")
    assert fields[2].value == "a⟨ESC⟩[31mred⟨U+0007⟩"
    assert "\u202e" not in "".join(one.value + one.raw for one in fields)


def test_a_header_of_thousands_of_fields_is_cut_and_says_so(desk):
    raw = b"Subject: Many\r\n" + b"X-More: yes\r\n" * 5_000 + b"\r\nWords\r\n"

    view = headers_view(desk, first(desk, receive(desk, raw)))

    assert view.cut
    assert len(view.fields) == 300


def test_the_raw_view_shows_the_beginning_and_tells_the_size(desk, ugly):
    view = raw_view(desk, ugly)
    assert view.text.startswith("Received: from far.example\n")
    assert "a⟨ESC⟩[31mred" in view.text
    assert "Words \\xff" in view.text
    assert (view.size, view.shown) == (len(UGLY), len(UGLY))

    long = raw_view(desk, first(desk, receive(desk, UGLY + b"x" * RAW_LIMIT)))
    assert (long.size, long.shown) == (len(UGLY) + RAW_LIMIT, RAW_LIMIT)


def test_a_message_is_written_as_it_came_byte_for_byte(desk, ugly, tmp_path):
    place = tmp_path / file_name(desk, ugly)

    export_raw(desk, ugly, place)

    assert place.name == "Pumps.eml"
    assert place.read_bytes() == UGLY
    assert list(tmp_path.glob(".*.part")) == []


def test_where_a_message_can_not_be_written_nothing_is_left_behind(desk, ugly, tmp_path):
    with pytest.raises(NotWritten, match="the folder is not there"):
        export_raw(desk, ugly, tmp_path / "nowhere" / "x.eml")


def test_a_proposed_name_is_never_a_place(desk):
    tip = receive(desk, a_mail(subject="../../etc/CON: <b>\u202ehtml"))

    name = file_name(desk, first(desk, tip))

    assert "/" not in name
    assert "\u202e" not in name
    assert name.endswith(".eml")


def test_a_line_of_a_chat_has_no_bytes_of_its_own(desk):
    message = first(desk, a_chat(desk, 1))

    with pytest.raises(NotFound, match="part of a chat"):
        raw_view(desk, message)


def test_pictures_in_the_html_are_decoded_by_the_worker_and_encoded_by_us(desk):
    drawn = picture("flood", size=(300, 200), seed=1)
    data = base64.b64encode(drawn).decode()
    html = f'<img src="cid:logo"><img src="data:image/png;base64,{data}"><img src="cid:no" alt="x">'
    mail = a_mail("Words", html)
    mail.get_payload()[1].add_related(drawn, maintype="image", subtype="png", cid="<logo>")
    message = first(desk, receive(desk, mail))

    with Readers() as readers:
        safe = html_view(desk, readers, message)

    assert set(safe.pictures) == {"picture:0", "picture:1"}
    assert drawn not in safe.pictures.values()
    assert {Image.open(io.BytesIO(one)).format for one in safe.pictures.values()} == {"JPEG"}
    assert safe.left_out.unreadable == 1
    assert list(desk.folder.incoming.glob("*.part")) == []


def test_what_is_no_picture_is_not_shown_as_one(desk):
    svg = base64.b64encode(b"<svg xmlns='http://www.w3.org/2000/svg'/>").decode()
    html = f'<img src="data:image/svg+xml;base64,{svg}"><img src="data:image/png;base64,!!!">Words'
    message = first(desk, receive(desk, a_mail("Words", html)))

    with Readers() as readers:
        safe = html_view(desk, readers, message)

    assert safe.pictures == {}
    assert "<img" not in safe.html
    assert safe.left_out.unreadable == 2
