"""Presets come back as they were saved, whatever they are called, and no file in their folder can do harm."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.errors import ParameterError, UnknownNameError, UsageError
from models.filters import parse_chain, step
from models.filters.preset_name import LONGEST_NAME, clean_preset_name
from models.filters.presets import MAX_BYTES, MAX_FILES, SUFFIX, Preset, PresetFolder
from tests.filters.test_chain import chains

SOFT = parse_chain("blur:kernel=9,gray")
INK = parse_chain("halftone:size=6")


def is_name(text):
    try:
        return clean_preset_name(text) == text
    except ValueError:
        return False


names = st.text(max_size=LONGEST_NAME).filter(is_name)


@pytest.fixture
def folder(tmp_path):
    return PresetFolder(tmp_path / "presets")


def put(folder, name, text):
    folder.folder.mkdir(exist_ok=True)
    path = folder.folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


def as_json(**changes):
    return json.dumps({"bottega_preset": 1, "name": "Soft", "chain": [{"name": "gray"}]} | changes)


def only_problem(folder):
    listed = folder.all()
    assert listed.presets == ()
    assert len(listed.problems) == 1
    return listed.problems[0]


def test_a_folder_that_is_not_there_holds_no_presets(folder):
    assert folder.all().presets == ()
    assert folder.all().problems == ()
    assert not folder.folder.exists()


def test_presets_are_listed_by_name_as_people_sort(folder):
    for name in ("zebra", "Ärger", "Apple", "banana"):
        folder.save(name, SOFT)
    assert [preset.name for preset in folder.all().presets] == ["Apple", "banana", "zebra", "Ärger"]


def test_a_saved_preset_is_readable_text(folder):
    folder.save("Soft  gray", SOFT)
    text = (folder.folder / f"Soft gray{SUFFIX}").read_text(encoding="utf-8")
    assert json.loads(text) == {
        "bottega_preset": 1,
        "name": "Soft gray",
        "chain": [{"name": "blur", "values": {"kernel": 9}}, {"name": "gray", "values": {}}],
    }
    assert text.count("\n") > 5


def test_saving_under_the_same_name_replaces(folder):
    folder.save("Mine", SOFT)
    folder.save(" Mine ", INK)
    assert folder.all().presets == (Preset("Mine", INK),)
    assert len(list(folder.folder.iterdir())) == 1


def test_names_that_would_be_the_same_file_are_kept_apart(folder):
    """A slash can't be in a file's name, and some systems don't tell capitals apart."""
    for name in ("a/b", "a b", "A B", "a?b"):
        folder.save(name, SOFT)
    assert {preset.name for preset in folder.all().presets} == {"a/b", "a b", "A B", "a?b"}
    folder.save("a?b", INK)
    assert {preset.name for preset in folder.all().presets if preset.chain == INK} == {"a?b"}
    assert folder.all().problems == ()


@given(saved=st.dictionaries(names, chains, max_size=5))
def test_any_presets_come_back_as_they_were_saved(saved):
    with tempfile.TemporaryDirectory() as place:
        folder = PresetFolder(Path(place))
        for name, chain in saved.items():
            assert folder.save(name, chain) == Preset(name, chain)
        listed = PresetFolder(Path(place)).all()
        assert {preset.name: preset.chain for preset in listed.presets} == saved
        assert listed.problems == ()
        for name, chain in saved.items():
            assert folder.remove(name) == Preset(name, chain)
        assert list(Path(place).iterdir()) == []


@given(name=st.text(max_size=80))
def test_any_name_is_kept_inside_the_folder_or_refused_in_words(name):
    with tempfile.TemporaryDirectory() as place:
        folder = PresetFolder(Path(place) / "presets")
        try:
            kept = folder.save(name, SOFT)
        except UsageError as error:
            assert len(str(error)) < 300  # noqa: PT017  either outcome is right, a crash is not
        else:
            assert folder.all().presets == (kept,)
        assert [path.name for path in Path(place).iterdir()] in ([], ["presets"])


@pytest.mark.parametrize("name", ["", "  \n ", "x" * (LONGEST_NAME + 1), "a\x00b", "a\u202eb", "a\ud800b"])
def test_what_can_be_no_name_is_refused_and_nothing_is_written(folder, name):
    with pytest.raises(UsageError, match="name"):
        folder.save(name, SOFT)
    assert not folder.folder.exists()


@pytest.mark.parametrize("name", ["..", "../../up", "con", "CON", "nul.txt", "😀" * LONGEST_NAME, "a:b", ".hidden"])
def test_hard_names_become_safe_files_in_the_folder(folder, name):
    folder.save(name, SOFT)
    (path,) = folder.folder.parent.rglob("*.json")
    assert path.parent == folder.folder
    assert len(path.name.encode()) < 255
    assert not path.name.startswith(".")
    assert folder.all().presets == (Preset(name, SOFT),)


def test_a_chain_that_could_not_be_read_again_is_not_saved(folder):
    for chain in ((), 17 * (step("gray"),)):
        with pytest.raises(UsageError, match="chain"):
            folder.save("Mine", chain)
    assert not folder.folder.exists()


