"""The verbs of the command line. A new one is a file here and its name in this list, in the order of the work."""

# ruff: noqa: I001  the order of this list is the order people see
from __future__ import annotations

from models.verbs import import_, relocate, turn, faces, filter  # noqa: F401
from models.verbs import train, keep, queue  # noqa: F401
from models.verbs import paint, sample, average, score, export  # noqa: F401
from models.verbs import info, check, demo  # noqa: F401
from models.verbs.verb import VERBS, Verb

__all__ = ["VERBS", "Verb"]
