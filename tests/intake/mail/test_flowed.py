import pytest

from tipdesk.intake.mail.flowed import unwrapped
from tipdesk.intake.mail.reading import read_mail


@pytest.mark.parametrize(
    ("text", "delsp", "joined"),
    [
        ("one \ntwo\nthree", False, "one two\nthree"),
        ("one \ntwo", True, "onetwo"),
        ("> said \n> so\n>> before \nme", False, "> said so\n>> before \nme"),
        ("words \n-- \nAda", False, "words \n-- \nAda"),
        (" >not a quote", False, ">not a quote"),
        ("", False, ""),
    ],
)
def test_lines_broken_for_the_way_are_joined(text, delsp, joined):
    assert unwrapped(text, delsp=delsp) == joined


def test_a_flowed_mail_is_unwrapped():
    raw = b'Content-Type: text/plain; format=flowed; delsp="yes"\r\n\r\nwa \r\nter\r\n'
    assert read_mail(raw).text == "water"