def test_removing_can_be_taken_back(folder):
    folder.save("Soft", SOFT)
    folder.save("Ink", INK)
    removed = folder.remove("Soft")
    assert [preset.name for preset in folder.all().presets] == ["Ink"]
    folder.save(removed.name, removed.chain)
    assert folder.all().presets == (Preset("Ink", INK), Preset("Soft", SOFT))


def test_removing_what_is_not_there_says_what_was_meant(folder):
    folder.save("Soft", SOFT)
    with pytest.raises(UnknownNameError, match="Did you mean Soft"):
        folder.remove("soft")
    with pytest.raises(UnknownNameError, match="removed already"):
        folder.remove("Quite another")


@pytest.mark.parametrize(
    ("text", "named"),
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("[]", "not a preset"),
        (b"\xff\xfe\x00", "JSON"),
        (20_000 * "[", "JSON"),
        ('{"bottega_preset": 1, "name": "a"}', "chain"),
        (as_json(bottega_preset=2), "bottega_preset"),
        (as_json(name=7), "name"),
        (as_json(name=" "), "needs a name"),
        (as_json(name="x" * 51), "longer than"),
        (as_json(name="a\u0007"), "can't be shown"),
        (as_json(run="import os"), "run"),
        (as_json(chain=[]), "chain"),
        (as_json(chain=17 * [{"name": "gray"}]), "chain"),
        (as_json(chain=[{"name": "gray", "code": "x"}]), "code"),
        (as_json(chain=[{"name": "blur", "values": {"sigma": [1]}}]), "sigma"),
        (as_json(chain=[{"name": "blur", "values": {"sigma": 1e9}}]), "sigma can't be"),
        (as_json(chain=[{"name": "blur", "values": {"kernel": 10**300}}]), "kernel can't be"),
        (as_json(chain=[{"name": "blur", "values": {"depth": 1}}]), "depth"),
        (as_json(chain=[{"name": "sepia"}]), "no filter called 'sepia'"),
        (as_json(chain=[{"name": "grey"}]), "Did you mean gray"),
        (as_json() + " " * MAX_BYTES, "larger than"),
    ],
)
def test_a_file_that_is_no_preset_is_passed_over_with_its_reason(folder, text, named):
    put(folder, "odd.json", text)
    problem = only_problem(folder)
    assert problem.startswith("odd.json was passed over: ")
    assert named in problem
    assert problem.endswith((".", "?")) and not problem.endswith(("?.", ".."))  # noqa: PT018
    assert len(problem) < 400


def test_one_damaged_file_does_not_hide_the_others(folder):
    folder.save("Soft", SOFT)
    put(folder, "broken.json", as_json()[:-5])
    put(folder, "notes.txt", "not JSON, none of our business")
    listed = folder.all()
    assert listed.presets == (Preset("Soft", SOFT),)
    assert len(listed.problems) == 1


def test_of_two_files_of_one_name_the_first_counts(folder):
    put(folder, "a.json", as_json())
    put(folder, "b.json", as_json(chain=[{"name": "canny"}]))
    listed = folder.all()
    assert listed.presets == (Preset("Soft", (step("gray"),)),)
    assert listed.problems == ("b.json was passed over: a.json has the same name.",)


def test_a_damaged_file_in_the_way_is_not_overwritten(folder):
    damaged = put(folder, f"Soft{SUFFIX}", "{")
    folder.save("Soft", SOFT)
    assert damaged.read_text() == "{"
    assert folder.all().presets == (Preset("Soft", SOFT),)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no pipes in folders")
def test_a_pipe_or_a_folder_in_its_place_holds_nothing_up(folder):
    folder.folder.mkdir()
    os.mkfifo(folder.folder / "pipe.json")
    (folder.folder / "folder.json").mkdir()
    (folder.folder / "loop.json").symlink_to("loop.json")
    listed = folder.all()
    assert listed.presets == ()
    assert [problem.split()[0] for problem in listed.problems] == ["folder.json", "loop.json", "pipe.json"]


def test_a_folder_full_of_files_is_read_only_so_far(folder):
    folder.folder.mkdir()
    for number in range(MAX_FILES + 1):
        (folder.folder / f"{number:05}.json").symlink_to(os.devnull)
    assert folder.all().problems[0] == "Only the first 1,000 of 1,001 presets were read."


def test_a_value_from_a_file_is_the_value_a_person_could_set(folder):
    put(folder, "a.json", as_json(chain=[{"name": "downscale", "values": {"factor": 2, "smooth": False}}]))
    assert folder.all().presets[0].chain == (step("downscale", factor="2", smooth=False),)
    with pytest.raises(ParameterError):
        step("downscale", factor="5")


def test_the_window_can_know_presets_without_loading_pydantic():
    code = "import sys, models.filters.presets; print(sorted({'pydantic', 'torch'} & set(sys.modules)))"
    shown = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert shown.stdout.strip() == "[]"
