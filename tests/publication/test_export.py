import json

import pytest

from tests.publication.desk import attach, log
from tipdesk.publication.export import Form, export
from tipdesk.publication.profile import Profile

BEGINNINGS = {
    Form.PDF: b"%PDF-1.7",
    Form.HTML: b"<!doctype html>",
    Form.MD: b"*Eastwick Courier",
    Form.CSV: b"\xef\xbb\xbfnumber,",
    Form.JSON: b"[\n{",
}


@pytest.mark.parametrize("form", Form)
def test_each_form_is_written_and_receipted(store, tmp_path, form):
    tip = log(store)
    attach(store, tip, b"one")
    path = tmp_path / f"summary.{form}"
    receipt = export(store, [tip], form, path, Profile())
    assert path.read_bytes().startswith(BEGINNINGS[form])
    assert (receipt.path, receipt.tips) == (path, (tip,))
    history = ("history",) if form is Form.CSV else ()
    assert receipt.left_out == ("1 GPS position", *history)


def test_json_goes_a_tip_a_line_into_a_file_of_lines(store, tmp_path):
    tips = [log(store, "One"), log(store, "Two")]
    path = tmp_path / "tips.jsonl"
    export(store, tips, Form.JSON, path, Profile())
    told = [json.loads(line)["headline"] for line in path.read_text().splitlines()]
    assert told == ["One", "Two"]
