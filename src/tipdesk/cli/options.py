"""Options that several commands share."""

from pathlib import Path
from typing import Annotated

import typer

Json = Annotated[bool, typer.Option("--json", help="One JSON object a line.")]
Numbers = Annotated[list[str], typer.Argument(metavar="NUMBER...", help="T-1042 or 1042.")]
Paths = Annotated[list[Path], typer.Argument(metavar="PATH...", show_default=False)]
CHECKING = "Check who signed new mails: asks name servers of senders' domains; owners may see that."
