"""Numbers of things, in words."""


def counted(count: int, one: str, many: str = "") -> str:
    """Say how many: 1 file, 2 files."""
    return f"{count:,} {one if count == 1 else many or one + 's'}"
