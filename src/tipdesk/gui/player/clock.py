"""Moments of a film in figures."""

_MINUTE, _HOUR = 60, 3_600


def precise(seconds: float) -> str:
    """Write a moment to the hundredth: "0:12.48", "1:02:07.00"."""
    whole, hundredths = divmod(round(max(0.0, seconds) * 100), 100)
    hours, rest = divmod(whole, _HOUR)
    minutes, left = divmod(rest, _MINUTE)
    start = f"{hours}:{minutes:02}" if hours else f"{minutes}"
    return f"{start}:{left:02}.{hundredths:02}"


def to_milliseconds(seconds: float) -> int:
    """Turn seconds into the whole milliseconds of a slider."""
    return min(2_000_000_000, round(max(0.0, seconds) * 1_000))


def to_seconds(milliseconds: int) -> float:
    """Turn the milliseconds of a slider into seconds."""
    return milliseconds / 1_000
