"""Paints: photos, their faces, drawings, noise, averages. Knows pictures and an encoder; no file, no project."""

from __future__ import annotations

from collections.abc import Sequence

from models.errors import UsageError
from models.faces.crops import to_network_input
from models.images.chroma import Point
from models.images.colour import recolour, resize, tint
from models.painting.blending import check_box, mix, put_back
from models.painting.encoder import Encoder
from models.painting.hints import MAX_HINTS, check_hint, points_on_face, points_on_whole
from models.painting.network_input import face_input, take_out, whole_input
from models.painting.noise_input import check_walk, noise_input
from models.painting.repairing import repair
from models.recipes import is_colourising
from models.recipes.filtering import filter_input
from models.records import Box, PaintOptions, PaintSource, Picture

MAX_AGAIN = 100
MAX_COLOUR = 4.0
MAX_FACES = 1000
MAX_SOFT = 64


def paint_picture(encoder: Encoder, picture: Picture, options: PaintOptions, boxes: Sequence[Box] = ()) -> Picture:
    """The painting of a photo, in the photo's own size; of noise, in the recipe's size. The picture is left as it was.

    boxes: the faces to paint, for PaintSource.BOTH over the whole photo painted first. A drawing is the encoder's
    input as it stands, and of its size.
    An AVERAGE is painted of the crop that is the mean, in the recipe's size. The same arguments give the same bytes.
    Raises UsageError for options or boxes that make no sense, and when there is no face to paint.
    """
    check_options(options)
    if options.hints and not encoder.view.takes_points:
        what = f"the encoder {encoder.header.title!r} takes no colour points"
        raise UsageError(what, remedy="Leave them out, or use an encoder of the chroma network")
    if options.source is PaintSource.NOISE:
        return paint_noise(encoder, options.seed, options)
    if options.source is PaintSource.FACES:
        return _paint_faces(encoder, picture, options, boxes, picture.copy())
    if options.source is PaintSource.BOTH and boxes:
        return _paint_faces(encoder, picture, options, boxes, _paint_whole(encoder, picture, options))
    if options.source is PaintSource.DRAWING:
        return _paint_drawing(encoder, picture, options)
    if options.source is PaintSource.AVERAGE:
        return _paint_crop(encoder, picture, options)
    if options.mask:
        return repair(encoder, picture, options)
    return _paint_whole(encoder, picture, options)


def paint_noise(encoder: Encoder, seed: int, options: PaintOptions | None = None) -> Picture:
    """What the generator makes of noise, in its recipe's size. An encoder that learned from noise gets its own kind."""
    options = options or PaintOptions(PaintSource.NOISE)
    recipe = encoder.header.recipe
    painting = noise_input(recipe, seed, options.walk)
    for _ in range(options.again + 1):
        painting = encoder.paint(painting, (), options.mirror)
    return recolour(painting, options.colour)


def check_options(options: PaintOptions) -> None:
    """Raises UsageError for an option outside what painting understands."""
    if not 0 <= options.strength <= 1:
        raise UsageError(f"strength can't be {options.strength:g}", remedy="It goes from 0 to 1")
    if not 0 <= options.colour <= MAX_COLOUR:
        raise UsageError(f"colour can't be {options.colour:g}", remedy=f"It goes from 0 to {MAX_COLOUR:g}")
    check_walk(options.walk)
    if not 0 <= options.again <= MAX_AGAIN:
        raise UsageError(f"again can't be {options.again}", remedy=f"It goes from 0 to {MAX_AGAIN}")
    if len(options.hints) > MAX_HINTS:
        raise UsageError(f"{len(options.hints)} colour points are too many", remedy=f"Give at most {MAX_HINTS}")
    for hint in options.hints:
        check_hint(hint)
    if not 0 <= options.soft <= MAX_SOFT:
        raise UsageError(f"a soft rim can't be {options.soft} px", remedy=f"It goes from 0 to {MAX_SOFT}")
    if options.mask and options.source is not PaintSource.WHOLE:
        raise UsageError("a mask goes with whole photos only")
    if not 0 <= options.seed < 2**63:
        raise UsageError(f"a seed can't be {options.seed}", remedy="It is a whole number from 0")


def _paint_whole(encoder: Encoder, picture: Picture, options: PaintOptions) -> Picture:
    height, width = picture.shape[:2]
    framed, size = whole_input(encoder.header.recipe, picture)
    if not encoder.view.colour_only:
        return _lay_over(encoder, picture, take_out(_repaint(encoder, framed, options), size), options)
    filtered = filter_input(encoder.header.recipe, framed, options.seed)
    points = points_on_whole(options.hints, size, width, height)
    plan = encoder.plan(filtered, framed, points, options.mirror).part(size.left, size.top, size.width, size.height)
    return mix(picture, plan.over(picture, options.colour), options.strength)


def _paint_crop(encoder: Encoder, crop: Picture, options: PaintOptions) -> Picture:
    seen = to_network_input(crop, encoder.header.recipe.width)
    return _lay_over(encoder, seen, _repaint(encoder, seen, options), options)


def _lay_over(encoder: Encoder, picture: Picture, answer: Picture, options: PaintOptions) -> Picture:
    """What was painted of the picture in its size, as strong as is wanted; of a colouriser the colours alone."""
    if _keeps_luma(encoder, options):
        painting = tint(picture, answer, options.colour)
    else:
        painting = recolour(resize(answer, picture.shape[1], picture.shape[0]), options.colour)
    return mix(picture, painting, options.strength)


def _keeps_luma(encoder: Encoder, options: PaintOptions) -> bool:
    return options.keep_luma and is_colourising(encoder.header.recipe)


def _paint_faces(
    encoder: Encoder, picture: Picture, options: PaintOptions, boxes: Sequence[Box], painting: Picture
) -> Picture:
    """The faces of the picture painted into `painting`, which is changed."""
    if not boxes:
        raise UsageError("there is no face to paint on this photo", remedy="Draw one, or paint the whole photo")
    if len(boxes) > MAX_FACES:
        raise UsageError(f"{len(boxes)} faces on one photo are too many", remedy=f"Paint at most {MAX_FACES}")
    recipe = encoder.header.recipe
    luma_of = picture if _keeps_luma(encoder, options) else None
    height, width = picture.shape[:2]
    for box in boxes:
        check_box(box, width, height)
    for box in boxes:
        points = points_on_face(options.hints, box, recipe)
        answer = _repaint(encoder, face_input(recipe, picture, box), options, points)
        put_back(painting, box, answer, options.strength, luma_of=luma_of, colour=options.colour)
    return painting


def _paint_drawing(encoder: Encoder, drawing: Picture, options: PaintOptions) -> Picture:
    """The answer to lines that no filter has to draw any more."""
    recipe = encoder.header.recipe
    if drawing.shape != (recipe.size[1], recipe.size[0], 3):
        raise UsageError("the drawing has not the size that this encoder paints")
    painting = encoder.paint(drawing, (), options.mirror)
    for _ in range(options.again):
        painting = encoder.paint(filter_input(recipe, painting, options.seed), (), options.mirror)
    return mix(drawing, recolour(painting, options.colour), options.strength)


def _repaint(encoder: Encoder, picture: Picture, options: PaintOptions, points: Sequence[Point] = ()) -> Picture:
    """Filter as training did and paint; again as often as asked, each time from the result."""
    for _ in range(options.again + 1):
        filtered = filter_input(encoder.header.recipe, picture, options.seed)
        picture = encoder.paint(filtered, points, options.mirror)
    return picture
