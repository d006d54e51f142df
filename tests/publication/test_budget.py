import time

import pytest

from tests.publication.sheets import a_file, a_summary, a_tip, drawn
from tipdesk.newsroom.ids import TipId
from tipdesk.publication.forms.pdf import to_pdf

pytestmark = pytest.mark.bench


def test_two_hundred_tips_with_pictures_take_about_a_second(tmp_path):
    pictures = [
        drawn(tmp_path / "512" / f"{number:02x}" / f"{number}.jpg", color=f"#{number:06x}")
        for number in range(400)
    ]
    tips = [
        a_tip(
            [a_file(picture=one) for one in pictures[2 * number : 2 * number + 2]],
            id=TipId(number + 1),
            text="Water stands over the road at the bridge. " * 12,
        )
        for number in range(200)
    ]
    began = time.process_time()
    to_pdf(a_summary(*tips, title="Two hundred tips"))
    assert time.process_time() - began < 1.5
