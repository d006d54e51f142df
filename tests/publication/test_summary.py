from datetime import UTC, datetime

import pytest
from sqlalchemy import event

from tests.publication.desk import attach, log, note, person, put
from tipdesk.desk.contributors.merging import merge_people
from tipdesk.newsroom.credentials import Credentials, Signer, Standing, kept
from tipdesk.newsroom.errors import NotFound
from tipdesk.newsroom.facts import Fact
from tipdesk.newsroom.states import Label, Permission, Workflow
from tipdesk.newsroom.tip import Tip
from tipdesk.publication.export import Form, render
from tipdesk.publication.profile import Profile
from tipdesk.publication.summary import gather

EVERYTHING = Profile(contributor=True, notes=True)


def test_tips_stand_in_the_order_asked_and_lost_ones_are_said(store):
    first, second = log(store, "One"), log(store, "Two")
    summary = gather(store, [second, 999, first, second])
    assert [tip.headline for tip in summary.tips] == ["Two", "One"]
    assert summary.left_out == ("1 tip no longer on the desk",)
    assert summary.newsroom == "Eastwick Courier"


def test_when_none_of_the_tips_is_there_nothing_is_made(store):
    with pytest.raises(NotFound, match="None of these tips"):
        gather(store, [999])


def test_a_tip_comes_with_all_that_hangs_on_it(store):
    tip = log(store, text="Water", place="Mill Road", priority=2)
    digest = attach(store, tip, b"one", caption="A bridge", permission=Permission.GRANTED)
    put(store, tip, "MILLFLOOD", headline="Floods")
    note(store, tip, "Call back")
    with store.begin("move", reason="looks real") as work:
        work.get(Tip, tip).workflow = Workflow.TRIAGE
    sheet = gather(store, [tip], profile=EVERYTHING).tips[0]
    assert (sheet.text, sheet.place, sheet.priority) == ("Water", "Mill Road", 2)
    assert (sheet.media[0].digest, sheet.media[0].caption) == (digest, "A bridge")
    assert sheet.media[0].picture == store.files.thumbnail(digest, 512)
    assert (sheet.permission, sheet.files) == (Permission.GRANTED, 1)
    assert sheet.stories[0].slug == "MILLFLOOD"
    assert sheet.notes[0].text == "Call back"
    assert sheet.logged_by == "M. Keller"
    assert [line.what for line in sheet.history][-1] == "moved to triage: looks real"


def test_the_desk_is_asked_as_often_for_fifty_tips_as_for_one(store):
    tips = []
    for number in range(50):
        tips.append(log(store, f"Tip {number}", contributor_id=person(store, f"Person {number}")))
        attach(store, tips[-1], f"{number}".encode())
    asked: list[str] = []
    event.listen(store._reader, "before_cursor_execute", lambda *told: asked.append(told[2]))
    gather(store, tips[:1])
    for_one = len(asked)
    asked.clear()
    assert len(gather(store, tips).tips) == 50
    assert len(asked) == for_one


def test_the_contributor_is_named_only_by_an_explicit_choice(store):
    tip = log(store, contributor_id=person(store, "Ada Okafor", ["ada@example.org"]))
    plain = gather(store, [tip])
    assert plain.tips[0].sender == ()
    assert plain.left_out == ("1 contributor",)
    asked = gather(store, [tip], profile=Profile(contributor=True))
    assert asked.tips[0].sender == ("Ada Okafor", "ada@example.org")
    assert asked.left_out == ()


def _protected_tip(store, *, by_tip: bool):
    who = person(
        store, "Canary Birdsong", ["canary@example.org", "+49 170 555 0199"], protected=not by_tip
    )
    tip = log(
        store,
        "Canary Birdsong saw it",
        text="Call me at +49 (170) 555-0199\nYours, CANARY  birdsong, canary@example.org",
        place="c/o Canary Birdsong",
        contributor_id=who,
        protected=by_tip,
    )
    attach(
        store,
        tip,
        b"canary",
        name="Birdsong.jpg",
        caption="Taken by Canary Birdsong",
        credit="Picture: C. Birdsong",
        provenance="https://example.org/birdsong",
    )
    put(store, tip, "LEAK", headline="What Canary Birdsong knows")
    note(store, tip, "Birdsong is our source")
    with store.begin("move", reason="Canary Birdsong called") as work:
        work.get(Tip, tip).workflow = Workflow.TRIAGE
    return tip


@pytest.mark.parametrize("by_tip", [True, False], ids=["protected tip", "protected person"])
@pytest.mark.parametrize("form", [form for form in Form if form is not Form.PDF])
def test_a_protected_source_is_in_no_form_whatever_was_chosen(store, form, by_tip):
    summary = gather(store, [_protected_tip(store, by_tip=by_tip)], profile=EVERYTHING)
    written = render(summary, form).decode().lower()
    for canary in ("birdsong", "canary", "+49", "@example.org"):
        assert canary not in written
    assert "protected source" in written
    assert summary.left_out == ("1 protected source", "1 GPS position", "1 internal note")


def test_nor_is_a_source_by_the_name_of_one_who_turned_out_to_be_the_same(store):
    who = person(store, "Jay Finch", protected=True)
    other = person(store, "Canary Birdsong", ["canary@example.org"])
    tip = log(store, text="Yours, Canary Birdsong", contributor_id=who)
    merge_people(store, who, [other])
    told = render(gather(store, [tip], profile=EVERYTHING), Form.JSON).decode()
    assert "Canary" not in told
    assert "Finch" not in told


