"""A person's name comes in by one door, and is found however it is capitalised; a wrong one gets "did you mean"."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ParameterError, UnknownNameError
from models.person_names import clean_name, folded, name_of_folder, names_in_list, need_name, same_name, same_names

PEOPLE = ["Anna", "Müller, Anna", "Bob", "anna", "Straße"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("  Anna\t Maria ", "Anna Maria"),
        (unicodedata.normalize("NFD", "Zoë"), "Zoë"),
        ("A\x1b[31mnna", "A [31mnna"),
        ("Anna\u202e\u2066", "Anna"),
        ("\u200fAnna\u200e", "Anna"),
        ("An\u00adna\u200b\ufeff\u2060", "Anna"),
        ("Anna\u2028\u2029Maria", "Anna Maria"),
        ("👩\u200d🔬", "👩\u200d🔬"),
        ("می\u200cخواهم", "می\u200cخواهم"),
        ("\ud800Anna", "Anna"),
    ],
)
def test_names_are_kept_in_one_form_without_what_can_not_be_seen(text: str, name: str) -> None:
    assert clean_name(text) == name == clean_name(name)


@pytest.mark.parametrize("text", ["", " \n", "\u200b", "\u200d", "\u202e\u2069", "x" * 121])
def test_no_name_and_one_too_long_are_refused(text: str) -> None:
    with pytest.raises(ParameterError):
        clean_name(text)


@given(st.text(max_size=60))
def test_a_clean_name_stays_as_it_is(text: str) -> None:
    name = name_of_folder(text)
    assert name_of_folder(name) == name
    assert folded(folded(name)) == folded(name)
    assert not any(unicodedata.category(one) in ("Cc", "Cs", "Zl", "Zp") for one in name)


def test_the_very_same_wins_then_capitals_do_not_count() -> None:
    assert same_name("anna", PEOPLE) == "anna"
    assert same_name("ANNA", PEOPLE) == "Anna"
    assert same_name("STRASSE", PEOPLE) == "Straße"
    assert same_name(unicodedata.normalize("NFD", "müller, anna"), PEOPLE) == "Müller, Anna"
    assert same_name("Ann", PEOPLE) is None
    assert same_names(["bob", "Carl", "BOB"], PEOPLE) == ("Bob", "Carl")


@pytest.mark.parametrize(
    ("text", "people"),
    [
        ("Anna", ("Anna",)),
        ("Müller, Anna", ("Müller, Anna",)),
        ("bob,müller, anna,anna", ("Bob", "Müller, Anna", "anna")),
        (" Bob , Anna,", ("Bob", "Anna")),
        ("", ()),
    ],
)
def test_a_list_with_commas_in_names_is_understood(text: str, people: tuple[str, ...]) -> None:
    assert names_in_list(text, PEOPLE) == people


@pytest.mark.parametrize(
    ("asked", "says"),
    [("Ana", "Did you mean Anna"), ("BOBB", "Did you mean Bob"), ("Xerxes", "There are: Anna, Bob")],
)
def test_an_unknown_name_gets_what_was_probably_meant(asked: str, says: str) -> None:
    with pytest.raises(UnknownNameError, match=says):
        need_name(asked, PEOPLE)
    with pytest.raises(UnknownNameError, match="no person"):
        names_in_list(f"Bob,{asked}", PEOPLE)


def test_where_there_is_nobody_that_is_said() -> None:
    with pytest.raises(UnknownNameError, match="Add photos first"):
        need_name("Anna", [])
