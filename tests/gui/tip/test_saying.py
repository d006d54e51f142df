from tests.lines import media_line
from tipdesk.gui.tip.saying import label


def test_large_numbers_are_written_as_everywhere_else() -> None:
    assert label(media_line(), 1_234, 10_000).startswith("1,234 of 10,000 · ")
