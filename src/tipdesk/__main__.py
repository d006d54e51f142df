"""Starts Tipdesk: the window, or a command in the terminal."""

from tipdesk.cli.main import app


def main() -> None:
    """Run what the command line asks for."""
    app()


if __name__ == "__main__":
    main()
