import pytest

from tipdesk.intake.chats.remarks import remark_on
from tipdesk.newsroom.states import FileKind


@pytest.mark.parametrize(
    ("program", "name"),
    [
        ("WhatsApp", "IMG-20261122-WA0001.jpg"),
        ("WhatsApp", "00000003-PHOTO-2026-11-22-10-43-10.jpg"),
        ("Telegram", "photo_1@22-11-2026_10-41-00.jpg"),
        ("Signal", "signal-2026-11-22-104100.jpg"),
    ],
)
def test_what_a_messenger_made_smaller_says_so(program, name):
    remark = remark_on(program, name, FileKind.PICTURE)
    assert remark.startswith(f"{program} made this picture smaller")
    assert "original" in remark


def test_a_document_may_still_have_what_the_camera_wrote():
    assert "as a document" in remark_on("WhatsApp", "DSC_0042.JPG", FileKind.PICTURE)


def test_other_files_need_no_remark():
    assert remark_on("WhatsApp", "IMG-20261122-WA0001.jpg", FileKind.DOCUMENT) == ""
