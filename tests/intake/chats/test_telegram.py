import json
from datetime import UTC, datetime

from tests.intake.chats.exports import JPEG, folder
from tipdesk.intake.chats.reading import read_chat

MESSAGES = [
    {"id": 1, "type": "service", "date": "2026-11-22T10:40:00", "actor": "Ann", "action": "pin"},
    {
        "id": 2,
        "type": "message",
        "date": "2026-11-22T10:41:00",
        "date_unixtime": "1795340460",
        "from": "Ann",
        "from_id": "user7",
        "text": ["See ", {"type": "link", "text": "https://example.org"}, "!"],
        "photo": "photos/photo_1@22-11-2026_10-41-00.jpg",
    },
    {
        "id": 3,
        "type": "message",
        "date": "2026-11-22T10:42:00",
        "from": "Ann",
        "text": "",
        "file": "(File not included. Change data exporting settings to download.)",
        "file_name": "bridge.mp4",
        "reply_to_message_id": 2,
    },
    {"id": 4, "type": "message", "from": "Ann", "photo": "../../secret.jpg", "text": 5},
]
PHOTO = {"photos/photo_1@22-11-2026_10-41-00.jpg": JPEG, "style.css": b""}


def export(tmp_path, said):
    (tmp_path / "secret.jpg").write_bytes(b"secret")
    return read_chat(folder(tmp_path, {"x/result.json": json.dumps(said), **files()}))


def files():
    return {f"x/{name}": data for name, data in PHOTO.items()}


def test_a_chat_is_read_with_its_pictures_and_what_is_missing(tmp_path):
    read = export(tmp_path, {"name": "Mill Lane", "type": "personal_chat", "messages": MESSAGES})
    assert (read.program, read.title) == ("Telegram", "Mill Lane")
    pinned, photo, film, odd = read.sayings
    assert (pinned.sender, pinned.text) == ("", "Ann pin")
    assert pinned.sent_at == datetime.fromisoformat("2026-11-22T10:40")
    assert photo.text == "See https://example.org!"
    assert photo.sent_at == datetime.fromtimestamp(1795340460, UTC)
    assert (photo.files[0].data, photo.contact) == (JPEG, "user7")
    assert film.missing == ("bridge.mp4",)
    assert film.text.startswith("[answers an earlier message]")
    assert (odd.files, odd.missing) == ((), ("../../secret.jpg",))
    assert [one.name for one in read.others] == ["style.css"]


def test_all_chats_of_an_export_are_one_after_the_other(tmp_path):
    chats = [{"name": name, "messages": MESSAGES[:2]} for name in ("Ann", "Bob")]
    read = export(tmp_path, {"about": "...", "chats": {"list": chats}})
    assert read.title == "All chats"
    assert [one.text for one in read.sayings[::3]] == ["Chat: Ann", "Chat: Bob"]


def test_other_json_is_no_chat(tmp_path):
    assert export(tmp_path, [1, 2]) is None
    assert export(tmp_path, {"chats": {"list": 3}}) is None
