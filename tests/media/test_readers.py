import sys
from pathlib import Path

from tests import child
from tests.media.rawsamples import PREVIEW_SIZE, a_dng
from tests.media.samples import FILMS, SOUNDS, a_film, a_sound
from tests.media.test_papers import a_pdf
from tipdesk.media.drawing import PictureFacts, picture

LOOK = """
import os, sys
from tipdesk.media.readers.entrance import read
loaded = set(sys.modules)
for path in sys.argv[1:]:
    read(os.open(path, os.O_RDONLY), 64)
print(sorted(set(sys.modules) - loaded), "PySide6" in loaded or "sqlmodel" in loaded)
"""


def test_nothing_is_imported_behind_the_wall(tmp_path: Path):
    for form in ("jpeg", "png", "webp", "tiff", "gif", "bmp", "avif", "jpeg2000", "ppm"):
        facts = PictureFacts(gps=(1, 1), orientation=6)
        (tmp_path / form).write_bytes(picture("road", size=(90, 60), exif=facts, form=form))
    (tmp_path / "raw").write_bytes(a_dng(picture("road", size=PREVIEW_SIZE)))
    (tmp_path / "paper").write_bytes(a_pdf())
    for name, (container, encoder, *_) in FILMS.items():
        (tmp_path / name).write_bytes(a_film(container, encoder))
    for name, (container, encoder, *_) in SOUNDS.items():
        (tmp_path / name).write_bytes(a_sound(container, encoder))
    look = child.run(
        [sys.executable, "-c", LOOK, *map(str, sorted(tmp_path.iterdir()))],
        env={"PYTHONPATH": str(Path(__file__).parents[2] / "src")},
        capture_output=True,
        text=True,
        check=True,
    )
    assert look.stdout.strip() == "[] False"