def test_another_name_of_a_contributor_is_not_printed(store):
    who, other = person(store, "Jay Finch"), person(store, "J. Finch", ["jay@example.org"])
    tip = log(store, contributor_id=who)
    merge_people(store, who, [other])
    (told,) = gather(store, [tip], profile=EVERYTHING).tips
    assert told.sender == ("Jay Finch", "jay@example.org")


@pytest.mark.parametrize("by_tip", [True, False], ids=["protected tip", "protected person"])
def test_a_protected_source_is_not_in_the_text_of_a_pdf(store, words_of, by_tip):
    summary = gather(store, [_protected_tip(store, by_tip=by_tip)], profile=EVERYTHING)
    pdf = render(summary, Form.PDF)
    words = f"{words_of(pdf)} {pdf.decode('latin-1')}".lower()
    assert "protected source" in words
    for canary in ("birdsong", "canary", "+49", "@example.org"):
        assert canary not in words


def _file_that_names_its_maker(store):
    """Make a protected tip whose source only the file itself, and its rights fields, name."""
    tip = log(store, text="Jay Finch took it. Copyright Robin Wren", protected=True)
    facts = {
        Fact.CREATOR: "Jay Finch",
        Fact.OWNER: "Owl Eyrie",
        Fact.COPYRIGHT: "Copyright 2026 Robin Wren. All rights reserved",
        Fact.SERIAL_NUMBER: "SN55512345",
        Fact.POSITION: "51.77123,0.09314",
        Fact.CAPTION_WRITER: "Wagtail",
        Fact.AI_PROMPT: "a jackdaw",
    }
    claimed = Credentials(
        Standing.INTACT, Signer.KNOWN, "Kestrel CA", "Heron", made_with="Magpie 9", elsewhere="Rook"
    )
    attach(
        store,
        tip,
        b"bird",
        read={
            "said": [[fact.value, "xmp", value] for fact, value in facts.items()],
            "credentials": kept(claimed),
            "words": "Jackdaw",
        },
        caption="Jay Finch and Owl Eyrie, by Wagtail, with SN55512345",
        credit="Picture: J. Finch",
        creator="Sparrow Lark",
        copyright_notice="© Sparrow Lark",
        usage_terms="Ask Lark first",
    )
    return tip


_BIRDS = ("finch", "eyrie", "wren", "55512345", "51.77", "0.093", "wagtail", "jackdaw", "kestrel")
_BIRDS += ("heron", "magpie", "rook", "sparrow", "lark")


@pytest.mark.parametrize("form", Form)
def test_nothing_that_leads_to_a_protected_source_leaves_with_a_file(store, words_of, form):
    summary = gather(store, [_file_that_names_its_maker(store)], profile=EVERYTHING)
    written = render(summary, form)
    told = (words_of(written) if form is Form.PDF else written.decode()).lower()
    assert [bird for bird in _BIRDS if bird in told] == []
    assert "content credentials" in told or form in (Form.CSV, Form.JSON)


@pytest.mark.parametrize("form", Form)
def test_rights_and_how_it_was_made_are_told_with_every_file(store, words_of, form):
    tip = log(store)
    told = [["digital_source_type", "xmp", "trainedAlgorithmicMedia"]]
    attach(
        store,
        tip,
        b"one",
        read={"said": told, "credentials": kept(Credentials(Standing.BROKEN))},
        creator="A. Okafor",
        copyright_notice="© 2026 Okafor",
        usage_terms="Online only",
        label=Label.AI_GENERATED,
        label_note="fictional scene",
    )
    written = render(gather(store, [tip]), form)
    words = " ".join((words_of(written) if form is Form.PDF else written.decode()).split())
    for said in ("A. Okafor", "© 2026 Okafor", "Online only"):
        assert said in words
    if form in (Form.PDF, Form.HTML, Form.MD):
        assert "AI-generated: fictional scene" in words
        assert "Made by AI, as the file says" in words
        assert "Content Credentials broken" in words


def test_what_a_stranger_wrote_is_in_no_repr(store):
    summary = gather(
        store, [_protected_tip(store, by_tip=False)], title="Secret", profile=EVERYTHING
    )
    assert "saw it" not in repr(summary)
    assert "Secret" not in repr(summary)


def test_a_story_stands_at_the_head_of_its_summary(store):
    tip = log(store)
    put(store, tip, "MILLFLOOD", headline="Floods on the Mill")
    summary = gather(store, [tip], story="millflood")
    assert summary.story is not None
    assert summary.story.headline == "Floods on the Mill"
    with pytest.raises(NotFound, match="no story"):
        gather(store, [tip], story="NOWHERE")


def test_what_the_profile_leaves_out_is_said_and_still_counts_for_permission(store):
    tip = log(store)
    attach(store, tip, b"one")
    note(store, tip, "Call back")
    summary = gather(store, [tip], profile=Profile(media=False, history=False))
    assert (summary.tips[0].media, summary.tips[0].history) == ((), ())
    assert "Permission for 1 file not asked yet" in summary.tips[0].missing_rights
    assert summary.left_out == ("1 file", "1 GPS position", "1 internal note", "history")


def test_a_torn_small_picture_is_not_shown(store):
    tip = log(store)
    digest = attach(store, tip, b"one")
    small = store.files.thumbnail(digest, 512)
    small.write_bytes(small.read_bytes()[:-40])
    assert gather(store, [tip]).tips[0].media[0].picture is None


def test_a_moment_keeps_its_zone(store):
    at = datetime(2026, 11, 21, 16, 8, tzinfo=UTC)
    assert gather(store, [log(store, happened_at=at)]).tips[0].happened_at == at
