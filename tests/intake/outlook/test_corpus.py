import hashlib
import json
import random
import time

import pytest

from tipdesk.intake.mail.message import Mail
from tipdesk.intake.outlook.msg import read_msg
from tipdesk.intake.outlook.tnef import read_tnef

READERS = {"msg": read_msg, "tnef": read_tnef}


@pytest.fixture(scope="module")
def entries(corpus):
    listed = json.loads((corpus / "expected.json").read_text())["entries"]
    return [(one, (corpus / one["file"]).read_bytes()) for one in listed if one["kind"] in READERS]


def digests(mail: Mail) -> list[str]:
    return [hashlib.sha256(one.data).hexdigest() for one in mail.attachments]


def test_every_subject_and_every_byte_of_every_file_is_as_others_read_it(entries):
    assert entries
    for entry, raw in entries:
        mail = READERS[entry["kind"]](raw)
        facts = entry["facts"]
        files = facts.get("attachments") or facts.get("attachments_at_least") or []
        named = [one.name for one in mail.attachments]
        assert " ".join(mail.subject.split()) == facts.get("subject", mail.subject).strip()
        assert {one["sha256"] for one in files if one.get("sha256")} <= set(digests(mail))
        assert {one["name"] for one in files if one.get("name")} <= set(named)
        assert not any(one.address.lower().startswith("/o=") for one in mail.sender + mail.to)


def test_no_damage_makes_them_stumble_or_linger(entries):
    dice = random.Random(1)  # noqa: S311  the same damage every time
    for entry, raw in entries:
        changed = bytearray(raw)
        for _ in range(40):
            changed[dice.randrange(min(len(raw), 8_000))] = dice.randrange(256)
        began = time.process_time()
        READERS[entry["kind"]](bytes(changed))
        READERS[entry["kind"]](bytes(changed[: dice.randrange(len(raw))]))
        assert time.process_time() - began < 5
