"""A recipe in sentences that a first-time user understands. Pure; knows no widget."""

from __future__ import annotations

from collections.abc import Sequence
from html import escape

from models.filters import FILTERS
from models.recipes.variety import share_old
from models.records import Chain, CutFrom, FactRange, Pairing, Recipe

PAIRINGS: tuple[tuple[Pairing, str], ...] = (
    (Pairing.SAME, "The same {thing}"),
    (Pairing.PERSON, "Another of the same person"),
    (Pairing.SUBSET, "Another of those chosen"),
    (Pairing.RANDOM, "Any other"),
    (Pairing.NOISE, "Noise"),
)

_TWO = (Pairing.SUBSET, Pairing.RANDOM)

WIDTH_WORDS = {
    128: "Fast, for sketches and first tries; little detail.",
    256: "The size of the method: good faces, learned on any computer.",
    512: "Four times the work of 256: for a computer with a GPU.",
}

FACT_TITLES = {
    "mean_red": "Red",
    "mean_green": "Green",
    "mean_blue": "Blue",
    "brightness": "Brightness",
    "sharpness": "Sharpness",
    "year": "Year",
}

People = Sequence[tuple[str, int]]
"""(name, how many crops) of everyone in the project."""


def thing_of(recipe: Recipe, count: int = 1) -> str:
    """ "face" or "photo", "faces" or "photos"."""
    noun = "face" if recipe.cut_from is CutFrom.FACES else "photo"
    return noun if count == 1 else f"{noun}s"


def chain_words(chain: Chain, itself: str = "the picture") -> str:
    """ "blur, then gray"; the picture where nothing changes it."""
    steps = [FILTERS.get(part.name).title.lower() for part in chain if part.name != "original"]
    return ", then ".join(steps) or itself


def sentence_parts(recipe: Recipe, subset: str) -> list[tuple[str, str]]:
    """The recipe in one go, piece by piece: (where it is set, words); words that are set nowhere have "".

    subset: "431 faces of 5 people".
    """
    goes, comes = _input_words(recipe), chain_words(recipe.target)
    return [
        ("input", _capital(goes)),
        ("", f" {_verb(goes, 'go')} in, "),
        ("target", comes),
        ("", f" {_verb(comes, 'come')} out, "),
        ("pairing", _pairing_words(recipe)),
        ("", ". "),
        ("subset", _capital(subset or f"all {thing_of(recipe, 2)}")),
        ("", ", "),
        ("variety", variety_words(recipe)),
        ("", ", "),
        ("size", f"seen at {size_words(recipe)}"),
        ("", "."),
    ]


def sentence(recipe: Recipe, subset: str) -> str:
    """ "Gray goes in, the picture comes out, of the same face. 431 faces of 5 people, mirrored and shifted ..."."""
    return "".join(words for _, words in sentence_parts(recipe, subset))


def sentence_html(recipe: Recipe, subset: str, said: str, quiet: str) -> str:
    """The sentence with a link to where each piece is set; said, quiet: colours of the pieces and of the rest."""
    pieces = [
        f'<a href="{key}" style="color: {said}; text-decoration: none">{escape(words)}</a>'
        if key
        else f'<span style="color: {quiet}">{escape(words)}</span>'
        for key, words in sentence_parts(recipe, subset)
    ]
    # a number stays with its unit at the end of a line
    return "".join(pieces).replace(" × ", "&nbsp;×&nbsp;").replace(" px", "&nbsp;px")


def short_line(recipe: Recipe) -> str:
    """ "gray → picture", for a card."""
    goes = _input_words(recipe).removeprefix("the ")
    return f"{goes} → {chain_words(recipe.target, 'picture')}"


def variety_words(recipe: Recipe) -> str:
    """How the pictures differ each time they are shown."""
    shifted = f"shifted by up to {recipe.jitter} px" if recipe.jitter else ""
    words = " and ".join(part for part in ("mirrored" if recipe.flip else "", shifted) if part)
    return f"{words or 'always cut the same way'}{_old_words(recipe)}"


def variety_short(recipe: Recipe) -> str:
    """The same in two words: "mirrored, 16 px"."""
    shifted = f"{recipe.jitter} px" if recipe.jitter else ""
    old = f"{share_old(recipe):.0%} old".replace("%", " %") if share_old(recipe) else ""
    return ", ".join(part for part in ("mirrored" if recipe.flip else "", shifted, old) if part) or "not at all"


