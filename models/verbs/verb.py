"""What a verb of the command line is, and the words that several share.

Workflows are imported when their verb runs: `--help` is instant, and only training and painting load torch.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from models.events import Event, Noted
from models.params import Param
from models.project import Project
from models.project.read_only import READ_ONLY
from models.registry import Registry

Events = Generator[Event]


@dataclass(frozen=True, slots=True)
class Verb:
    """name: as it is typed; help: one sentence; declare: adds its words to the parser; run: starts the workflow."""

    name: str
    help: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], Events]


VERBS: Registry[Verb] = Registry("verb")


def folder_word(text: str) -> Path:
    return Path(text).expanduser()


def add_project(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=folder_word, metavar="PROJECT", help="a project's folder")


def add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", type=folder_word, metavar="DIR", required=True, help="where the pictures go")


def note_read_only(project: Project) -> Events:
    """The sentence for a project that can only be looked at."""
    if project.read_only:
        yield Noted(f"{READ_ONLY}.")


def add_params(command: argparse.ArgumentParser, params: tuple[Param, ...]) -> None:
    """A flag for each declared parameter; its bounds are checked by the Param itself."""
    for param in params:
        flag = f"--{param.name.replace('_', '-')}"
        words = f"{param.help or param.title} (default {_word_default(param)})".replace("%", "%%")
        metavar = f"{{{','.join(param.offered or param.choices)}}}" if param.kind == "choice" else "VALUE"
        if param.kind == "bool":
            command.add_argument(flag, dest=param.name, action=argparse.BooleanOptionalAction, help=words)
        else:
            command.add_argument(flag, dest=param.name, metavar=metavar, help=words)


def _word_default(param: Param) -> str:
    """ "200: the author's colouriser needed 200"."""
    word = str(param.default) if param.kind == "choice" else param.default_word
    return f"{word}: {param.reason}" if param.reason else word


def given(arguments: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(arguments, name)) is not None}


def add_encoder(command: argparse.ArgumentParser) -> None:
    command.add_argument("encoder", metavar="ENCODER", help="a file, or the name of a shipped or a project's encoder")
    command.add_argument("--project", type=folder_word, help="the project whose encoders may be named")


def encoder_said(arguments: argparse.Namespace) -> Path:
    from models.painting.shelf import find_encoder

    folder = arguments.project.expanduser() / "encoders" if arguments.project is not None else None
    return find_encoder(arguments.encoder, folder)
