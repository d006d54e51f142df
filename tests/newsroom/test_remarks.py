"""Remarks about a file are calm, say their limits, and are made only where there is a reason."""

import pytest

from tipdesk.newsroom.credentials import Credentials, Signer, Standing
from tipdesk.newsroom.facts import Fact, Said, Source
from tipdesk.newsroom.remarks import Kind, remarks, sentence, span, standing_in_words

TAKEN = Said(Fact.TAKEN_AT, Source.EXIF, "2026-11-21T16:08:03+00:00")
BARE = Said(Fact.TAKEN_AT, Source.EXIF, "2026-11-21T16:08:03")
LATER = Said(Fact.MODIFIED_AT, Source.EXIF, "2026-11-22T23:10:00")


def said_of(fact: Fact, value: str) -> Said:
    return Said(fact, Source.XMP, value)


@pytest.mark.parametrize(
    ("said", "kinds"),
    [
        ((), [Kind.NO_METADATA]),
        ((TAKEN,), []),
        ((BARE,), [Kind.NO_ZONE]),
        ((BARE, LATER), [Kind.CHANGED, Kind.NO_ZONE]),
        ((TAKEN, said_of(Fact.SOFTWARE, "Adobe Photoshop 25.1")), [Kind.EDITED]),
        ((TAKEN, said_of(Fact.SOFTWARE, "18.1")), []),
        ((said_of(Fact.SOFTWARE, "Lavf60.3.100"),), [Kind.CONVERTED]),
        ((TAKEN, said_of(Fact.DIGITAL_SOURCE_TYPE, "computationalCapture")), [Kind.COMPUTED]),
        (
            (TAKEN, said_of(Fact.DIGITAL_SOURCE_TYPE, "http://a.example/trainedAlgorithmicMedia")),
            [Kind.GENERATED],
        ),
    ],
)
def test_a_remark_is_made_where_there_is_a_reason(
    said: tuple[Said, ...], kinds: list[Kind]
) -> None:
    assert [remark.kind for remark in remarks(said)] == kinds


def test_what_credentials_say_is_weighed_with_the_rest() -> None:
    broken = Credentials(Standing.BROKEN, source_types=("trainedAlgorithmicMedia",))
    found = remarks((TAKEN,), broken, thumbnail_differs=True)
    assert [remark.kind for remark in found] == [Kind.GENERATED, Kind.BROKEN, Kind.THUMBNAIL]
    assert all(remark.alarming for remark in found)


def test_a_sentence_names_the_program_that_saved_the_file() -> None:
    (edited,) = remarks((TAKEN, said_of(Fact.SOFTWARE, "Snapseed {0} 2.0")))
    assert sentence(edited).said().startswith("Saved with Snapseed {0} 2.0 after it was taken.")


@pytest.mark.parametrize("signer", Signer)
def test_intact_credentials_promise_no_more_than_they_prove(signer: Signer) -> None:
    words = standing_in_words(Credentials(Standing.INTACT, signer)).said()
    assert words.startswith("Intact")
    assert any(limit in words for limit in ("question", "no more", "no longer", "do not rely"))


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (3000, "50 minutes"), (31 * 3600, "31 hours"), (9e8, "29 years")],
)
def test_a_span_is_said_in_the_unit_people_would_use(seconds: float, words: str) -> None:
    assert span(seconds).said() == words
