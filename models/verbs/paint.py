"""`paint`: paints photos with an encoder."""

from __future__ import annotations

import argparse

from models.records import PaintOptions, PaintSource
from models.verbs.verb import VERBS, Events, Verb, add_encoder, add_output, encoder_said, folder_word, given


def declare(command: argparse.ArgumentParser) -> None:
    add_encoder(command)
    command.add_argument("paths", type=folder_word, nargs="+", metavar="IN", help="photos and folders")
    add_output(command)
    which = command.add_mutually_exclusive_group()
    which.add_argument("--whole", action="store_true", help="paint whole photos (the default)")
    which.add_argument("--faces", action="store_true", help="paint only the faces found on them")
    which.add_argument("--both", action="store_true", help="the whole photo first, the faces over it")
    words = "with --faces or --both: paint also what is likely no face"
    command.add_argument("--doubtful", action="store_true", help=words)
    command.add_argument("--strength", type=float, metavar="0..1", help="from the photo to the painting (default 1)")
    command.add_argument("--colour", type=float, metavar="X", help="how colourful, 1 as painted")
    command.add_argument("--again", type=int, metavar="N", help="feed the painting back N times")
    words = "the colour wanted at a place of the photos, in their pixels; may be said again for another"
    command.add_argument("--hint", action="append", metavar="X,Y,#RRGGBB", help=words)
    words = "paint the mirror image too and take the mean (default: as the encoder's network does best)"
    command.add_argument("--mirror", action=argparse.BooleanOptionalAction, help=words)
    words = "repair only what is marked: a picture of the photo's size, marked where it is light"
    command.add_argument("--mask", type=folder_word, metavar="FILE", help=words)
    words = "with --mask: pixels over which the repair fades in from the mask's rim (default 0)"
    command.add_argument("--soft", type=int, metavar="PX", help=words)
    command.add_argument("--seed", type=int, help="of the noise, where the recipe has some")


def run(arguments: argparse.Namespace) -> Events:
    from models.painting.hints import hint_from_text
    from models.workflow.paint_photos import paint_files

    source = PaintSource.FACES if arguments.faces else PaintSource.BOTH if arguments.both else PaintSource.WHOLE
    values = given(arguments, ("strength", "colour", "again", "seed", "mirror", "soft"))
    hints = tuple(map(hint_from_text, arguments.hint or ()))
    options = PaintOptions(source=source, hints=hints, mask=_mask_said(arguments), **values)
    yield from paint_files(
        encoder_said(arguments), arguments.paths, arguments.output, options, doubtful=arguments.doubtful
    )


def _mask_said(arguments: argparse.Namespace) -> str:
    """The mask file's picture as a recipe keeps it; "" where none is given."""
    if arguments.mask is None:
        return ""
    from models.images import read_picture
    from models.painting.photo_mask import marked_in, mask_to_text

    return mask_to_text(marked_in(read_picture(arguments.mask)))


VERBS.add("paint", Verb("paint", "Paint photos with an encoder.", declare, run))
