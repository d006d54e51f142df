import hashlib
import json
from datetime import UTC, datetime

from hypothesis import given
from hypothesis import strategies as st
from sqlmodel import select

from tipdesk.newsroom.mail import Mailbox
from tipdesk.newsroom.record import LedgerEntry
from tipdesk.store.integrity import check
from tipdesk.store.sealing import Sealing, seal_of

AT = datetime(2026, 11, 22, 10, 41, tzinfo=UTC)
texts = st.text(st.characters(exclude_categories=["Cs"]) | st.just("\udce9"), max_size=20)
values = st.none() | st.booleans() | st.integers() | texts | st.lists(texts, max_size=2)
rows = st.none() | st.dictionaries(texts, values, max_size=4)


@given(before=rows, after=rows, editor=texts, tip=st.none() | st.integers(), seal=st.binary())
def test_a_seal_covers_the_one_before_and_all_of_an_entry_as_json(before, after, editor, tip, seal):
    opening = {"change_id": "c0ffee", "at": AT, "editor": editor, "verb": "log"}
    opening |= {"reason": 'said "no"\n', "reverses": None}
    part = {"noun": "tip", "row": "1/2", "tip_id": tip, "before": before, "after": after}
    plain = {**opening, **part, "at": AT.isoformat()}
    text = json.dumps(plain, sort_keys=True, ensure_ascii=False)
    sealed = hashlib.sha256(seal + text.encode("utf-8", "surrogatepass")).digest()

    whole = Sealing(opening, seal).sealed(part)
    assert whole["seal"] == sealed
    assert (json.loads(whole["before"]), json.loads(whole["after"])) == (before, after)
    assert seal_of(seal, {**opening, **part}) == sealed


def test_what_no_database_can_hold_as_text_is_kept_in_the_ledger_and_its_seal_is_found_again(store):
    rules = {"story": "caf\udce9 é"}
    with store.begin("add mailbox") as work:
        work.add(Mailbox(name="Tips", host="mail.example.org", user="tips", rules=rules))
    with store.reading() as session:
        assert session.exec(select(LedgerEntry)).one().after["rules"] == rules
    assert check(store) == []
