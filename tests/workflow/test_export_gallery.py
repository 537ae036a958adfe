"""Exporting gives copies that open anywhere, with the recipe but without names, and never replaces a file."""

from __future__ import annotations

import numpy as np
import pytest
from PIL.PdfParser import PdfParser

from models.errors import UsageError
from models.events import Finished, Refused, Saved
from models.gallery.export import ExportOptions
from models.gallery.painting_file import encode_painting, read_painting_recipe
from models.images import read_picture
from models.records import PaintingRecipe, PaintOptions
from models.workflow.export_gallery import export_gallery

RECIPE = PaintingRecipe("a" * 64, "Colour", "b" * 64, "Anna at the sea.jpg", PaintOptions())


@pytest.fixture
def gallery(project, astronaut):
    for number in range(3):
        path = project.gallery_folder / f"{number}.png"
        path.write_bytes(encode_painting(astronaut[: 100 + number], RECIPE))
        project.paintings.add(path, RECIPE, 512, 100 + number, "Anna")
    return project


def _saved(events):
    return [event.path for event in events if isinstance(event, Saved)]


def test_all_paintings_and_a_contact_sheet_are_exported_without_names(gallery, tmp_path):
    events = list(export_gallery(gallery, tmp_path / "out"))
    names = ["Colour 001.png", "Colour 002.png", "Colour 003.png", "contact sheet.png"]
    assert [path.name for path in _saved(events)] == names
    assert np.array_equal(read_picture(tmp_path / "out" / names[0]), read_picture(gallery.paintings.all()[-1].path))
    for name in names[:3]:
        assert read_painting_recipe(tmp_path / "out" / name).source_name == ""
        assert b"Anna" not in (tmp_path / "out" / name).read_bytes()
    assert isinstance(events[-1], Finished)
    assert (events[-1].done, events[-1].failed) == (3, 0)


@pytest.mark.parametrize(("form", "suffix"), [("png", ".png"), ("jpeg", ".jpg"), ("webp", ".webp"), ("tiff", ".tif")])
def test_names_are_kept_when_asked_for_in_every_format(gallery, tmp_path, form, suffix):
    options = ExportOptions(format=form, template="{person} {source} {number}", keep_names=True, sheet="")
    first = _saved(export_gallery(gallery, tmp_path / "out", None, options))[0]
    assert first.name == f"Anna Anna at the sea 001{suffix}"
    assert read_painting_recipe(first) == RECIPE
    assert read_picture(first).shape == (100, 512, 3)


def test_a_sheet_to_print_has_its_captions_as_text(gallery, tmp_path):
    options = ExportOptions(template="(é) {number}", sheet="pdf")
    sheet = _saved(export_gallery(gallery, tmp_path / "out", None, options))[-1]
    assert sheet.name == "contact sheet.pdf"
    with PdfParser(str(sheet)) as pdf:
        (page,) = (pdf.cached_objects[ref] for ref in pdf.pages)
        assert len(page[b"Resources"][b"XObject"]) == 3
    assert b"(\\(\xe9\\) 002) Tj" in sheet.read_bytes()
    assert b"Anna" not in sheet.read_bytes()


def test_nothing_is_ever_replaced(gallery, tmp_path):
    for _ in range(2):
        list(export_gallery(gallery, tmp_path / "out"))
    assert len(list((tmp_path / "out").iterdir())) == 8
    assert (tmp_path / "out" / "Colour 001-2.png").exists()


def test_a_missing_painting_is_named_and_the_rest_goes_on(gallery, tmp_path):
    lost = gallery.paintings.all()[1]
    lost.path.unlink()
    events = list(export_gallery(gallery, tmp_path / "out"))
    assert [event.path for event in events if isinstance(event, Refused)] == [lost.path]
    assert (events[-1].done, events[-1].failed) == (2, 1)


def test_some_of_them_can_be_chosen(gallery, tmp_path):
    ids = [gallery.paintings.all()[0].id]
    assert len(_saved(export_gallery(gallery, tmp_path / "out", ids))) == 2


@pytest.mark.parametrize("options", [ExportOptions(template="../{number}"), ExportOptions(quality=0)])
def test_bad_options_are_refused_before_anything_is_written(gallery, tmp_path, options):
    with pytest.raises(UsageError):
        list(export_gallery(gallery, tmp_path / "out", None, options))
    assert not (tmp_path / "out").exists()


def test_an_empty_gallery_exports_nothing(project, tmp_path):
    events = list(export_gallery(project, tmp_path / "out"))
    assert _saved(events) == []
    assert events[-1].done == 0
