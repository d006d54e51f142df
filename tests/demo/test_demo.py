import os
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests import child
from tipdesk.desk.counts.counting import counts
from tipdesk.desk.opening import open_tip
from tipdesk.desk.searching.listing import tip_ids, tip_lines
from tipdesk.desk.verifying.claims import About, Outcome
from tipdesk.desk.verifying.findings import findings
from tipdesk.desk.verifying.places import gazetteer
from tipdesk.newsroom.credentials import Standing
from tipdesk.newsroom.ids import TipId
from tipdesk.newsroom.pairs import grouped
from tipdesk.newsroom.remarks import Kind, remarks
from tipdesk.newsroom.states import FileKind, Label, Permission, ReadState, Verdict, Workflow
from tipdesk.store.database import Store
from tipdesk.store.integrity import check
from tipdesk.store.opening import open_desk


@pytest.fixture(scope="module")
def done(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """Run the demonstration without a screen, once, as `make run` does."""
    place = tmp_path_factory.mktemp("sample")
    command = [sys.executable, "-m", "tipdesk", "--as-editor", "Mara Keller"]
    run = child.run(
        [*command, "demo", "--headless", "--into", str(place)],
        timeout=child.LATE,
        env={**os.environ, "PYTHONPATH": "src"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert run.returncode == 0, run.stderr
    return place, run.stdout


@pytest.fixture
def store(done: tuple[Path, str]) -> Iterator[Store]:
    store = open_desk(done[0] / "desk", editor="Mara Keller")
    yield store
    store.close()


def everything(store: Store):
    return [open_tip(store, TipId(tip)) for tip in tip_ids(store)]


def test_the_sample_desk_shows_every_state_and_kind(store):
    tips = everything(store)
    media = [one for tip in tips for one in tip.media]
    assert len(tips) >= 39
    assert len(counts(store).stories) == 6
    assert counts(store).trash == 1
    assert {tip.line.workflow for tip in tips} == set(Workflow)
    assert {tip.line.verdict for tip in tips} == set(Verdict)
    assert {one.kind for one in media} >= {FileKind.PICTURE, FileKind.VIDEO, FileKind.AUDIO}
    assert {one.label for one in media} >= {Label.NONE, Label.ILLUSTRATION, Label.HANDOUT}
    assert len({one.permission for one in media} & set(Permission)) >= 8
    assert any(one.gps for one in media)
    assert {one.state for one in media} == {ReadState.READ}


def test_what_files_say_about_themselves_is_shown_by_examples(store):
    tips = everything(store)
    media = [one for tip in tips for one in tip.media]
    assert any(len(group) > 1 for tip in tips for group in grouped(tip.media))
    assert sum(bool(tip.links) for tip in tips) == 2
    signed = {one.credentials.standing for one in media if one.credentials}
    assert signed == {Standing.INTACT, Standing.BROKEN}
    assert any(one.copyright_notice and one.usage_terms for one in media)
    assert any(one.mime == "application/pdf" for one in media)
    noted = {remark.kind for one in media for remark in remarks(one.said, one.credentials)}
    assert {Kind.GENERATED, Kind.BROKEN, Kind.NO_METADATA} <= noted
    assert len({one.choice for one in media}) == 3


def test_a_place_that_is_real_is_held_against_where_the_camera_was(store):
    (tip,) = (tip for tip in everything(store) if tip.place.startswith("Lowestoft"))
    found = findings(tip, tip.media[0])
    assert {one.about for one in found.comparisons if one.outcome is Outcome.DIFFERENT} == {
        *(About.PLACE, About.SENT),
    }


def test_no_place_of_the_sample_town_is_mistaken_for_a_real_one(store):
    named = {tip.place for tip in everything(store) if tip.place}
    assert {place for place in named if gazetteer().named(place).places} == {"Lowestoft, UK"}


def test_its_senders_are_named_anonymous_and_protected(store):
    lines = tip_lines(store, tip_ids(store))
    assert any(line.contributor for line in lines)
    assert any(line.protected for line in lines)
    assert any(not line.contributor and not line.protected for line in lines)


def test_the_main_job_was_done_to_its_end(store):
    (tip,) = (tip for tip in everything(store) if tip.line.headline.startswith("Rescue boat on"))
    assert tip.line.workflow is Workflow.PUBLISHED
    assert tip.line.stories == ("MILLFLOOD",)
    assert [one.kind for one in tip.media] == [FileKind.PICTURE, FileKind.PICTURE, FileKind.VIDEO]
    assert tip.uses[0].url.startswith("https://")
    assert check(store, deep=True) == []


def test_its_summary_is_a_tagged_pdf_that_can_be_read(done):
    if shutil.which("pdfinfo") is None:
        pytest.skip("pdfinfo (poppler-utils) is not installed")
    (sheet,) = (done[0] / "results").glob("*.pdf")
    info, text = (
        child.run([*words], capture_output=True, text=True, check=True).stdout
        for words in (("pdfinfo", sheet), ("pdftotext", sheet, "-"))
    )
    assert "Tagged:          yes" in info
    assert "Rescue boat on Mill Road" in text
    assert "Picture: E. Sand" in text


def test_it_says_what_it_did_and_where_the_pictures_of_the_window_are(done):
    place, said = done
    pictures = sorted((place / "results").glob("window-*.png"))
    assert {picture.name.split("-")[1] for picture in pictures} == {"light", "dark"}
    assert all(picture.read_bytes().startswith(b"\x89PNG") for picture in pictures)
    for path in (*pictures, place / "desk"):
        assert str(path) in said
