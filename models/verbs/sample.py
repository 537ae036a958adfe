"""`sample`: paints noise, or a film of the way from one noise to another."""

from __future__ import annotations

import argparse

from models.errors import UsageError
from models.records import PaintOptions, PaintSource
from models.verbs.verb import VERBS, Events, Verb, add_encoder, encoder_said, folder_word


def declare(command: argparse.ArgumentParser) -> None:
    add_encoder(command)
    command.add_argument("-n", "--number", type=int, default=16, help="how many (default 16)")
    command.add_argument("--seed", type=int, default=0, help="of the first; the others count on from it")
    command.add_argument("--from", dest="start", type=int, metavar="SEED", help="a film instead: the seed it begins at")
    command.add_argument("--to", dest="goal", type=int, metavar="SEED", help="the seed it arrives at")
    command.add_argument("--frames", type=int, default=48, help="of the film, 24 a second (default 48)")
    command.add_argument("--loop", action="store_true", help="there and back again, without a seam")
    command.add_argument(
        "-o",
        "--output",
        type=folder_word,
        metavar="DIR|FILE",
        required=True,
        help="where the pictures go; for a film its file, .gif, .mp4 or .webm",
    )


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.sample_noise import sample_noise

    if arguments.start is not None or arguments.goal is not None:
        yield from _film(arguments)
        return
    if not 1 <= arguments.number <= 10_000:
        raise UsageError(f"-n can't be {arguments.number}", remedy="It takes a whole number from 1 to 10000")
    yield from sample_noise(encoder_said(arguments), arguments.number, arguments.seed, arguments.output)


def _film(arguments: argparse.Namespace) -> Events:
    from models.workflow.film_noise import film_noise
    from models.workflow.paint_requests import paint_preview

    if arguments.start is None or arguments.goal is None:
        raise UsageError("a film goes from a seed to a seed", remedy="Give both --from and --to")
    out = arguments.output
    if not out.parent.is_dir():
        raise UsageError("the folder of the film is not there", path=out.parent)
    options = PaintOptions(PaintSource.NOISE, seed=arguments.start)
    frames, encoder = arguments.frames, encoder_said(arguments)
    yield from film_noise(encoder, options, arguments.goal, frames, out, paint_preview, loop=arguments.loop)


VERBS.add("sample", Verb("sample", "Paint noise: what an encoder dreams.", declare, run))
