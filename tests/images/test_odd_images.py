"""Unusual and broken files: each is read exactly, or refused with one plain sentence."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from models.errors import PictureError
from models.images import PhotoFile, read_photo

pytestmark = pytest.mark.filterwarnings("ignore:.*:UserWarning")  # Pillow's, silenced in the program itself


def rows(shared_data: Path) -> list[dict[str, str]]:
    with (shared_data / "odd_images" / "manifest.csv").open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def differs(row: dict[str, str], photo: PhotoFile) -> str:
    """How an imported photo differs from its row; empty when it does not."""
    if (photo.width, photo.height) != (int(row["upright_width"]), int(row["upright_height"])):
        return f"is {photo.width}x{photo.height}"
    small = np.asarray(Image.fromarray(photo.picture).resize((4, 4), Image.Resampling.BOX), int).ravel()
    apart = np.abs(small - list(bytes.fromhex(row["sig4x4_rgb_hex"]))).max()
    return f"is {apart} levels off" if apart > 12 else ""


def test_every_odd_file_is_read_or_refused_as_it_must_be(shared_data):
    wrong = [f"{row['file']}: {fault}" for row in rows(shared_data) if (fault := fault_with(row, shared_data))]
    assert not wrong, "\n".join(wrong)


def fault_with(row: dict[str, str], shared_data: Path) -> str:
    """What the reader did wrong with a file; empty when it did as it must."""
    path = shared_data / "odd_images" / row["file"]
    try:
        photo = read_photo(path)
    except PictureError as error:
        plain = error.path == path and len(error.reason) > 10 and "\n" not in error.reason
        return "" if plain and row["expected"] != "import_exact" else f"refused: {error}"
    if row["expected"] == "refuse" or photo.sha256 != row["sha256"]:
        return "was imported, or as another"
    return differs(row, photo) if row["expected"] == "import_exact" else ""


def test_a_heic_photo_is_refused_with_the_plug_in_it_needs(shared_data):
    with_heic = next(row for row in rows(shared_data) if row["file"].endswith(".HEIC"))
    try:
        import pillow_heif  # noqa: F401
    except ImportError:
        pass
    else:
        pytest.skip("the plug-in is installed here")
    with pytest.raises(PictureError) as caught:
        read_photo(shared_data / "odd_images" / with_heic["file"])
    assert "pillow-heif" in caught.value.reason
