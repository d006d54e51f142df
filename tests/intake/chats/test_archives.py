import os
import time
import zipfile

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.intake.chats.exports import JPEG, archive, folder
from tests.intake.chats.test_whatsapp import ANDROID
from tipdesk.intake.chats import bundle, sources
from tipdesk.intake.chats.bundle import TOO_BIG, UNREADABLE, bundle_of
from tipdesk.intake.chats.reading import read_chat
from tipdesk.intake.chats.sources import NO_ARCHIVE, TOO_LONG, TOO_MANY


def test_names_that_lead_out_of_an_archive_are_data(tmp_path):
    (tmp_path / "secret.txt").write_text("secret")
    made = archive(tmp_path, {"../secret.txt": "x", "C:\\a\\b.txt": "y", "c.txt": ANDROID})
    read = read_chat(made)
    assert sorted(one.name for one in read.others) == ["b.txt", "secret.txt"]
    assert b"secret" not in [one.data for one in read.others]


def test_links_out_of_a_folder_are_not_followed(tmp_path):
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    root = folder(tmp_path, {"c.txt": ANDROID})
    (root / "IMG-20261122-WA0001.jpg").symlink_to(tmp_path / "secret.jpg")
    os.mkfifo(root / "pipe")
    read = read_chat(root)
    assert (read.others, read.sayings[1].files) == ((), ())


def test_a_bomb_is_left_out_and_the_rest_is_read(tmp_path):
    read = read_chat(archive(tmp_path, {"c.txt": ANDROID, "bomb.jpg": bytes(30_000_000)}))
    assert (len(read.sayings), read.others, read.why) == (4, (), UNREADABLE)


def test_all_files_together_are_limited(tmp_path, monkeypatch):
    monkeypatch.setattr(bundle, "TOTAL_LIMIT", 1_000)
    read = read_chat(archive(tmp_path, {"c.txt": ANDROID, "a.jpg": os.urandom(900)}))
    assert (read.others, read.why) == ((), TOO_BIG)


def test_files_of_an_archive_and_of_a_folder_are_counted(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "FILES_LIMIT", 2)
    many = {"c.txt": ANDROID, **{f"x{number}.jpg": JPEG for number in range(3)}}
    assert read_chat(archive(tmp_path, many)).why == TOO_MANY
    assert read_chat(folder(tmp_path, many)).why == TOO_MANY


def test_a_list_of_millions_of_files_is_not_read(tmp_path, monkeypatch):
    monkeypatch.setattr(sources, "LIST_LIMIT", 100)
    opened = bundle_of(archive(tmp_path, {"c.txt": ANDROID, "d.txt": "x" * 9}))
    assert (opened.names, opened.why) == ([], TOO_LONG)


def test_a_locked_archive_says_that_it_is(tmp_path):
    path = archive(tmp_path, {"c.txt": ANDROID})
    raw = bytearray(path.read_bytes())
    raw[6] |= 1
    raw[raw.rindex(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(raw)
    read = read_chat(path)
    assert (read.program, read.sayings, read.why) == ("WhatsApp", (), sources.LOCKED)


def test_a_damaged_archive_says_that_it_is(tmp_path):
    path = archive(tmp_path, {"c.txt": ANDROID})
    path.write_bytes(path.read_bytes()[:-30])
    assert bundle_of(path).why == NO_ARCHIVE


@pytest.fixture(scope="module")
def sample(tmp_path_factory):
    files = {"c.txt": ANDROID, "result.json": "{", "main.jsonl": "{}", "a.jpg": JPEG * 9}
    return archive(tmp_path_factory.mktemp("chats"), files)


@settings(max_examples=60)
@given(st.lists(st.tuples(st.integers(0, 2_000), st.integers(0, 255)), max_size=9))
def test_no_change_of_an_archive_makes_it_stumble(sample, changes):
    raw = bytearray(sample.read_bytes())
    for at, value in changes:
        raw[at % len(raw)] = value
    path = sample.with_name("changed.zip")
    path.write_bytes(raw)
    read_chat(path)


def test_a_long_chat_takes_little_time(tmp_path):
    text = "11/22/26, 9:41 AM - Ann: <a: <b: IMG (x) <\n" * 20_000
    began = time.process_time()
    read_chat(folder(tmp_path, {"c.txt": text}))
    assert time.process_time() - began < 5


def test_an_archive_is_closed_again(tmp_path):
    path = archive(tmp_path, {"c.txt": ANDROID})
    read_chat(path)
    assert zipfile.is_zipfile(path)
