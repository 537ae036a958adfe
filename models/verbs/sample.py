"""`sample`: paints noise."""

from __future__ import annotations

import argparse

from models.errors import UsageError
from models.verbs.verb import VERBS, Events, Verb, add_encoder, add_output, encoder_said


def declare(command: argparse.ArgumentParser) -> None:
    add_encoder(command)
    command.add_argument("-n", "--number", type=int, default=16, help="how many (default 16)")
    command.add_argument("--seed", type=int, default=0, help="of the first; the others count on from it")
    add_output(command)


def run(arguments: argparse.Namespace) -> Events:
    from models.workflow.sample_noise import sample_noise

    if not 1 <= arguments.number <= 10_000:
        raise UsageError(f"-n can't be {arguments.number}", remedy="It takes a whole number from 1 to 10000")
    yield from sample_noise(encoder_said(arguments), arguments.number, arguments.seed, arguments.output)


VERBS.add("sample", Verb("sample", "Paint noise: what an encoder dreams.", declare, run))
