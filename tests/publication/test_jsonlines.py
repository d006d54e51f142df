import json
from dataclasses import replace

from tests.publication.sheets import a_file, a_summary, a_tip
from tipdesk.newsroom.ids import TipId
from tipdesk.publication.forms.jsonlines import to_json, to_json_lines

TIPS = (a_tip([a_file()], text='one\ntwo "three"\u2028\x00'), a_tip(id=TipId(2)))


def test_an_array_and_lines_say_the_same():
    summary = a_summary(*TIPS)
    lines = to_json_lines(summary).decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(to_json(summary))


def test_keys_are_those_of_the_command_line():
    told = json.loads(to_json(a_summary(*TIPS)))[0]
    assert list(told)[:4] == ["number", "headline", "text", "channel"]
    assert {"received_at", "workflow", "verdict", "permission", "stories", "tags"} <= set(told)
    assert {"assignee", "contributor", "media"} <= set(told)
    assert told["received_at"] == "2026-11-22T10:41:00+00:00"
    assert (told["stories"], told["tags"]) == (["MILLFLOOD"], ["flood"])
    assert told["media"][0]["digest"] == "ab" * 32
    assert told["contributor"] is None


def test_what_a_stranger_wrote_comes_back_as_it_was():
    assert json.loads(to_json(a_summary(*TIPS)))[0]["text"] == TIPS[0].text


def test_half_a_character_does_not_stop_a_summary():
    told = json.loads(to_json(a_summary(a_tip(text="a\ud800b"))))
    assert told[0]["text"] == "a?b"


def test_no_tips_are_an_empty_array():
    assert json.loads(to_json(replace(a_summary(), tips=()))) == []
