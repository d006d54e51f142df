"""Rules of the house that no linter knows."""

import ast
import importlib.metadata
import itertools
import os
import re
import sys
import tomllib
from pathlib import Path

import pytest

from tests import child

SRC = Path(__file__).parents[2] / "src"
HOUSE = SRC / "tipdesk"
MODULES = sorted(HOUSE.rglob("*.py"))
WORDS_THAT_SAY_NOTHING = {
    "utils",
    "helpers",
    "common",
    "manager",
    "base",
    "misc",
    "handler",
    "core",
}
# Alembic runs this one inside a migration; it can't be imported by itself.
NOT_IMPORTABLE = {"tipdesk.store.migrations.env"}
POSSESSIVE = re.compile(r"[*+?}]\+")
KNOW_QT = {"gui", "app", "demo", "__main__"}


def dotted(module: Path) -> str:
    return ".".join(module.relative_to(SRC).with_suffix("").parts).removesuffix(".__init__")


def core_modules() -> list[str]:
    core = [m for m in MODULES if m.relative_to(HOUSE).parts[0].removesuffix(".py") not in KNOW_QT]
    return [dotted(m) for m in core if m.stem != "__main__" and dotted(m) not in NOT_IMPORTABLE]


def imported(module: Path) -> set[str]:
    """Give the dotted names that a module imports, wherever in it."""
    names = set()
    for node in ast.walk(ast.parse(module.read_text())):
        if isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            names.add(node.module or "")
    return names


def test_the_core_runs_with_qt_made_unimportable():
    code = (
        "import sys, importlib\n"
        "sys.modules['PySide6'] = sys.modules['shiboken6'] = None\n"
        "for name in sys.argv[1:]: importlib.import_module(name)\n"
        "print(len(sys.argv) - 1)"
    )
    names = core_modules()
    done = child.run(
        [sys.executable, "-W", "error", "-c", code, *names],
        env=os.environ | {"PYTHONPATH": str(SRC)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert (done.returncode, done.stderr) == (0, "")
    assert int(done.stdout) == len(names) > 0


def test_a_window_without_qt_is_noticed():
    code = "import sys; sys.modules['PySide6'] = None; import tipdesk.gui.icons"
    done = child.run(
        [sys.executable, "-c", code],
        env=os.environ | {"PYTHONPATH": str(SRC)},
        capture_output=True,
        check=False,
    )
    assert b"PySide6" in done.stderr


def test_nobody_uses_the_standard_librarys_sqlite():
    offenders = [dotted(m) for m in MODULES if {"sqlite3", "sqlite3.dbapi2"} & imported(m)]
    assert offenders == []


def test_the_nouns_need_nothing_but_sqlmodel_and_the_standard_library():
    allowed = sys.stdlib_module_names | {"tipdesk", "sqlmodel", "pydantic"}
    needed = set().union(*(imported(m) for m in (HOUSE / "newsroom").rglob("*.py")))
    assert {name.partition(".")[0] for name in needed} <= allowed


def test_no_module_has_a_name_that_says_nothing():
    names = {m.stem for m in MODULES} | {m.parent.name for m in MODULES}
    assert names.isdisjoint(WORDS_THAT_SAY_NOTHING)


@pytest.mark.parametrize("room", [m for m in MODULES if m.name == "__init__.py"], ids=dotted)
def test_a_rooms_init_holds_one_sentence(room):
    (sentence,) = ast.parse(room.read_text()).body
    assert isinstance(sentence, ast.Expr)
    assert isinstance(sentence.value, ast.Constant)
    assert len(sentence.value.value.splitlines()) == 1


def test_what_the_program_depends_on_is_what_it_imports():
    project = tomllib.loads((SRC.parent / "pyproject.toml").read_text())["project"]
    extras = project["optional-dependencies"].values()
    listed = [*project["dependencies"], *itertools.chain(*extras)]
    asked = {re.match(r"[\w.-]+", each)[0].lower() for each in listed}
    owners = importlib.metadata.packages_distributions()
    used = {name.partition(".")[0] for m in MODULES for name in imported(m)}
    needed = {
        re.sub(r"[_.]", "-", owner).lower() for name in used for owner in owners.get(name, [])
    }
    # These come with another one, in the version that it asks for.
    assert needed - {"tipdesk", "pydantic", "pydantic-core", "shiboken6"} == asked


def expressions(module: Path) -> list[str]:
    """Give the regular expressions that a module writes down, without escapes and classes."""
    calls = [node for node in ast.walk(ast.parse(module.read_text())) if isinstance(node, ast.Call)]
    asked = [
        node.args[0] for node in calls if ast.unparse(node.func).startswith("re.") and node.args
    ]
    written = [
        part.value for one in asked for part in ast.walk(one) if isinstance(part, ast.Constant)
    ]
    texts = [one.decode("latin-1") if isinstance(one, bytes) else str(one) for one in written]
    return [re.sub(r"\\.|\[\^?\]?(?:\\.|[^\]])*\]", "x", text, flags=re.DOTALL) for text in texts]


@pytest.mark.parametrize(
    ("written", "is_possessive"),
    [("[^<]*+>", True), ("(?:a|b)++", True), ("x{1,9}+", True), (r"\*\+[*+]+", False)],
)
def test_a_possessive_quantifier_is_recognised(tmp_path, written, is_possessive):
    (tmp_path / "m.py").write_text(f"import re\nre.compile(r'{written}')")
    assert bool(POSSESSIVE.search(expressions(tmp_path / "m.py")[0])) is is_possessive


def test_no_expression_is_possessive_for_older_pythons_match_such_ones_wrongly():
    """They lose letters before 3.11.5 (cpython, issues 101955, 106052); `(?>…)` means the same."""
    found = {str(m): [one for one in expressions(m) if POSSESSIVE.search(one)] for m in MODULES}
    assert not any(found.values()), {name: some for name, some in found.items() if some}
