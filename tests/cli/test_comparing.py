from pathlib import Path

import numpy as np
import pytest
from PIL import Image, ImageOps


@pytest.fixture
def picture(tmp_path: Path) -> Path:
    noise = np.random.default_rng(4).integers(0, 255, (12, 16, 3), dtype=np.uint8)
    path = tmp_path / "arch.jpg"
    Image.fromarray(noise).resize((640, 480), Image.Resampling.BICUBIC).save(path)
    return path


@pytest.fixture
def mirrored(picture: Path) -> Path:
    path = picture.with_name("sent on.webp")
    ImageOps.mirror(Image.open(picture)).resize((320, 240)).save(path)
    return path


def test_what_was_seen_before_is_told_of_a_tip_and_of_a_file_and_linked(
    tipdesk, records, picture, mirrored
):
    tipdesk("import", picture)
    tipdesk("import", mirrored)

    (of_tip,) = records(tipdesk("seen", "T-2", "--json"))
    (seen,) = of_tip["seen"]
    assert (seen["likeness"], seen["orientation"], seen["distance"] <= 72) == ("turned", 2, True)
    assert seen["tips"] == [{"number": 1, "trashed": False}]

    lines = tipdesk("seen", picture).stdout.splitlines()
    assert lines[0] == f"{picture}  same bytes: T-1"
    assert "same picture, mirrored" in lines[1]

    assert tipdesk("link", 2, 1).stdout == "2 tips linked.\n"
    (shown,) = records(tipdesk("show", 1, "--json"))
    assert shown["links"] == [
        {
            "number": 2,
            "sha256": shown["media"][0]["digest"],
            "other_sha256": of_tip["sha256"],
        }
    ]
    assert "linked with T-1" in tipdesk("show", 2).stdout
    assert [tip["number"] for tip in records(tipdesk("list", "has:duplicate", "--json"))] == [2, 1]

    assert tipdesk("link", 1, 2, "--remove").stdout == "2 tips no longer linked.\n"
    assert records(tipdesk("list", "has:duplicate", "--json")) == []


def test_what_can_not_be_looked_up_is_named_and_the_rest_is_told(tipdesk, picture):
    tipdesk("log", "Lorry under the arch")

    done = tipdesk("seen", picture, picture.with_name("gone.jpg"))

    assert done.returncode == 1
    assert done.stdout == f"{picture}  not seen before\n"
    assert "gone.jpg" in done.stderr
