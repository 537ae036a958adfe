"""`filter`: runs a chain of filters over pictures."""

from __future__ import annotations

import argparse

from models.verbs.verb import VERBS, Events, Verb, add_output, folder_word


def declare(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="a filter, or several joined by commas")
    command.add_argument("paths", type=folder_word, nargs="+", metavar="IN", help="photos and folders")
    command.add_argument("--set", action="append", default=[], metavar="K=V", help="a parameter of the last filter")
    add_output(command)


def run(arguments: argparse.Namespace) -> Events:
    from models.filters import parse_chain
    from models.workflow.filter_files import filter_files

    chain = parse_chain(":".join([arguments.name, *arguments.set]))
    yield from filter_files(chain, arguments.paths, arguments.output)


VERBS.add("filter", Verb("filter", "Run a filter over pictures.", declare, run))
