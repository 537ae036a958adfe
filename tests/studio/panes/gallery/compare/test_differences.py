"""What is said of paintings side by side: only rows that differ, letters by value, two of them in a sentence."""

from __future__ import annotations

from dataclasses import replace

from models.records import PaintOptions
from studio.panes.gallery.compare.differences import differences, in_words, same_in_all
from tests.studio.panes.painted import add_painting


def test_only_what_differs_is_listed_with_the_letters_that_have_it_in_common(project):
    first = add_painting(project, options=PaintOptions(colour=1.0))
    second = add_painting(project, options=PaintOptions(colour=1.1))
    third = replace(first, id=9)
    (found,) = differences([first, second, third])
    assert (found.label, found.groups) == ("Colour", (("AC", "100 %"), ("B", "110 %")))
    assert same_in_all([first, second]).startswith("Encoder Colourise, photo Anna.jpg, painted the whole photo")
    means = [(100.0, 100.0, 100.0), (120.0, 100.0, 90.0)]
    assert in_words("A", "B", [first, second], means) == "Colour 100 % / 110 %. B is warmer than A."
    assert in_words("A", "C", [first, third], None) == "Made by the same recipe."
