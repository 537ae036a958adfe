"""Round figures for the axes of a plot, and what stands at them. Pure functions; no widget."""

from __future__ import annotations

import math

_TIMES = (1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)


def number_ticks(low: float, high: float, most: int) -> list[float]:
    """At most `most` multiples of 1, 2, 2.5 or 5 times a power of ten from low to high."""
    step = _round_step((high - low) / max(1, most))
    first = math.ceil(low / step - 1e-9)
    return [number * step for number in range(first, math.floor(high / step + 1e-9) + 1)]


def _round_step(raw: float) -> float:
    """The smallest of 1, 2, 2.5, 5 times a power of ten that is not below raw."""
    if raw <= 0 or not math.isfinite(raw):
        return 1.0
    power = 10.0 ** math.floor(math.log10(raw))
    return next(factor * power for factor in (1.0, 2.0, 2.5, 5.0, 10.0) if factor * power >= raw * (1 - 1e-9))


def time_ticks(low: float, high: float, most: int) -> list[float]:
    """Seconds at which a time axis is marked: whole seconds, minutes, hours or days, at most `most` of them."""
    raw = (high - low) / max(1, most)
    step = next((float(one) for one in _TIMES if one >= raw), math.ceil(raw / 86400) * 86400.0)
    return [number * step for number in range(math.ceil(low / step), math.floor(high / step + 1e-9) + 1)]


def word_tick(value: float) -> str:
    """ "0.25", "10", "20,000": no digit more than the figure has."""
    return f"{value:,.0f}" if abs(value) >= 1000 else f"{value:.6g}"


def word_time_tick(seconds: float) -> str:
    """ "40 s", "2 min", "1 h 30"; nothing needs a unit at 0."""
    whole = round(seconds)
    if whole == 0:
        return "0"
    if whole < 3600 and whole % 60:
        minutes, rest = divmod(whole, 60)
        return f"{minutes} min {rest}" if minutes else f"{rest} s"
    hours, minutes = divmod(whole // 60, 60)
    if hours == 0:
        return f"{minutes} min"
    return f"{hours} h" if minutes == 0 else f"{hours} h {minutes:02}"


def padded(low: float, high: float, least: float, share: float = 0.1) -> tuple[float, float]:
    """The range with some room around it, at least so wide."""
    room = max((high - low) * share, (least - (high - low)) / 2, 0.0)
    return low - room, high + room
