"""A summary for the screen: one HTML page that needs nothing else, and prints well.

It has no script and loads nothing; its policy forbids both, whatever a reader's program does.
"""

from base64 import b64encode
from functools import cache
from pathlib import Path

from jinja2 import FileSystemLoader, StrictUndefined, Template
from jinja2.sandbox import ImmutableSandboxedEnvironment

from tipdesk.publication.sheets.layout import lay_out
from tipdesk.publication.sheets.sheet import Summary
from tipdesk.settings import resources


def to_html(summary: Summary) -> bytes:
    """Write a summary as HTML, the pictures in it."""
    return _template().render(lay_out(summary).plain()).encode()


@cache
def _template() -> Template:
    environment = ImmutableSandboxedEnvironment(
        loader=FileSystemLoader(resources() / "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters["inline"] = _inline
    return environment.get_template("summary.html.j2")


def _inline(picture: Path) -> str:
    """Turn a small picture of ours into an address that holds it."""
    return f"data:image/jpeg;base64,{b64encode(picture.read_bytes()).decode()}"
