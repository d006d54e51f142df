"""Seen before among a million fingerprints (budget: 10 ms of CPU); the peer is plain numpy.

TIPDESK_BENCH_FINGERPRINTS says how many.
"""

import os
import sys
import time
from collections.abc import Callable, Iterator

import numpy as np
import pytest
from sqlmodel import insert, select

from tests.bench.turns import nth, spent
from tests.nouns import make_desk, make_media, make_tip
from tipdesk.desk.verifying.fingerprints import ALIKE
from tipdesk.desk.verifying.seen import look_up, recall
from tipdesk.media.fingerprint import LENGTH, Columns, columns, fingerprint, near
from tipdesk.media.reading import Pixels
from tipdesk.newsroom.media import Facts, Fingerprint
from tipdesk.store.batches import batches
from tipdesk.store.database import Store

COUNT = int(os.environ.get("TIPDESK_BENCH_FINGERPRINTS", "1000000"))
ROUNDS = 60
pytestmark = pytest.mark.bench


@pytest.fixture(scope="module")
def bits() -> bytes:
    return np.random.default_rng(1).bytes(COUNT * LENGTH)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory, bits: bytes) -> Iterator[Store]:
    store = make_desk(tmp_path_factory.mktemp("seen"))
    make_media(store, make_tip(store))
    with store.deriving() as session:
        digest = session.exec(select(Facts.digest)).one()
        for starts in batches(range(0, len(bits), LENGTH), 20_000):
            rows = [{"digest": digest, "at": 0.0, "bits": bits[n : n + LENGTH]} for n in starts]
            session.execute(insert(Fingerprint), rows)
    yield store
    store.close()


@pytest.fixture
def report(capsys) -> Iterator[list[str]]:
    lines: list[str] = []
    yield lines
    with capsys.disabled():
        sys.stdout.write("".join(f"\n  {COUNT:,} fingerprints: {line}" for line in lines))


def upright_only(asked: bytes, words: Columns, chunk: int = 65_536) -> int:
    """Look for one picture as it stands, in the plainest way that numpy has: the peer."""
    found = 0
    query = columns(asked)
    for start in range(0, words.shape[1], chunk):
        part = words[:, start : start + chunk]
        bits = np.bitwise_count(part ^ query).sum(axis=0)
        found += np.count_nonzero(bits <= ALIKE)
    return found


def median(work: Callable[[], object]) -> float:
    return nth([spent(work) for _ in range(ROUNDS)], 0.5)


def test_a_look_up_over_all_eight_turns(desk, bits, report):
    began, cpu = time.perf_counter(), time.process_time()
    recall(desk)
    wall, cpu = time.perf_counter() - began, time.process_time() - cpu
    words = columns(bits)
    asked = os.urandom(LENGTH)

    peer = median(lambda: upright_only(asked, words))
    scan = median(lambda: near(asked, words, ALIKE))
    whole = median(lambda: look_up(desk, "", [(0.0, asked)]))

    report += [
        f"read into memory in {wall:.1f} s, {cpu:.1f} s of CPU",
        f"one look-up {whole:.1f} ms of CPU, the scan alone {scan:.1f}",
        f"upright only, plain numpy {peer:.1f} ms: ours takes {whole / peer:.2f} of it",
    ]
    assert whole <= 2 * peer


def test_taking_a_fingerprint(report):
    rgb = np.random.default_rng(2).bytes(512 * 384 * 3)

    taken = median(lambda: fingerprint(Pixels(512, 384, rgb)))

    report.append(f"one is taken in {taken:.2f} ms of CPU")
    assert taken <= 2
