"""`score`: how well an encoder paints photos that it never learned from."""

from __future__ import annotations

import argparse
from pathlib import Path

from models.errors import UsageError
from models.project import Project
from models.verbs.verb import VERBS, Events, Verb, add_encoder, encoder_said, folder_word, note_read_only


def declare(command: argparse.ArgumentParser) -> None:
    add_encoder(command)
    words = "photos and folders, seen whole (their central 4:5); without any: what --project holds out"
    command.add_argument("paths", type=folder_word, nargs="*", metavar="PHOTO", help=words)
    command.add_argument("--faces", action="store_true", help="score on the faces found on the photos")
    words = "how many of the project's crops are held out, never more than a fifth (default 20)"
    command.add_argument("--held-out", type=int, metavar="N", help=words)
    words = "a PNG to show what went in, what was painted and what is real"
    command.add_argument("-o", "--output", type=folder_word, metavar="SHEET", help=words)


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.score_photos import HELD_OUT, score_files, score_held_out

    encoder: Path = encoder_said(arguments)
    if arguments.paths:
        if arguments.held_out is not None:
            raise UsageError("--held-out is of a project's crops", remedy="Leave it out, or name no photos")
        yield from score_files(encoder, arguments.paths, arguments.output, faces=arguments.faces)
        return
    if arguments.project is None:
        raise UsageError("there is nothing to score on", remedy="Name photos, or a project by --project")
    if arguments.faces:
        raise UsageError("--faces is for photos", remedy="A project's crops are those the encoder's recipe learns from")
    held_out = HELD_OUT if arguments.held_out is None else arguments.held_out
    with Project.open(arguments.project) as project:
        yield from note_read_only(project)
        yield from score_held_out(project, encoder, arguments.output, held_out=held_out)


VERBS.add("score", Verb("score", "Say how well an encoder paints photos it never learned from.", declare, run))
