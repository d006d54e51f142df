from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from tipdesk.intake.belonging import (
    editor_for,
    folded,
    in_utc,
    many_lines,
    one_line,
    slug_of,
    story_for,
    tag_for,
    tag_key,
    tag_name,
    validated,
)
from tipdesk.newsroom.errors import NotValid
from tipdesk.newsroom.people import Editor
from tipdesk.newsroom.story import NewUse, Story
from tipdesk.newsroom.tip import NewTip, Tag


def test_what_is_named_is_made_once_and_found_again(desk):
    with desk.begin("log") as work:
        assert tag_for(work, "#Flood").id == tag_for(work, "flood").id
        assert story_for(work, "mill flood").id == story_for(work, "MILL-FLOOD").id
        assert editor_for(work, "Ana Ruiz").id == editor_for(work, " ana  RUIZ").id
    with desk.reading() as session:
        assert session.exec(select(Tag.name)).all() == ["Flood"]
        assert session.exec(select(Story.slug)).all() == ["MILL-FLOOD"]
        assert session.exec(select(Editor.name)).all() == ["Ana Ruiz"]


def test_an_editor_needs_a_name(desk):
    with desk.begin("log") as work, pytest.raises(NotValid, match="needs a name"):
        editor_for(work, " \n")


@given(st.text(max_size=60))
def test_a_slug_is_safe_everywhere_or_refused(text):
    try:
        slug = slug_of(text)
    except NotValid as error:
        assert str(error)  # noqa: PT017  either outcome is right, a crash is not
    else:
        assert 0 < len(slug) <= 40
        assert all(sign.isalnum() or sign in "-_" for sign in slug)
        assert slug_of(slug) == slug


@given(st.text(max_size=60))
def test_a_tag_keeps_its_key_however_often_it_is_read(text):
    try:
        name = tag_name(text)
    except NotValid as error:
        assert str(error)  # noqa: PT017
    else:
        assert tag_key(name) == tag_key("#" + name.swapcase().swapcase())
        assert tag_name(name) == name


@given(st.text())
def test_what_is_cleaned_can_be_stored_and_printed_on_lines(text):
    said = many_lines(text, "A text", 10_000)
    said.encode()
    assert not any(sign < " " and sign not in "\n\t" for sign in said)
    assert "\n" not in one_line(text, "A text", 10_000)


def test_letters_that_look_alike_fold_alike():
    assert folded("ＡＮＡ  Ruíz") == folded("ana ruíz")


def test_a_moment_without_a_zone_is_meant_locally():
    moment = datetime(2026, 11, 22, 12)  # noqa: DTZ001
    assert in_utc(moment) == moment.astimezone()
    assert in_utc(datetime(2026, 11, 22, 12, tzinfo=timezone(timedelta(hours=1)))) == datetime(
        2026, 11, 22, 11, tzinfo=UTC
    )


def test_what_fits_is_made():
    assert validated(NewTip, headline="Flood", priority=2).priority == 2


@pytest.mark.parametrize(
    ("kind", "given_", "sentence"),
    [
        (NewTip, {}, "The headline can't be empty; nothing was changed."),
        (NewTip, {"headline": "x" * 301}, "The headline has at most 300 letters"),
        (NewTip, {"headline": "x", "text": "y" * 1_000_001}, "The text has at most 1,000,000"),
        (NewTip, {"headline": "x", "priority": 0}, "The priority must be 1 or more"),
        (NewTip, {"headline": "x", "priority": 10}, "The priority must be 9 or less"),
        (NewTip, {"headline": "x", "priority": "high"}, "The priority doesn't fit"),
        (NewTip, {"headline": "x", "channel": "pigeon"}, "The channel must be one of mail, form"),
        (NewTip, {"headline": "x", "received_at": "soon"}, "The received at is not a time"),
        (NewTip, {"headline": "\ud800"}, "The headline holds letters that can't be stored"),
        (NewUse, {"url": ""}, "The url can't be empty"),
    ],
)
def test_what_does_not_fit_is_told_in_one_sentence_without_what_was_said(kind, given_, sentence):
    with pytest.raises(NotValid) as caught:
        validated(kind, **given_)
    assert str(caught.value).startswith(sentence)
    assert caught.value.__cause__ is None
    assert caught.value.__suppress_context__
    assert len(str(caught.value)) < 200
