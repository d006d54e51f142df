import re
import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from tests.publication.sheets import a_file, a_story, a_summary, a_tip
from tipdesk.newsroom.states import FileKind
from tipdesk.publication.forms.markdown import plain, to_markdown

READER = MarkdownIt("commonmark", {"html": True}).enable(["table", "strikethrough"])
# What GitHub's dialect links by itself, outside of code.
LINKS_ITSELF = re.compile(
    r"https?://|ftp://|www\.|[\w.+-]+@[\w-]+\.\w|mailto:|xmpp:", re.IGNORECASE
)
ALIVE = {"link_open", "image", "html_inline", "html_block", "fence", "code_block", "s_open"}
HOSTILE = (
    "![x](file:///etc/passwd) [l](javascript:a) <script>a</script> <https://e.example> "
    "https://e.example/a_b www.e.example a@e.example *b* _i_ `c` ~~s~~ | t | &amp; $x$ [^1] # h"
)


def tokens(markdown: str):
    for token in READER.parse(markdown):
        yield token
        yield from token.children or ()


def text_outside_code(markdown: str) -> str:
    return " ".join(token.content for token in tokens(markdown) if token.type == "text")


def test_hostile_text_is_text_and_can_be_read_as_written():
    shown = "".join(t.content for t in tokens(plain(HOSTILE)) if t.type in ("text", "code_inline"))
    assert shown == HOSTILE
    assert not ALIVE.intersection(token.type for token in tokens(plain(HOSTILE)))
    assert not LINKS_ITSELF.search(text_outside_code(plain(HOSTILE)))


@pytest.mark.parametrize(
    "line",
    [
        *("# Head", "- item", "+ item", "1. item", "12) item", "=====", "---", "> quote", "***"),
        *(
            "    code",
            "\tcode",
            "```",
            "~~~",
            ": definition",
            "| a | b |",
            "[a]: https://e.example",
        ),
        *("``https://e.example``", "`www.e.example", "<!-- a", "<div>", "&#60;b&#62;", "\\"),
    ],
)
def test_a_line_that_looks_like_a_block_is_a_paragraph(line):
    kinds = [token.type for token in READER.parse(plain(line))]
    assert kinds == ["paragraph_open", "inline", "paragraph_close"]


@settings(max_examples=300)
@given(st.text(alphabet=st.sampled_from("ab1 #*_`[]()<>!&|~\\-+=.:/@$^{}\"'\twéش"), max_size=40))
def test_no_line_becomes_markup(line):
    kinds = {token.type for token in tokens(plain(line))}
    assert kinds <= {"paragraph_open", "inline", "paragraph_close", "text", "code_inline"}
    assert not LINKS_ITSELF.search(text_outside_code(plain(line)))


def test_a_whole_summary_keeps_a_stranger_inert():
    file = a_file(caption=HOSTILE, credit=HOSTILE, name=HOSTILE, label_note=HOSTILE)
    tip = a_tip(
        [file],
        headline=HOSTILE,
        text=f"# one\n\n{HOSTILE}\n```\n- two\n<div>\n    three",
        place=HOSTILE,
        tags=(HOSTILE,),
    )
    written = to_markdown(a_summary(tip, title=HOSTILE, newsroom=HOSTILE)).decode()
    assert not ALIVE.intersection(token.type for token in tokens(written))
    assert [t.tag for t in READER.parse(written) if t.type == "heading_open"][:2] == ["h1", "h2"]
    assert not LINKS_ITSELF.search(text_outside_code(written))


def test_a_story_says_everything_in_words():
    written = to_markdown(a_summary(a_tip([a_file()]), story=a_story())).decode()
    for said in (
        "**MILLFLOOD**\n\n# Floods on the Mill",
        "## T-1042 · Flood water over the bridge at Mill Road",
        "- **Verdict:** Partly verified",
        "> Water stands over the road.\n>\n> The road is closed since last night.",
        "Picture: A. Okafor",
        "left out: 1 contributor, 2 GPS positions",
    ):
        assert said in written


def test_a_word_without_an_end_is_written_as_fast_as_many():
    began = time.process_time()
    assert plain("x" * 1_000_000) == "x" * 1_000_000
    assert plain(f"{'x' * 1_000_000}@") == f"`{'x' * 1_000_000}@`"
    assert time.process_time() - began < 1


def test_large_numbers_of_files_and_steps_are_written_as_everywhere_else():
    told = to_markdown(a_summary(a_tip([a_file(kind=FileKind.DOCUMENT)] * 1_200))).decode()
    assert "Media (1,200)" in told
