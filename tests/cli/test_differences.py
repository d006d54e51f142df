from datetime import datetime

import pytest

from tipdesk.media.drawing import PictureFacts, picture


@pytest.fixture
def from_harlow(tmp_path):
    facts = PictureFacts(taken_at=datetime(2026, 11, 20, 9, 10), gps=(51.7712, 0.0931))  # noqa: DTZ001
    path = tmp_path / "IMG_2231.jpg"
    path.write_bytes(picture("flood", size=(320, 240), seed=1, exif=facts))
    return path


def test_what_a_file_says_otherwise_than_the_tip_is_marked(tipdesk, from_harlow):
    tipdesk("log", "Flood", "--place", "Mill Road, Cambridge", from_harlow)
    assert "! Taken 48 km from Cambridge, United Kingdom." in tipdesk("show", 1).stdout


def test_of_a_protected_source_nothing_is_said_of_where_its_files_were_made(tipdesk, from_harlow):
    tipdesk("log", "Flood", "--place", "Mill Road, Cambridge", "--protected", from_harlow)
    assert "km from" not in tipdesk("show", 1).stdout
