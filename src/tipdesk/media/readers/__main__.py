"""Starts the fork server with the readers loaded."""

from tipdesk.media.forkserver import main
from tipdesk.media.readers.entrance import ENTRANCES, load

if __name__ == "__main__":
    main(ENTRANCES, load)
