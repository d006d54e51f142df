"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Numbers = Annotated[list[str], typer.Argument(metavar="NUMBER...", help="T-1042 or 1042.")]
# Whether a path can be read is found out where it is: one that can't must not stop the others.
Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", show_default=False, readable=False)]
CHECKING = "Check who signed new mails: asks name servers of senders' domains; owners may see that."
