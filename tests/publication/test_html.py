from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.publication.sheets import a_file, a_story, a_summary, a_tip, drawn
from tipdesk.newsroom.ids import TipId
from tipdesk.publication.forms.html import to_html

HOSTILE = (
    '<script>alert(1)</script>"><img src=x onerror=alert(1)>{{ 7*7 }}{% raw %}'
    "</style></title>javascript:alert(1)<!-- ' & &lt; ]]>"
)
OURS = {
    *("html", "head", "meta", "title", "style", "body", "div", "b", "span", "main", "article"),
    *("h1", "h2", "h3", "p", "table", "thead", "tbody", "tr", "th", "td", "section", "dl", "dt"),
    *("dd", "bdi", "br", "aside", "figure", "img", "figcaption", "time", "footer", "a"),
}


class Reader(HTMLParser):
    """Collects what a browser would see."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str]] = []
        self.words = ""
        self.feed(page.decode())

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        self.attributes += [(name, value or "") for name, value in attrs]

    def handle_data(self, data):
        self.words += data


def hostile_tip(text: str = HOSTILE):
    file = a_file(name=text, caption=text, credit=text, alt_text=text, label_note=text)
    return a_tip([file], headline=text, text=text, place=text, tags=(text,), assignee=text)


@pytest.mark.parametrize("alone", [True, False])
def test_hostile_text_is_text(alone):
    summary = a_summary(hostile_tip(), title="" if alone else HOSTILE, newsroom=HOSTILE)
    read = Reader(to_html(summary))
    assert set(read.tags) <= OURS
    assert read.words.count(HOSTILE) >= 6
    assert not [name for name, _ in read.attributes if name.startswith("on")]


@settings(max_examples=50)
@given(text=st.text())
def test_no_text_makes_an_element_or_an_address(text):
    plain = Reader(to_html(a_summary(hostile_tip("plain text"))))
    read = Reader(to_html(a_summary(hostile_tip(f"plain {text}"))))
    assert set(read.tags) <= set(plain.tags)
    assert {value for name, value in read.attributes if name in ("src", "href")} == set()


def test_a_page_needs_and_loads_nothing_else(tmp_path):
    small = drawn(tmp_path / "512" / "ab" / "one.jpg")
    tips = [a_tip([a_file(picture=small)]), a_tip(id=TipId(2), headline="Two")]
    page = to_html(a_summary(*tips, title="Selection"))
    read = Reader(page)
    addresses = [value for name, value in read.attributes if name in ("src", "href", "srcset")]
    assert sorted(value[:23] for value in addresses) == [
        "#T-1042",
        "#T-2",
        "data:image/jpeg;base64,",
    ]
    assert b"url(" not in page
    assert b"@import" not in page
    policies = [value for name, value in read.attributes if name == "content"]
    assert policies[0].startswith("default-src 'none'; img-src data:;")


def test_a_page_says_what_the_paper_says():
    words = " ".join(Reader(to_html(a_summary(a_tip([a_file()]), story=a_story()))).words.split())
    for said in (
        "Eastwick Courier · Story summary",
        "Floods on the Mill",
        "T-1042",
        "Partly verified",
        "Not yet: 1 thing missing",
        "The road is closed since last night.",
        "Picture: A. Okafor",
        "left out: 1 contributor, 2 GPS positions",
    ):
        assert said in words


def test_every_picture_has_its_alternative_text(tmp_path):
    small = drawn(tmp_path / "512" / "ab" / "one.jpg")
    files = [a_file(picture=small, alt_text="A car"), a_file(picture=small, caption="")]
    read = Reader(to_html(a_summary(a_tip(files))))
    told = [value for name, value in read.attributes if name == "alt"]
    assert told == ["A car", "Picture 2 of tip T-1042"]


def test_text_from_right_to_left_finds_its_direction():
    read = Reader(to_html(a_summary(a_tip(headline="فيضان", text="المياه"))))
    assert ("dir", "auto") in read.attributes
