from datetime import timedelta

import pytest

from tests.publication.sheets import AT, a_file, a_story, a_tip
from tipdesk.newsroom.states import FileKind, Permission, Verdict, Workflow
from tipdesk.publication.sheets.clearance import embargoes, may_be_published, missing

LATER, EARLIER = AT + timedelta(days=1), AT - timedelta(days=1)
CLEAR = {"workflow": Workflow.READY, "verdict": Verdict.VERIFIED}


def test_a_ready_verified_and_permitted_tip_may_be_published():
    tip = a_tip([a_file()], **CLEAR)
    assert missing(tip) == ()
    assert may_be_published(tip, AT) == ("Yes", False)


def test_everything_that_is_missing_is_named():
    files = [a_file(permission=Permission.ASKED), a_file(permission=Permission.ASKED, credit=" ")]
    tip = a_tip(files, verdict=Verdict.UNVERIFIED, workflow=Workflow.NEW)
    assert missing(tip) == (
        "Not verified yet",
        "Permission for 2 files asked, not given yet",
        "Credit line of 1 file is missing",
        "Not marked ready",
    )
    assert may_be_published(tip, AT) == ("Not yet: 4 things missing", True)


def test_a_document_needs_no_credit():
    assert missing(a_tip([a_file(kind=FileKind.DOCUMENT, credit="")], **CLEAR)) == ()


def test_an_embargo_holds_until_its_moment():
    tip = a_tip(embargo_until=LATER, stories=(a_story(embargo_until=LATER),), **CLEAR)
    assert [line.split(" until ")[0] for line in embargoes(tip, AT)] == [
        "Embargo",
        "Embargo of MILLFLOOD",
    ]
    assert may_be_published(tip, AT) == ("Not yet: under embargo", True)
    assert may_be_published(a_tip(embargo_until=EARLIER, **CLEAR), AT) == ("Yes", False)


@pytest.mark.parametrize(
    ("said", "words"),
    [
        ({"workflow": Workflow.PUBLISHED}, ("Is published", False)),
        ({"workflow": Workflow.SPIKED}, ("No: spiked", True)),
        ({"workflow": Workflow.KILLED}, ("No: withdrawn after publication", True)),
        ({"workflow": Workflow.ARCHIVED}, ("No: archived", True)),
        ({"trashed": True}, ("No: in the trash", True)),
    ],
)
def test_what_is_over_is_said_so(said, words):
    tip = a_tip(**said)
    assert may_be_published(tip, AT) == words


@pytest.mark.parametrize("permission", Permission)
def test_only_a_granted_permission_is_none_missing(permission):
    may = permission in (
        *(Permission.GRANTED, Permission.GRANTED_CONDITIONAL, Permission.NOT_NEEDED),
    )
    tip = a_tip([a_file(permission=permission)], **CLEAR)
    assert (missing(tip) == ()) is may
    conditional = permission is Permission.GRANTED_CONDITIONAL
    assert tip.conditions == (("Permission for 1 file has conditions",) if conditional else ())
