"""Sentences are made of marked texts and values; what is marked is what translators are given."""

import sys
from pathlib import Path

from tests import child
from tipdesk.desk.verifying import claims, sun
from tipdesk.newsroom import remarks
from tipdesk.newsroom.phrases import phrase, together


def test_values_are_put_in_and_phrases_within_are_translated_too() -> None:
    said = phrase("{1}, {0}", "{0} Ada", phrase("I took this"))
    assert said.said() == "I took this, {0} Ada"
    assert said.said(str.upper) == "I TOOK THIS, {0} Ada"


def test_what_is_empty_is_left_out() -> None:
    assert together(phrase("One."), "", phrase("Two.")).said() == "One. Two."


def test_a_value_is_in_no_repr() -> None:
    assert "Ada" not in repr(phrase("By {0}", "Ada"))


def test_every_sentence_is_found_by_qts_own_tool_for_translators(tmp_path: Path) -> None:
    catalogue = tmp_path / "english.ts"
    tool = Path(sys.executable).with_name("pyside6-lupdate")
    sources = [module.__file__ or "" for module in (remarks, claims, sun)]
    child.run([tool, *sources, "-ts", catalogue], capture_output=True, check=True)
    found = catalogue.read_text()
    marked = [*remarks.Kind, claims.IF_LOCAL, "{0} months", "Sunrise {0}, sunset {1}."]
    escaped = [str(text).replace("'", "&apos;") for text in marked]
    assert [text for text in escaped if f"<source>{text}</source>" not in found] == []
