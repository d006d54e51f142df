"""The command `tipdesk`: its options, its commands, and what its exit code means.

0 all done, 1 some items failed, 2 wrong usage, 3 the desk can't be opened.
"""

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib import import_module
from pathlib import Path
from typing import Annotated, Any

import typer
from typer.core import TyperGroup
from typer.main import get_command, get_group

from tipdesk.cli.session import Session, tell, warn
from tipdesk.newsroom.errors import DeskUnavailable, NotValid, TipdeskError

SOME_FAILED, WRONG_USAGE, NO_DESK = 1, 2, 3
STOPPED = 130  # what shells give for Ctrl+C


# Where each command is found: it is loaded when it is called, for the window needs none of them.
COMMANDS = {
    "demo": "keeping.demo",
    "new": "keeping.new",
    "log": "arriving.log",
    "call": "calling.call",
    "promise": "calling.promise",
    "import": "arriving.import_",
    "words": "lettering.words",
    "list": "tips.list_",
    "show": "tips.show",
    "set": "tips.set_",
    "caption": "captioning.caption",
    "publish": "tips.publish",
    "story": "stories.story",
    "history": "tips.history_",
    "undo": "tips.undo",
    "redo": "tips.redo",
    "trash": "trashing.trash",
    "delete": "trashing.delete",
    "export": "leaving.export",
    "inspect": "inspecting.inspect",
    "seen": "comparing.seen",
    "link": "comparing.link",
    "alike": "merging.alike",
    "merge": "merging.merge",
    "split": "merging.split",
    "check": "keeping.check",
    "backup": "keeping.backup",
    "restore": "keeping.restore",
    "stats": "figures.stats",
}
GROUPS = {
    "mail": "mailing.commands",
    "people": "people.commands",
    "trust": "trusting.commands",
}
_HELP = {"help_option_names": ["-h", "--help"]}


class _Commands(TyperGroup):
    """Turns errors into one sentence and an exit code, for every command alike."""

    def list_commands(self, ctx: Any) -> list[str]:
        """Name the commands."""
        return [*COMMANDS, *GROUPS]

    def get_command(self, ctx: Any, cmd_name: str) -> Any:
        """Load a command; None where there is none of that name."""
        if cmd_name in GROUPS:
            group = get_group(found(cmd_name))
            group.name = cmd_name
            return group
        if cmd_name not in COMMANDS:
            return None
        alone = typer.Typer(add_completion=False, context_settings=_HELP)
        alone.command(cmd_name)(found(cmd_name))
        return get_command(alone)

    def resolve_command(self, ctx: Any, args: list[str]) -> Any:
        """Find the command that was meant; for one that isn't there, all are looked through."""
        if not {*args[:1]} <= {*self.list_commands(ctx)}:
            self.commands = {name: self.get_command(ctx, name) for name in self.list_commands(ctx)}
        return super().resolve_command(ctx, args)

    def make_context(self, *args: Any, **options: Any) -> Any:
        """Understand what stands before the command."""
        with _in_sentences():
            return super().make_context(*args, **options)

    def invoke(self, ctx: Any) -> None:
        """Understand the rest, and run the command that was asked for."""
        ctx.obj = Session()
        with _in_sentences():
            super().invoke(ctx)
            tell(flush=True)
        if ctx.obj.failed:
            raise typer.Exit(SOME_FAILED)


@contextmanager
def _in_sentences() -> Iterator[None]:
    """Say in one sentence what could not be done, and end with its code."""
    try:
        with _heard():
            yield
    except KeyboardInterrupt:
        warn("Stopped; what was done so far is kept. Do it again to complete it.")
        raise typer.Exit(STOPPED) from None
    except typer.TyperException as error:
        warn(_what_is_wrong(error))
        raise typer.Exit(WRONG_USAGE) from None
    except DeskUnavailable as error:
        warn(str(error))
        raise typer.Exit(NO_DESK) from None
    except NotValid as error:
        warn(str(error))
        raise typer.Exit(WRONG_USAGE) from None
    except TipdeskError as error:
        warn(str(error))
        raise typer.Exit(SOME_FAILED) from None


@contextmanager
def _heard() -> Iterator[None]:
    """Tell an output that can't be written, by whatever wrote the help, from other trouble."""
    try:
        yield
    except OSError:
        tell("\n", flush=True)  # raises what is to be said where it is the output
        raise


def _what_is_wrong(error: typer.TyperException) -> str:
    said = " ".join(error.format_message().split())
    end = "" if said.endswith((".", "?")) else "."
    ctx = getattr(error, "ctx", None)
    command = ctx.command_path.removeprefix(ctx.find_root().command_path) if ctx else ""
    return f"{said}{end} Nothing was done; `tipdesk{command} -h` tells how it is called."


app = typer.Typer(
    cls=_Commands,
    help="The tip desk of a newsroom.",
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings=_HELP,
)


@app.callback(invoke_without_command=True)
def start(
    ctx: typer.Context,
    desk: Annotated[
        Path | None,
        typer.Option(envvar="TIPDESK_DESK", help="The folder of the desk.", readable=False),
    ] = None,
    as_editor: Annotated[str, typer.Option(help="The name that changes carry.")] = "",
    passphrase_file: Annotated[
        Path | None, typer.Option(help="A file with the passphrase of a locked desk.")
    ] = None,
) -> None:
    """Open the window on the default desk."""
    session = ctx.obj
    session.desk, session.editor, session.passphrase_file = desk, as_editor, passphrase_file
    if ctx.invoked_subcommand is None:
        # Imported here: only the window needs Qt.
        from tipdesk import app as window

        sys.exit(window.run(session.desk, editor=as_editor, passphrase=session.passphrase()))


def found(name: str) -> Any:
    """Load what stands behind the name of a command."""
    module, _, what = (COMMANDS | GROUPS)[name].partition(".")
    return getattr(import_module(f"tipdesk.cli.{module}"), what)
