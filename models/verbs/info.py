"""`info`: says what a file is, or what a project holds."""

from __future__ import annotations

import argparse

from models.verbs.verb import VERBS, Events, Verb, folder_word


def declare(command: argparse.ArgumentParser) -> None:
    words = "an encoder, a recipe, a painting or a photo; a project's folder tells its runs and its queue"
    command.add_argument("file", type=folder_word, metavar="FILE", help=words)


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.describe_file import describe_file
    from models.workflow.describe_project import describe_project

    yield from (describe_project if arguments.file.is_dir() else describe_file)(arguments.file)


VERBS.add("info", Verb("info", "Say what a file is and how it was made, or what a project holds.", declare, run))
