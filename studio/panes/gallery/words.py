"""How a painting was made, when, and by which words it is found: records to words, nothing else."""

from __future__ import annotations

from collections import Counter
from datetime import UTC, date, datetime
from html import escape

from models.drawing_records import Drawing, DrawingStart
from models.records import Painting, PaintingRecipe, PaintOptions, PaintSource
from models.words import plural


def how_it_was_made(recipe: PaintingRecipe) -> str:
    """One sentence of rich text ("Painted from <b>DSC_0398.jpg</b> with <b>Colourise</b>, colour 110 %.")."""
    options = recipe.options
    photo = f"<b>{escape(recipe.source_name)}</b>" if recipe.source_name else "a photo"
    count = len(recipe.boxes)
    start = {
        PaintSource.WHOLE: f"Painted from {photo}",
        PaintSource.FACES: f"{plural(count, 'face')} of {photo} painted",
        PaintSource.BOTH: f"Painted from {photo}, {plural(count, 'face')} over the whole",
        PaintSource.NOISE: f"Painted from noise of {noise_words(options)}",
        PaintSource.DRAWING: _drawn_words(recipe, photo),
        PaintSource.AVERAGE: f"The average of {average_words(recipe)} painted",
    }[options.source]
    if options.source is PaintSource.DRAWING and options.strength == 0:
        return f"{start}, for <b>{escape(recipe.encoder_title)}</b>."
    parts = [f"{start} with <b>{escape(recipe.encoder_title)}</b>"]
    parts += settings(recipe)
    return ", ".join(parts) + "."


def settings(recipe: PaintingRecipe) -> list[str]:
    """What was set to other than usual, in words ("colour 110 %")."""
    options, parts = recipe.options, []
    if options.source is not PaintSource.NOISE and options.strength != 1:
        parts.append(f"{options.strength:.0%} strong".replace("%", " %"))
    if options.colour != 1:
        parts.append(f"colour {options.colour:.0%}".replace("%", " %"))
    if options.again:
        parts.append("once again" if options.again == 1 else f"{options.again} times again")
    if options.source in (PaintSource.WHOLE, PaintSource.FACES, PaintSource.BOTH) and not options.keep_luma:
        parts.append("light and dark repainted too")
    return parts


def noise_words(options: PaintOptions) -> str:
    """ "seed 9", or "seed 9, 34 % towards 18"."""
    steps = [f"{one.share:.0%} towards {one.seed}".replace("%", " %") for one in options.walk]
    return ", ".join((f"seed {options.seed}", *steps))


def _drawn_words(recipe: PaintingRecipe, photo: str) -> str:
    """ "Painted from 34 strokes on the map of <b>DSC_0398.jpg</b>"; at strength 0 it is the drawing itself."""
    drawing = recipe.drawing or Drawing()
    ground = {
        DrawingStart.BLANK: "blank paper",
        DrawingStart.PHOTO: f"the map of {photo}",
        DrawingStart.LINES: "a scanned drawing",
    }[drawing.start]
    verb = "Drawn by" if recipe.options.strength == 0 else "Painted from"
    return f"{verb} {plural(len(drawing.strokes), 'stroke')} on {ground}"


def average_words(recipe: PaintingRecipe) -> str:
    """ "Anna (12 faces)", or "Anna and Bob (20 faces, 33 % of the way from A to B)"; rich text."""
    who = f"<b>{escape(recipe.source_name)}</b>" if recipe.source_name else "people"
    average = recipe.average
    if average is None:
        return who
    way = f", {average.share:.0%} of the way from A to B".replace("%", " %") if average.second else ""
    return f"{who} ({plural(len(average.first) + len(average.second), 'face')}{way})"


def facts_of(painting: Painting, now: datetime | None = None) -> list[tuple[str, ...]]:
    """Rows for the panel."""
    rows: list[tuple[str, ...]] = [
        ("Size", f"{painting.width} × {painting.height}"),
        ("Made", made_words(painting.made, now)),
    ]
    if painting.person:
        rows.append(("Person", painting.person))
    if painting.recipe.options.source is PaintSource.NOISE:
        rows.append(("Seed", noise_words(painting.recipe.options).removeprefix("seed ")))
    return [*rows, ("File", painting.path.name)]


def made_words(made: str, now: datetime | None = None) -> str:
    """ "today, 11:42", "yesterday, 18:05" or "12 May 2026", in the person's own time."""
    moment = _own_time(made, now)
    today: date = (now or datetime.now().astimezone()).date()
    days = (today - moment.date()).days
    clock = f"{moment:%H:%M}"
    if days in (0, 1):
        return f"{'yesterday' if days else 'today'}, {clock}"
    return f"{moment.day} {moment:%b %Y}"


def _own_time(made: str, now: datetime | None = None) -> datetime:
    moment = datetime.fromisoformat(made)
    return (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(now.tzinfo if now else None)


def searchable(painting: Painting) -> str:
    """What it is found by, in small letters: encoder, photo, person, recipe and day ("2026-05-12", "12 may 2026")."""
    recipe, moment = painting.recipe, _own_time(painting.made)
    day = f"{moment:%Y-%m-%d} {moment.day} {moment:%B %Y}"
    noise = [noise_words(recipe.options)] if recipe.options.source is PaintSource.NOISE else []
    said = (recipe.encoder_title, recipe.source_name, painting.person, recipe.options.source, *settings(recipe))
    return " ".join((*said, *noise, day)).casefold()


def encoder_counts(counts: Counter[str]) -> list[tuple[str, str, int]]:
    """(key, title, count) of the encoders, the one used most first."""
    return [(title, title or "Unnamed", count) for title, count in counts.most_common()]


def top_line(total: int, shown: int, selected: int) -> str:
    """ "128 paintings, 12 shown, 3 selected"."""
    parts = [plural(total, "painting") if total else "No paintings yet"]
    parts += [f"{shown:,} shown"] if shown != total else []
    parts += [f"{selected:,} selected"] if selected > 1 else []
    return ", ".join(parts)