def _old_words(recipe: Recipe) -> str:
    """ ", half of them old", "" where none are; by the filter's own name where it is another."""
    share, augmentation = share_old(recipe), recipe.augmentation
    if augmentation is None or not share:
        return ""
    many = "half" if share == 0.5 else f"{100 * share:.0f} %"
    return f", {'all' if share == 1 else many} of them {FILTERS.get(augmentation.step.name).title.lower()}"


def size_words(recipe: Recipe) -> str:
    """ "256 × 320"."""
    return "{} × {}".format(*recipe.size)


def range_words(one: FactRange) -> str:
    """ "80 – 160"."""
    return f"{one.low:.0f} – {one.high:.0f}"


def subset_words(recipe: Recipe, people: People) -> str:
    """What is chosen, in short: "everyone", "Ada and 2 more, brightness 80 – 160, 12 picked by hand"."""
    words = []
    if recipe.people:
        first = recipe.people[0] or "unsorted"
        words.append(first + (f" and {len(recipe.people) - 1} more" if len(recipe.people) > 1 else ""))
    words += [f"{FACT_TITLES[one.name].lower()} {range_words(one)}" for one in recipe.ranges]
    if recipe.picked:
        words.append(f"{len(recipe.picked):,} picked by hand")
    return ", ".join(words) or ("everyone" if len(people) != 1 else people[0][0] or "everyone")


def pairing_title(pairing: Pairing, recipe: Recipe) -> str:
    return dict(PAIRINGS)[pairing].format(thing=thing_of(recipe))


def pairing_help(pairing: Pairing, recipe: Recipe, people: People) -> str:
    """What this choice would do with the recipe's subset."""
    chosen = _chosen(recipe, people)
    count = sum(number for _, number in chosen)
    things, whole = thing_of(recipe, 2), f"the {count:,} {thing_of(recipe, count)}"
    if recipe.ranges or recipe.picked:
        whole = f"the chosen {things}"
    elif count < 2 and pairing in _TWO:
        return f"Needs two {things}, and here is {'only one' if count else 'none'}."
    if pairing is Pairing.SAME:
        each = f"Each of {whole}" if count != 1 else f"The one {things[:-1]} chosen"
        return f"{each} is painted from what the filters leave of it."
    if pairing is Pairing.PERSON:
        return _person_help(chosen, things)
    if pairing is Pairing.SUBSET:
        return f"From one of {whole} to any other of them: what it finds is their average."
    if pairing is Pairing.RANDOM:
        return f"From one of {whole} to any other of the whole collection, chosen or not."
    return f"Only noise goes in: it learns to invent {things} like {whole}."


def _person_help(chosen: People, things: str) -> str:
    pairs = sum(number > 1 for _, number in chosen)
    if not pairs:
        return f"Needs two {things} of one person; here is nobody with two."
    if len(chosen) == 1:
        return f"From one {things[:-1]} of {chosen[0][0] or 'unsorted'} to another: the average of one person."
    some = "everyone here has" if pairs == len(chosen) else f"{pairs:,} of {len(chosen):,} people have"
    return f"From one {things[:-1]} to another of the same person: {some} two or more."


def _chosen(recipe: Recipe, people: People) -> list[tuple[str, int]]:
    return [(name, count) for name, count in people if count and (not recipe.people or name in recipe.people)]


def _input_words(recipe: Recipe) -> str:
    if recipe.pairing is Pairing.NOISE:
        return chain_words((), "noise") if _is_plain(recipe.input) else f"noise, then {chain_words(recipe.input)}"
    return chain_words(recipe.input)


def _is_plain(chain: Chain) -> bool:
    return all(part.name == "original" for part in chain)


def _pairing_words(recipe: Recipe) -> str:
    thing = thing_of(recipe)
    return {
        Pairing.SAME: f"of the same {thing}",
        Pairing.PERSON: f"of another {thing} of the same person",
        Pairing.SUBSET: f"of another {thing} among them",
        Pairing.RANDOM: f"of any other {thing}",
        Pairing.NOISE: f"invented from no {thing} at all",
    }[recipe.pairing]


def _verb(words: str, verb: str) -> str:
    """ "contours go", "gray goes"."""
    return verb if words.endswith("s") and not words.endswith("ss") else {"go": "goes", "come": "comes"}[verb]


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]
