from datetime import UTC, datetime, timedelta

from tipdesk.gui.tips.row import saying
from tipdesk.newsroom.states import FileKind, Permission, Sensitivity, Verdict

NOW = datetime(2026, 11, 22, 12, 0, tzinfo=UTC)


def test_a_screen_reader_hears_the_whole_row_in_words(line):
    heard = saying.aloud(
        line(
            tags=("flood",),
            stories=("MILLFLOOD",),
            kinds={FileKind.PICTURE: 3, FileKind.VIDEO: 1},
            assignee="Mara Keller",
            priority=2,
            permission=Permission.ASKED,
            notes=1,
        )
    )
    for words in (
        *("T-1042", "Flood water over the bridge", "New", "unread", "priority 2"),
        *("Mail, from A. Okafor", "assigned to Mara Keller", "stories: MILLFLOOD"),
        *("tags: flood", "3 pictures, 1 video", "permission asked", "1 note"),
    ):
        assert words in heard


def test_a_protected_source_is_named_to_nobody(line):
    heard = saying.aloud(line(protected=True))
    assert "protected source" in heard
    assert "Okafor" not in heard


def test_what_must_be_known_is_said_the_gravest_first(line):
    said = saying.warnings(
        line(
            embargo_until=NOW + timedelta(days=3),
            due_at=NOW - timedelta(days=1),
            permission=Permission.DECLINED,
            verdict=Verdict.VERIFIED,
            sensitivity=(Sensitivity.GRAPHIC,),
        ),
        NOW,
    )
    assert said == [
        ("permission declined", "stop"),
        ("embargo until 25 Nov", "attention"),
        ("was due 21 Nov", "attention"),
        ("graphic", "attention"),
        ("verified", "muted"),
    ]


def test_what_was_promised_on_the_phone_is_told_as_such_and_when_it_was_missed(line):
    def said(hours):
        return saying.warnings(line(promised=True, due_at=NOW + timedelta(hours=hours)), NOW)

    assert said(24)[0] == ("promised by 23 Nov", "muted")
    assert said(-24)[0] == ("promise missed, 21 Nov", "attention")


def test_an_embargo_that_is_over_is_not_mentioned(line):
    assert saying.warnings(line(embargo_until=NOW - timedelta(minutes=1)), NOW) == []


def test_what_a_stranger_wrote_stays_on_its_line_and_turns_nothing(line):
    assert saying.plain("one\r\ntwo\u2028three\u202egnol\x1b[2J") == "one two three gnol [2J"
    assert saying.plain("👩‍🚒 on the roof") == "👩‍🚒 on the roof"
    assert saying.isolated("محمد") == "\u2068محمد\u2069"
    assert saying.isolated("A. Okafor") == "A. Okafor"


def test_initials_are_of_the_first_and_the_last_name():
    names = {name: saying.initials(name) for name in ("Mara Keller", "Ana de la Cruz", "Bo", "")}
    assert names == {"Mara Keller": "MK", "Ana de la Cruz": "AC", "Bo": "B", "": ""}
