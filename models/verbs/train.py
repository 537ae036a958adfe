"""`train`: learns an encoder, or goes on with a run."""

from __future__ import annotations

import argparse
import dataclasses

from models.errors import UsageError
from models.project import Project
from models.verbs.training_words import add_settings, config_said, recipe_said, settings_said
from models.verbs.verb import VERBS, Events, Verb, add_project


def declare(command: argparse.ArgumentParser) -> None:
    add_project(command)
    add_settings(command)
    words = "begin from this encoder, of the same recipe and networks, or from none (default: a shipped one, if any)"
    command.add_argument("--from", dest="start", metavar="ENCODER", help=words)
    command.add_argument("--resume", type=int, metavar="RUN", help="go on with this run where it was")


def run(arguments: argparse.Namespace) -> Events:
    from models.painting.shelf import find_encoder
    from models.workflow.train_encoder import More, train_encoder
    from models.workflow.train_together import assist_training, is_assistant, shared_drive

    if is_assistant():
        yield from assist_training()
        return
    if arguments.resume is not None:
        _refuse_new_settings(arguments)
    with Project.open(arguments.project) as project:
        if arguments.resume is None:
            recipe = yield from recipe_said(arguments, project)
            config, start = config_said(arguments, recipe), None
            if arguments.start == "none":
                config = dataclasses.replace(config, warm_start=False)
            elif arguments.start is not None:
                start = find_encoder(arguments.start, project.encoders_folder)
            drive = shared_drive(config.batch_size)
            yield from train_encoder(project, recipe, config, drive=drive, told=True, start=start)
            return
        recipe = project.runs.get(arguments.resume).recipe
        config = config_said(arguments, recipe)
        more = More(config.minutes, config.epochs if arguments.epochs is not None else None)
        yield from train_encoder(project, recipe, config, arguments.resume, shared_drive(), more=more, told=True)


def _refuse_new_settings(arguments: argparse.Namespace) -> None:
    """A resumed run keeps the settings it began with; only how long it goes on can be said."""
    given = settings_said(arguments, but=("minutes", "epochs")) or ("--from" if arguments.start is not None else "")
    if given:
        remedy = "Leave them out, or start a new run; --minutes and --epochs say how much longer it goes on"
        raise UsageError(f"a resumed run keeps its own settings, so {given} can't be given", remedy=remedy)


VERBS.add("train", Verb("train", "Train an encoder on a project's faces, or go on with a run.", declare, run))
