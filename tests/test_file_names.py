"""Exported files get names that every system takes and that never leave the chosen folder."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import UsageError
from models.file_names import TEMPLATE, check_template, fill_template, named_after, safe_name, slug


def test_the_template_is_filled_and_leaves_no_gaps():
    assert fill_template(TEMPLATE, encoder="Colour", source="Anna", number="007") == "Colour Anna 007"
    assert fill_template(TEMPLATE, encoder="Colour", number="007") == "Colour 007"
    assert fill_template("{date}_{person}", date="2026-05-01", person="Zoë") == "2026-05-01_Zoë"


@pytest.mark.parametrize(
    "template",
    [
        "{evil}",
        "{encoder.__class__}",
        "{0}",
        "{encoder!r}",
        "{number:>99999999}",
        "{encoder",
        "same",
        "",
        "../{number}",
        "a/b {number}",
        "{number[0]}",
        "C:{number}",
    ],
)
def test_a_bad_template_is_refused_before_anything_is_written(template):
    with pytest.raises(UsageError):
        check_template(template)


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("../../etc/passwd", "etc passwd"),
        ("con", "con_"),
        ("NUL.txt", "NUL_"),
        ("...", "painting"),
        ("", "painting"),
        ("a\x00b\nc", "a b c"),
        ("ünï → 写真", "ünï → 写真"),
        (" .hidden. ", "hidden"),
        ("x" * 500, "x" * 120),
    ],
)
def test_odd_names_become_safe(text, name):
    assert safe_name(text) == name


@given(st.text())
def test_any_text_becomes_one_plain_name(text):
    name = safe_name(text)
    assert name
    assert name not in (".", "..")
    assert not set(name) & set('/\\:*?"<>|\0\n')
    assert len(name.encode("utf-8", "replace")) <= 240


@given(st.text(max_size=400), st.text(max_size=60))
def test_what_is_named_after_a_file_or_a_title_is_one_plain_name(source, ending):
    for name in (named_after(source, f"-{ending}"), slug(source, "run")):
        assert name not in ("", ".", "..")
        assert not set(name) & set('/\\:*?"<>|\0\n')
        assert len(name.encode("utf-8", "replace")) <= 240


def test_an_ending_is_kept_whole():
    assert named_after("ü" * 200, "-gray") == "ü" * 115 + "-gray"
    assert named_after("con", "-gray") == "con_-gray"
