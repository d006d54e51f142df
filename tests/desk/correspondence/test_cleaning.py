import re
import time

import pytest

from tipdesk.desk.correspondence.cleaning import (
    MOST_CELLS,
    MOST_ITEMS,
    MOST_SHOWN,
    Cleaning,
    LeftOut,
    SafeHtml,
)


def cleaned(html: str, **drawn: bytes) -> SafeHtml:
    return Cleaning(html).finished({f"picture:{name[1:]}": data for name, data in drawn.items()})


REMOTE = """
<base href="http://far.example/"><link rel="stylesheet" href="http://far.example/x.css">
<style>@import url(http://far.example/y.css); p { background: url(//far.example/z.png) }</style>
<img src="http://far.example/a.png"><img src="//far.example/b.png" width="1" height="1">
<table background="http://far.example/c.png"><tr><td background="https://far.example/d.png">x</td>
</tr></table><form action="http://far.example/f"><input type="image" src="http://far.example/e.png">
</form><iframe src="http://far.example/g"></iframe><video poster="http://far.example/h.png">
<source src="http://far.example/i.mp4"></video><object data="http://far.example/j"></object>
<svg><image href="http://far.example/k.png"/></svg><script src="http://far.example/l.js"></script>
<meta http-equiv="refresh" content="0; url=http://far.example/"><p>Words</p>
"""


def test_nothing_that_would_be_fetched_is_left_and_it_is_counted():
    safe = cleaned(REMOTE)

    assert "far.example" not in safe.html
    assert "src=" not in safe.html
    assert "Words" in safe.html
    assert safe.left_out.pictures >= 6
    assert safe.left_out.styles == 1
    assert safe.left_out.others >= 5


@pytest.mark.parametrize(
    "html",
    [
        "<img src=file:///canary.png>",
        "<img src='/canary.png'>",
        "<img src=canary.png>",
        "<img src='\\\\host\\canary.png'>",
        "<img src=' file:///canary.png'>",
        "<img src=:/canary.png>",
        "<img src=qrc:/canary.png>",
        "<img srcset='file:///canary.png 1x'>",
        "<img src='picture:0canary'>",
        "<body background=file:///canary.png>",
        "<p style='background:url(file:///canary.png)'>",
        "<table background=file:///canary.png>",
    ],
)
def test_no_picture_names_a_file_of_this_computer(html):
    assert "canary" not in cleaned(html).html


@pytest.mark.parametrize(
    "href",
    [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "smb://h/s",
        "data:text/html,x",
        "\\\\h\\s",
        "JaVaScRiPt&colon;alert(1)",
        "link:0",
        "tipdesk:open",
        "/etc/passwd",
        "#top",
    ],
)
def test_a_link_that_leads_nowhere_safe_is_plain_text(href):
    safe = cleaned(f'<p><a href="{href}">Click</a></p>')

    assert "href" not in safe.html
    assert safe.links == ()
    assert "Click" in safe.html


def test_links_are_numbers_and_their_addresses_data():
    safe = cleaned(
        '<a href="https://a.example/x">One</a> <a dir=rtl href="https://b.example/">bank.example</a>'
    )

    assert 'href="link:0"' in safe.html
    assert "a.example" not in safe.html
    assert [(link.address.url, link.words, link.claims) for link in safe.links] == [
        ("https://a.example/x", "One", ""),
        ("https://b.example/", "bank.example", "bank.example"),
    ]


def test_pictures_that_the_mail_brings_are_wanted_and_only_drawn_ones_are_shown():
    html = '<img src="cid:a" width=40 alt="The bridge"><img src="cid:b" alt="a <b> logo">'

    safe = cleaned(html, p0=b"jpeg")

    assert list(Cleaning(html).wanted.values()) == ["cid:a", "cid:b"]
    assert '<img src="picture:0" width="40">' in safe.html
    assert "[a &lt;b&gt; logo]" in safe.html
    assert safe.left_out == LeftOut(unreadable=1)


def test_sizes_and_spans_that_would_burst_a_page_are_dropped():
    safe = cleaned(
        '<table><tr><td colspan="99999999" rowspan="-1">x</td><td>y</td></tr></table>'
        '<img src="cid:a" width="99999999" height="２">',
        p0=b"jpeg",
    )

    assert "99999999" not in safe.html
    assert "<td>x</td><td>y</td>" in safe.html
    assert '<img src="picture:0">' in safe.html


def test_tables_that_only_place_things_become_blocks_and_others_stay():
    data = "<table><tr><th>Pump</th><th>Serviced</th></tr><tr><td>1</td><td>2025</td></tr></table>"

    alone = cleaned(data).html
    placed = cleaned(f"<table><tr><td colspan=2>Left</td><td>{data}</td></tr></table>").html

    assert alone.count("<td>") == 2
    assert placed.count("<table>") == 1
    assert "<div>Left</div><div><table><tbody><tr><th>Pump</th>" in placed
    assert placed.endswith("</table></div></div></div>")
    assert "<table" not in cleaned("<table><tr><td><img src=cid:a></td></tr></table>", p0=b"x").html


def test_overrides_in_the_text_are_written_out_and_fillers_dropped():
    html = "<p>Pay &#8238;001&#8236; euros&#847;&zwnj;&#847;&zwnj; now &#x1F469;&zwj;&#x1F467;</p>"

    text = cleaned(html).html

    assert "⟨RLO⟩001 euros" in text
    assert "\u202e" not in text
    assert "\u034f" not in text
    assert "\U0001f469\u200d\U0001f467" in text


SLOW = {
    "<div>": 60_000,
    "<ul><li>": 40_000,
    "<table><tr><td>": 20_000,
    "<tr><td>x<td>y": 20_000,
    "<table><tr><td>x</table>": 15_000,
    "<li>x": 60_000,
    "<b>": 100_000,
    "<": 400_000,
    "<a href='x": 40_000,
    "<!--": 90_000,
    "<blockquote>": 30_000,
    "<p><b>": 60_000,
    "<img src='": 40_000,
    "&": 400_000,
    "<font><p>": 40_000,
    "<select><option>": 20_000,
    "W": 400_000,
}


@pytest.mark.parametrize(("piece", "times"), SLOW.items())
def test_markup_made_to_be_slow_is_cleaned_in_seconds_and_small(piece, times):
    begun = time.process_time()

    safe = cleaned("<table>" * ("<td>" in piece) + piece * times)

    assert time.process_time() - begun < 4
    assert len(safe.html) <= MOST_SHOWN * 1.02
    assert len(re.findall("<t[dh]", safe.html)) <= MOST_CELLS
    assert safe.html.count("<li") <= MOST_ITEMS


def test_words_are_still_there_where_tables_and_lists_are_too_many():
    safe = cleaned("<table>" + "<tr><td>Row</td><td>Cell" * 4_000 + "</table>" + "<li>Item" * 2_000)

    assert safe.html.count("<br> Row  Cell") == 4_000
    assert safe.html.count("<br>Item") == 2_000


def test_what_is_too_long_is_cut_and_said():
    assert cleaned("<p>x</p>" * 100_000).left_out.cut
    assert not cleaned("<p>x</p>").left_out
