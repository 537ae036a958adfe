"""Before and after as a web page: whole, offline, and silent on names unless asked."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from models.events import Saved
from models.gallery.export import ExportOptions
from models.gallery.painting_file import write_painting
from models.images import read_picture
from models.records import PaintingRecipe, PaintOptions
from models.workflow.export_gallery import export_gallery
from models.workflow.import_photos import import_photos


@pytest.fixture
def gallery(project, astronaut, astronaut_file):
    """A painting of a photo that is here, and one of a photo that is not."""
    list(import_photos(project, [astronaut_file], person="Eileen"))
    (photo,) = project.photos.all()
    recipe = PaintingRecipe("a" * 64, "Colour <b>", photo.sha256, photo.name, PaintOptions())
    for number, one in enumerate((recipe, replace(recipe, source_sha256="b" * 64))):
        path = write_painting(project.gallery_folder, f"{number}", 255 - astronaut, one)
        project.paintings.add(path, one, 512, 512, "Eileen")
    return project


def _page(project, out, **changes):
    options = ExportOptions(page=True, sheet="", **changes)
    events = export_gallery(project, out, None, options)
    (page,) = (event.path for event in events if isinstance(event, Saved) and event.what == "page")
    return page


def test_each_painting_is_wiped_against_its_photo_without_a_network(gallery, tmp_path, astronaut):
    page = _page(gallery, tmp_path / "out")
    text = page.read_text(encoding="utf-8")
    assert text.count("<figure>") == 2
    assert text.count('type="range"') == 1
    assert "Colour &lt;b&gt;" not in text  # a name that is safe for files has no such letters
    assert not re.search(r"https?:|//[a-z]|url\(", text)
    for name in re.findall(r'src="([^"]+)"', text):
        assert read_picture(page.parent / name).shape == astronaut.shape
    assert _page(gallery, tmp_path / "out").parent != page.parent


def test_no_name_is_in_any_byte_unless_asked(gallery, tmp_path, astronaut_file):
    _page(gallery, tmp_path / "quiet")
    said = b"".join(path.read_bytes() for path in (tmp_path / "quiet").rglob("*.*"))
    for word in ("Eileen", astronaut_file.stem, str(astronaut_file.parent)):
        assert word.encode() not in said
    page = _page(gallery, tmp_path / "told", keep_names=True, template="{person} {number}")
    assert "Eileen 001" in page.read_text(encoding="utf-8")
