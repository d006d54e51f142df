import json
from dataclasses import replace

from tests.nouns import make_tip
from tests.publication.sheets import a_file, a_summary, a_tip
from tipdesk.cli import records
from tipdesk.desk.annotating.linking import link
from tipdesk.desk.annotating.notes import write_note
from tipdesk.intake.arrival import ArrivedFile
from tipdesk.intake.register import attach
from tipdesk.newsroom.ids import TipId
from tipdesk.publication.forms.jsonlines import to_json, to_json_lines
from tipdesk.publication.profile import Profile
from tipdesk.publication.summary import gather

TIPS = (a_tip([a_file()], text='one\ntwo "three"\u2028\x00'), a_tip(id=TipId(2)))


def test_an_array_and_lines_say_the_same():
    summary = a_summary(*TIPS)
    lines = to_json_lines(summary).decode().split("\n")
    assert lines.pop() == ""
    assert [json.loads(line) for line in lines] == json.loads(to_json(summary))


def test_keys_and_values_are_those_of_the_command_line(store):
    tip = make_tip(store, stories=("MILLFLOOD",), tags=("flood",), sender="Ivo Lam")
    attach(store, tip, [ArrivedFile("plan.txt", b"A plan")])
    write_note(store, tip, "Rang back")
    link(store, tip, make_tip(store))
    (listed,) = records.tips(store, [tip])
    everything = Profile(contributor=True, notes=True)
    told = json.loads(to_json(gather(store, [tip], profile=everything)))[0]
    (listed_file,), (told_file,) = listed.pop("media"), told.pop("media")
    del listed["calls"]  # who promised what on the phone stays on the desk
    assert listed == {key: told[key] for key in listed}
    assert told.keys() - listed.keys() == {"story_details", "history"}
    assert told_file == {key: listed_file[key] for key in told_file}


def test_a_summary_says_what_the_sheet_holds():
    told = json.loads(to_json(a_summary(*TIPS)))[0]
    assert list(told)[:4] == ["number", "headline", "text", "channel"]
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
