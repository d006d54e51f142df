"""Reads the words in pictures, as a program of its own beside the other readers."""

import os
from collections.abc import Iterator

from tesserocr import OEM, PSM, RIL, PyTessBaseAPI, iterate_level

from tipdesk.media.forkserver import main
from tipdesk.media.kinds import HEAD, PICTURE, kind_of
from tipdesk.media.readers.pictures import read_picture
from tipdesk.media.readers.sitting import sitting
from tipdesk.media.reading import Pixels, Reading, Wanted

_LEAST_SURE = 60  # of 100; photographs without words give many that are less sure
_NICE = 10  # this is never urgent


class WordReader:
    """Tesseract with its data loaded, which is done before the wall stands."""

    def load(self, where: bytes) -> None:
        """Load the languages; `where` is the folder and the languages, one a line."""
        folder, languages = where.decode().split("\n")
        os.nice(_NICE)
        self._api = PyTessBaseAPI(folder, languages, PSM.AUTO, oem=OEM.LSTM_ONLY)
        # To the silenced stderr: behind the wall it could not open a file for what it mutters.
        self._api.SetVariable("debug_file", "")

    def read(self, file: int, wanted: Wanted) -> Reading:
        """Read the words in an open picture, made smaller to sides of the size that is wanted."""
        _, mime = kind_of(os.pread(file, HEAD, 0))
        with os.fdopen(file, "rb", closefd=False) as stream:
            shown = read_picture(stream, mime, wanted.size).preview
        return Reading(PICTURE, mime, words="".join(self._words(shown)).strip() if shown else "")

    def _words(self, shown: Pixels) -> Iterator[str]:
        """Give the words of which Tesseract is sure, with the spaces and line breaks between."""
        self._api.SetImageBytes(shown.rgb, shown.width, shown.height, 3, 3 * shown.width)
        self._api.Recognize()
        for word in iterate_level(self._api.GetIterator(), RIL.WORD):
            if word.Empty(RIL.WORD) or word.Confidence(RIL.WORD) < _LEAST_SURE:
                continue
            said = word.GetUTF8Text(RIL.WORD)
            if any(map(str.isalnum, said)):
                yield "\n" if word.IsAtBeginningOf(RIL.TEXTLINE) else " "
                yield said


if __name__ == "__main__":
    READER = WordReader()
    main({"read": sitting(READER.read)}, READER.load)
