"""`keep`: makes an encoder of what a run has learned."""

from __future__ import annotations

import argparse

from models.project import Project
from models.verbs.verb import VERBS, Events, Verb, add_project


def declare(command: argparse.ArgumentParser) -> None:
    add_project(command)
    command.add_argument("number", type=int, metavar="RUN", help="its number, as `train` and `info` tell it")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--best", action="store_true", help="as it painted the held-out faces best (default: newest)")
    which.add_argument("--step", type=int, metavar="N", help="as it was at this step, if that is still saved")


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.keep_encoder import keep_run

    with Project.open(arguments.project) as project:
        yield from keep_run(project, arguments.number, finished=False, best=arguments.best, step=arguments.step)


VERBS.add("keep", Verb("keep", "Make an encoder of what a run has learned so far.", declare, run))
