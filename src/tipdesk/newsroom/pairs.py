"""A Live Photo is two files, a picture and a video: to an editor it is one thing."""

from collections.abc import Sequence

from tipdesk.newsroom.lines import MediaLine
from tipdesk.newsroom.states import FileKind


def grouped(media: Sequence[MediaLine]) -> list[tuple[MediaLine, ...]]:
    """Put files together that are one Live Photo, pictures first; every other file is alone.

    They keep the order of the tip. Only what the camera wrote into both files counts, no names.
    """
    kinds = {(one.pair, one.kind) for one in media if one.pair}
    groups: dict[object, list[MediaLine]] = {}
    for one in media:
        whole = {(one.pair, FileKind.PICTURE), (one.pair, FileKind.VIDEO)} <= kinds
        groups.setdefault(one.pair if whole else one.id, []).append(one)
    return [tuple(sorted(each, key=_pictures_first)) for each in groups.values()]


def _pictures_first(one: MediaLine) -> bool:
    return one.kind is not FileKind.PICTURE
