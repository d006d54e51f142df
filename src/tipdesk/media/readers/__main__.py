"""Starts the fork server with the readers loaded."""

from tipdesk.media.forkserver import main
from tipdesk.media.readers.entrance import read

if __name__ == "__main__":
    main(read)
