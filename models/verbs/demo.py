"""`demo`: shows the main path in the terminal."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.verbs.verb import VERBS, Events, Verb, folder_word


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", type=folder_word, nargs="*", metavar="PATH", help="photos (default: an astronaut's)")
    command.add_argument("-o", "--output", type=folder_word, metavar="DIR", default=Path("bottega-demo"))
    command.add_argument("--minutes", type=float, default=1.0, help="how long to learn (default 1)")


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.demo import run_demo

    yield from run_demo(arguments.paths, arguments.output, arguments.minutes)


VERBS.add("demo", Verb("demo", "Show the main path end to end in the terminal.", declare, run))
