from base64 import b64encode
from datetime import UTC, datetime
from hashlib import sha256

from tests.intake.chats.exports import JPEG, archive, folder, lines
from tipdesk.intake.chats.reading import read_chat

DIGEST = b64encode(sha256(JPEG).digest()).decode()
POINTER = {"contentType": "image/jpeg", "locatorInfo": {"plaintextHash": DIGEST}}
GONE = {"contentType": "video/mp4", "locatorInfo": {"plaintextHash": "AAAA"}}


def item(**what):
    return {"chatItem": {"chatId": "10", "authorId": "2", "dateSent": "1795340460123", **what}}


FRAMES = [
    {"version": "1"},
    {"recipient": {"id": "1", "self": {}}},
    {"recipient": {"id": "2", "contact": {"e164": "15550100199", "profileGivenName": "Ann"}}},
    {"chat": {"id": "10", "recipientId": "2"}},
    item(standardMessage={"text": {"body": "Water"}, "attachments": [{"pointer": POINTER}]}),
    item(authorId="1", standardMessage={"attachments": [{"pointer": GONE}]}),
    item(updateMessage={"simpleUpdate": {}}),
    item(remoteDeletedMessage={}),
]


def test_signals_own_export_is_read(tmp_path):
    read = read_chat(archive(tmp_path, {"main.jsonl": lines(*FRAMES), "files/ab/abcd.jpg": JPEG}))
    assert (read.program, read.title, read.others) == ("Signal", "Ann", ())
    water, gone, deleted = read.sayings
    assert (water.sender, water.contact, water.text) == ("Ann", "+15550100199", "Water")
    assert water.sent_at == datetime.fromtimestamp(1795340460.123, UTC)
    assert water.files[0].data == JPEG
    assert (gone.sender, gone.missing) == ("Me", ("video/mp4",))
    assert deleted.text == "[deleted for everyone]"


def test_a_folder_of_signal_export_is_read(tmp_path):
    text = (
        "[2026-11-22 10:41] Ann: Water\nin the cellar\n"
        "[2026-11-22 10:42:07] Me: ![a.jpg](./media/a.jpg)  \n"
        "[2026-11-22 10:43] Ann: [b.mp4](media/../../b.mp4)\n"
    )
    read = read_chat(folder(tmp_path, {"Ann/chat.md": text, "Ann/media/a.jpg": JPEG}))
    assert (read.program, read.title) == ("Signal", "Ann")
    assert read.sayings[0].text == "Water\nin the cellar"
    assert read.sayings[1].files[0].data == JPEG
    assert read.sayings[1].sent_at == datetime.fromisoformat("2026-11-22T10:42:07")
    assert read.sayings[2].missing == ("b.mp4",)
