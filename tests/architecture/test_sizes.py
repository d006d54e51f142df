"""No module and no function outgrows its shelf: 400 lines and 40."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).parents[2]
MODULE_LINES = 400
FUNCTION_LINES = 40
# A migration's step is a list of columns that is written once and never changed.
LISTS = ROOT / "src/tipdesk/store/migrations/versions"


def too_big(module: Path) -> Iterator[str]:
    """Yield one line for the module and for each function in it that is too long."""
    text = module.read_text()
    if (lines := len(text.splitlines())) > MODULE_LINES:
        yield f"{module}: {lines} lines, at most {MODULE_LINES}"
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            lines = (node.end_lineno or node.lineno) - node.lineno + 1
            if lines > FUNCTION_LINES:
                yield f"{module}:{node.lineno}: {node.name} has {lines}, at most {FUNCTION_LINES}"


def test_nothing_in_the_house_is_too_big():
    modules = [m for m in sorted(ROOT.glob("src/**/*.py")) if m.parent != LISTS]
    offenders = [each for module in modules for each in too_big(module)]
    assert not offenders, "\n".join(offenders)


def test_a_module_of_401_lines_and_a_function_of_41_are_noticed(tmp_path):
    module = tmp_path / "long.py"
    module.write_text("def long():\n" + "    x = 1\n" * 40 + "y = 2\n" * 360)
    assert [each.removeprefix(str(module)) for each in too_big(module)] == [
        ": 401 lines, at most 400",
        ":1: long has 41, at most 40",
    ]
    module.write_text("def fits():\n" + "    x = 1\n" * 39 + "y = 2\n" * 360)
    assert list(too_big(module)) == []
