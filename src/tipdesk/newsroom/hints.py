"""What the row of a tip says of its files, so that a search need not look at each of them."""

from enum import IntFlag


class Hint(IntFlag):
    """What a tip's files may be or have; the bits stand in the database, so none changes.

    A hint may be too much, where a file went, but never too little.
    """

    PICTURE = 1
    VIDEO = 2
    AUDIO = 4
    DOCUMENT = 8
    MAIL = 16
    GPS = 32
    CREDENTIALS = 64
    WORDS = 128
    DUPLICATE = 256  # another tip has one of them as well, or was linked
