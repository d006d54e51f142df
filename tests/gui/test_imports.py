import sys

from tests import child

LOOKS = """
from PySide6.QtCore import QObject
from shibokensupport import feature
from tipdesk.gui import imports
imports.settle()
asked, look = [], feature._mod_uses_pyside
feature._mod_uses_pyside = lambda module: bool(asked.append(module.__name__)) or look(module)
import sqlmodel
print(sorted(set(asked) & set(imports._ANSWERING)))
print("pydantic.version" in asked)
"""


def test_modules_that_answer_for_any_name_are_not_looked_into():
    done = child.run([sys.executable, "-c", LOOKS], capture_output=True, text=True, check=True)
    assert done.stdout == "[]\nTrue\n"
