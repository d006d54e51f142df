"""Joins the lines that a mail program broke only for the way (format=flowed, RFC 3676)."""

SIGNATURE = "-- "


def unwrapped(text: str, *, delsp: bool = False) -> str:
    """Give a text with its paragraphs whole, quotation marks and signatures kept."""
    lines: list[list[str]] = []
    open_at = -1  # how deep the line that goes on is quoted; -1 where none does
    for line in text.split("\n"):
        plain = line.lstrip(">")
        depth = len(line) - len(plain)
        said = plain.removeprefix(" ")
        flows = said.endswith(" ") and said != SIGNATURE
        words = said[:-1] if flows and delsp else said
        if depth == open_at and said != SIGNATURE:
            lines[-1].append(words)
        else:
            lines.append([_quoted(depth), words])
        open_at = depth if flows else -1
    return "\n".join(map("".join, lines))


def _quoted(depth: int) -> str:
    return ">" * depth + " " if depth else ""
