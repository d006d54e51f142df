import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tipdesk.intake.mail.htmltext import text_of


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("plain &lt;words&gt;", "plain <words>"),
        ("<h1>Head</h1>\n<p>One\ntwo</p>  <p>three", "Head\n\nOne two\n\nthree"),
        ("<ul><li>a<li>b</ul>c", "a\nb\n\nc"),
        ("<table><tr><td>a</td><td>b</td></tr><tr><td>c", "a b\nc"),
        ("a<script>alert('</p>')</script>b<style>p{}</style>c", "abc"),
        ("a<!-- <p>hidden</p> -->b<!-- open", "ab"),
        (
            'see <a href="https://example.org/v?a=1&amp;b=2">the video</a>!',
            "see the video <https://example.org/v?a=1&b=2>!",
        ),
        ('<a href="https://example.org">https://example.org</a>', "https://example.org"),
        ('<a href="javascript:alert(1)">click</a>', "click"),
        ('<img src="http://example.org/pixel.gif">seen', "seen"),
    ],
)
def test_what_is_said_is_kept_and_the_markup_is_not(html, text):
    assert text_of(html) == text


@given(st.text(st.sampled_from("<>!-/ap\"'= &;#x\n"), max_size=60))
def test_any_markup_becomes_some_text(html):
    assert text_of(html) == text_of(html).strip()


@pytest.mark.parametrize(
    "piece", ["a", "<a ", "<!-", "<!--", "&", "<a href='http:", "<p><br>", "<a href ", "</"]
)
def test_no_markup_takes_longer_than_its_length(piece):
    begun = time.process_time()
    text_of("<" + piece * 200_000)
    assert time.process_time() - begun < 5  # quadratic would be minutes
