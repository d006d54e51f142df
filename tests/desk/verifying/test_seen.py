import gc
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path

import numpy as np
import pytest
from sqlmodel import select

from tests.nouns import make_desk, make_media, make_tip
from tipdesk.desk.annotating.editing import detach
from tipdesk.desk.verifying import fingerprints
from tipdesk.desk.verifying.seen import recall, seen_before
from tipdesk.media.fingerprint import transposed
from tipdesk.newsroom.likeness import Likeness, Turn
from tipdesk.newsroom.media import Fingerprint, Media
from tipdesk.newsroom.states import FileKind
from tipdesk.newsroom.when import now
from tipdesk.store.database import Store


def a_print(seed: int) -> bytes:
    return np.random.default_rng(seed).bytes(32)


def sent_on(bits: bytes, changed: int = 20) -> bytes:
    """Change some of the bits, as compression does."""
    flags = np.unpackbits(np.frombuffer(bits, np.uint8))
    flags[::11][:changed] ^= 1
    return np.packbits(flags).tobytes()


_NUMBERS = count()


def a_file(store: Store, *prints: tuple[float, bytes], **fields) -> str:
    """Put a file with these fingerprints on the desk; give its digest."""
    content = str(next(_NUMBERS)).encode()
    media = make_media(store, make_tip(store), content, **fields)
    with store.deriving() as session:
        digest = session.exec(select(Media.digest).where(Media.id == media)).one()
        session.add_all([Fingerprint(digest=digest, at=at, bits=bits) for at, bits in prints])
    return digest


def test_the_same_picture_is_found_with_its_distance_and_what_is_different_is_not(desk: Store):
    asked = a_file(desk, (0, a_print(1)))
    again = a_file(desk, (0, sent_on(a_print(1))))
    a_file(desk, (0, a_print(2)))

    (seen,) = seen_before(desk, asked)

    assert (seen.digest, seen.likeness, seen.bits) == (again, Likeness.SAME_PICTURE, 20)


def test_a_turned_picture_says_how_to_show_it(desk: Store):
    asked = a_file(desk, (0, a_print(1)))
    a_file(desk, (0, transposed(a_print(1))))

    (seen,) = seen_before(desk, asked)

    assert (seen.likeness, seen.turn) == (Likeness.TURNED, Turn.TRANSPOSED)


def test_the_same_bytes_come_first_and_trashed_tips_are_marked(desk: Store):
    here, there, gone = make_tip(desk), make_tip(desk), make_tip(desk, trashed_at=now())
    for tip in (here, there, gone):
        make_media(desk, tip, b"the same", kind=FileKind.DOCUMENT)
    with desk.reading() as session:
        digest = session.exec(select(Media.digest)).first()

    (seen,) = seen_before(desk, digest, tip=here)

    assert seen.likeness is Likeness.SAME_BYTES
    assert [(holder.tip, holder.trashed) for holder in seen.holders] == [
        (there, False),
        (gone, True),
    ]


def test_videos_are_the_same_where_several_key_frames_agree(desk: Store):
    asked = a_file(desk, (1, a_print(1)), (5, a_print(2)), (9, a_print(3)))
    later = a_file(desk, (0, sent_on(a_print(2), 5)), (4, a_print(3)), (8, a_print(4)))
    a_file(desk, (0, a_print(3)), (7, a_print(5)))  # one title in common

    (seen,) = seen_before(desk, asked)

    assert (seen.digest, seen.likeness, seen.frames) == (later, Likeness.SAME_VIDEO, 2)
    assert (seen.at, seen.other_at) == (9, 4)


def test_a_picture_out_of_a_video_is_found_with_its_time(desk: Store):
    still = a_file(desk, (0, a_print(2)))
    a_file(desk, (1, a_print(1)), (5, a_print(2)), kind=FileKind.VIDEO)

    (seen,) = seen_before(desk, still)

    assert (seen.kind, seen.other_at) == (FileKind.VIDEO, 5)


def test_files_that_came_or_went_since_the_last_look_up_are_known(desk: Store):
    asked = a_file(desk, (0, a_print(1)))
    assert seen_before(desk, asked) == ()

    a_file(desk, (0, a_print(1)))
    (seen,) = seen_before(desk, asked)
    detach(desk, [seen.holders[0].media])

    assert seen_before(desk, asked) == ()


def test_fingerprints_that_were_made_anew_are_found_once(desk: Store):
    asked = a_file(desk, (0, a_print(1)))
    again = a_file(desk, (0, a_print(1)))
    recall(desk)
    with desk.deriving() as session:
        for row in session.exec(select(Fingerprint).where(Fingerprint.digest == again)):
            session.delete(row)
        session.add(Fingerprint(digest=again, at=0, bits=sent_on(a_print(1), 7)))

    assert [seen.bits for seen in seen_before(desk, asked)] == [7]


def test_fingerprints_are_read_in_steps_and_a_look_up_in_between_knows_them_all(
    desk: Store, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(fingerprints, "_AT_ONCE", 2)
    asked, *others = (a_file(desk, (0, a_print(1))) for _ in range(5))
    index = fingerprints.fingerprints_of(desk)
    with desk.reading() as session:
        assert index.load_some(session)
    assert index.known == 2

    assert {one.digest for one in seen_before(desk, asked)} == {*others}
    recall(desk)
    assert index.known == 5


def test_threads_may_look_up_while_files_arrive(desk: Store):
    digests = [a_file(desk, (0, a_print(1))) for _ in range(3)]
    with ThreadPoolExecutor(4) as pool:
        looks = [pool.submit(seen_before, desk, digests[0]) for _ in range(20)]
        digests += [a_file(desk, (0, a_print(1))) for _ in range(10)]

    assert all({one.digest for one in look.result()} <= {*digests} for look in looks)
    assert {one.digest for one in seen_before(desk, digests[0])} == {*digests[1:]}


def test_the_fingerprints_in_memory_are_forgotten_with_the_desk(tmp_path: Path):
    gc.collect()
    known = len(fingerprints._OF_DESKS)
    store = make_desk(tmp_path)
    recall(store)
    assert len(fingerprints._OF_DESKS) == known + 1

    store.close()
    del store
    gc.collect()

    assert len(fingerprints._OF_DESKS) == known
