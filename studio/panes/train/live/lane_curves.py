"""What one lane of the loss plot shows: the ends of its axes and its curves as numbers. Computes; draws nothing."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

import numpy as np
from PySide6.QtCore import Qt
from PySide6.QtGui import QPen

from studio.look import theme
from studio.panes.train.dashes import line_pen
from studio.panes.train.live.curves import Columns, Numbers, smoothed
from studio.panes.train.live.run_curves import LINES, Line, RunCurves

Axis = Literal["steps", "time"]
Span = tuple[float, float]

_COLUMN, _MOST = 2, 1000
"""Pixels of one column of a curve: finer ones can't be told apart. As measured, each has two points."""
_BEHIND = 1 / 50
"""Other runs are always drawn smooth: their noise would hide the one in front."""
_QUANTILE = 0.995  # what nearly all points stay under, so that one wild batch flattens nothing
_RAW, _ALONE = 80, 200  # alpha of what was measured, behind its mean and by itself
_TINY = 1e-4  # of the span: a line without length would not be drawn, so a dot has this much
_DOT, _DOTTED = 5.0, 80  # more scores than this run together: the line alone says it


@dataclass(frozen=True, slots=True)
class View:
    """What is to be shown: span along x in steps or seconds, or None for all; smooth: share of the width, 0 for raw."""

    axis: Axis = "time"
    span: Span | None = None
    smooth: float = 1 / 30
    hidden: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Drawn:
    """One curve on the left axis' scale; rough: no smooth edges; connect: "all", or "pairs" for points."""

    x: Numbers
    y: Numbers
    pen: QPen
    rough: bool = False
    connect: Literal["all", "pairs"] = "all"


@dataclass(frozen=True, slots=True)
class LaneCurves:
    """left, right: the ends of the axes, None for one without curves; curves: from the back to the front."""

    left: Span | None
    right: Span | None
    curves: list[Drawn]


def whole_span(runs: Sequence[RunCurves], axis: Axis) -> Span:
    """From the beginning to the newest of all runs, and a little further, so that the axis rests meanwhile."""
    which, least = (0, 10.0) if axis == "steps" else (1, 15.0)
    return 0.0, _round_up(max([least, *(run.last[which] for run in runs)]), 200)


def _round_up(value: float, parts: int) -> float:
    """The next full one of so many parts of the power of ten."""
    part: float = 10.0 ** math.floor(math.log10(value)) / parts
    return math.ceil(value / part - 1e-9) * part


def lane_curves(lane: str, runs: Sequence[RunCurves], view: View, span: Span, pixels: float) -> LaneCurves:
    """The curves of these runs, the first the one in front, on a lane so wide."""
    most = max(8, min(_MOST, int(pixels / _COLUMN)))
    read = [run.track(lane).columns(*span, most, by_step=view.axis == "steps") for run in runs]
    ends: list[Span | None] = []
    layers: list[tuple[int, Drawn]] = []
    for right in (False, True):
        lines = [one for one in LINES if (one.lane, one.right) == (lane, right) and one.name not in view.hidden]
        compared = read[:1] if right else read  # of other runs what tells which is better: more would be a tangle
        empty = lane == "scores" and not any(len(found[one.name].at) for found in compared for one in lines)
        ends.append(None if empty or not lines else _ends(lines, compared))  # an axis of nothing would look like one
        for run, found in enumerate(compared):
            for line in lines if ends[-1] is not None else ():
                for layer, curve in _drawn(line, run, found[line.name], view.smooth, (span[1] - span[0]) * _TINY):
                    layers.append((layer, _onto(curve, ends[-1], ends[0])))
    return LaneCurves(ends[0], ends[1], [curve for _, curve in sorted(layers, key=lambda one: one[0])])


def _ends(lines: Sequence[Line], read: Sequence[dict[str, Columns]]) -> Span:
    """The ends of an axis: losses begin at 0, scores at about their lowest."""
    found = [(line.scale, read_one[line.name]) for line in lines for read_one in read if len(read_one[line.name].at)]
    tops = [_nearly_most(one.high) * scale for scale, one in found]
    least = max(line.least for line in lines)
    if lines[0].lane == "losses":
        return 0.0, _round_up(max([*tops, least]) * 1.05, 20)
    low, high = min(float(np.nanmin(one.low)) * scale for scale, one in found), max(tops)
    room = max((high - low) * 0.1, (least - (high - low)) / 2)
    return low - room, high + room


def _nearly_most(values: Numbers) -> float:
    known = np.sort(values[np.isfinite(values)])
    return float(known[math.ceil(_QUANTILE * (len(known) - 1))]) if len(known) else 0.0


def _onto(curve: Drawn, own: Span | None, left: Span | None) -> Drawn:
    """The curve on the scale of the left axis, where the lane has one."""
    if own is None or left is None or own == left:
        return curve
    return replace(curve, y=left[0] + (curve.y - own[0]) / (own[1] - own[0]) * (left[1] - left[0]))


def _drawn(line: Line, run: int, read: Columns, smooth: float, tiny: float) -> list[tuple[int, Drawn]]:
    """Layers and curves: the haze of what was measured behind, the calm line before it, the run in front on top."""
    known = np.isfinite(read.mean)
    x, low, mean, high = (values[known] for values in (read.at, read.low, read.mean, read.high))
    front, pen = 9 - 2 * run - line.right, line_pen(line.colour, run)
    if line.lane == "scores":
        y, dots = mean * line.scale, QPen(pen.brush(), _DOT, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap)
        dots.setCosmetic(True)
        points = (
            [(front, Drawn(np.stack((x, x + tiny), axis=1).ravel(), np.repeat(y, 2), dots, connect="pairs"))]
            if len(x) <= _DOTTED
            else []
        )
        return [(front, Drawn(x, y, pen)), *points]
    layers = []
    raw = smooth == 0 and len(x) > 2
    if run == 0:
        haze = theme.colour(line.colour)
        haze.setAlpha(_ALONE if raw else _RAW // 2 if line.right else _RAW)
        both = np.stack((low, high), axis=1).ravel() * line.scale
        layers.append((0, Drawn(np.repeat(x, 2), both, QPen(haze, 0), rough=True)))
    if run or not raw:
        share = max(smooth, _BEHIND) if run else smooth
        calm = smoothed(mean, share) * line.scale
        sparse = slice(None, None, max(1, min(6, int(len(calm) * share / 4))))  # it needs no point per pixel
        layers.append((front, Drawn(x[sparse], calm[sparse], pen)))
    return layers
