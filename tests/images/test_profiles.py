"""A photo looks here as it does to people: its profile is read, whichever format carries it, and costs sRGB nothing."""

from __future__ import annotations

import io
import threading

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image, ImageCms
from skimage.color import deltaE_ciede2000, rgb2lab

from models.gallery.export import ExportOptions, encode_export
from models.images import encode_png, read_picture
from models.images.profiles import adobe_rgb_profile, srgb_profile, tones_from, transform_from
from models.records import PaintingRecipe, PaintOptions
from tests.images.colours import from_linear, gray_profile, profile_of, shown_as

WIDE = ("Display P3", "Adobe RGB", "ProPhoto")
LOSSLESS = {"png": {}, "tif": {}, "webp": {"lossless": True}}


def mean_difference(picture, shares):
    """Mean CIEDE2000 of a picture (bytes) and what it should be (0 to 1)."""
    return float(deltaE_ciede2000(rgb2lab(picture / 255), rgb2lab(shares)).mean())


@pytest.fixture
def colours():
    """Every corner of the cube and what lies between, 27 x 27."""
    steps = np.linspace(0, 255, 9).astype(np.uint8)
    return np.stack(np.meshgrid(steps, steps, steps), axis=-1).reshape(27, 27, 3)


@pytest.mark.parametrize("ending", LOSSLESS)
@pytest.mark.parametrize("name", WIDE)
def test_a_wide_profile_is_turned_into_srgb(tmp_path, colours, name, ending):
    path = tmp_path / f"wide.{ending}"
    Image.fromarray(colours).save(path, icc_profile=profile_of(name), **LOSSLESS[ending])
    picture = read_picture(path)
    assert mean_difference(picture, shown_as(name, colours)) < 0.5
    source = ImageCms.ImageCmsProfile(io.BytesIO(profile_of(name)))
    other = ImageCms.profileToProfile(Image.fromarray(colours), source, ImageCms.createProfile("sRGB"))
    assert mean_difference(picture, np.asarray(other) / 255) < 0.5
    assert mean_difference(colours, shown_as(name, colours)) > 0.8  # it would show if it were passed over


@pytest.mark.parametrize("name", WIDE)
def test_a_jpeg_of_a_portrait_keeps_its_colours(tmp_path, astronaut, name):
    path = tmp_path / "wide.jpg"
    Image.fromarray(astronaut).save(path, quality=97, subsampling=0, icc_profile=profile_of(name))
    with Image.open(path) as stored:
        assert mean_difference(read_picture(path), shown_as(name, np.asarray(stored))) < 0.5


def test_exchanged_channels_are_exchanged_back(tmp_path, astronaut):
    Image.fromarray(astronaut).save(tmp_path / "gbr.png", icc_profile=profile_of("sRGB", order=(1, 2, 0)))
    # a file whose first channel is green
    shown = astronaut[:, :, [2, 0, 1]]
    assert np.abs(read_picture(tmp_path / "gbr.png").astype(int) - shown).max() <= 2


def test_a_linear_gray_profile_brightens(tmp_path):
    ramp = np.arange(256, dtype=np.uint8)[None].repeat(4, axis=0)
    expected = from_linear(ramp / 255)
    for ending, extra in LOSSLESS.items():
        if ending != "webp":  # it has no gray
            Image.fromarray(ramp).save(tmp_path / f"gray.{ending}", icc_profile=gray_profile(1.0), **extra)
            picture = read_picture(tmp_path / f"gray.{ending}")
            assert mean_difference(picture, np.stack([expected] * 3, axis=-1)) < 0.5
    Image.fromarray(ramp).save(tmp_path / "gray.jpg", icc_profile=gray_profile(1.0), quality=100)
    assert np.abs(read_picture(tmp_path / "gray.jpg")[0, :, 0] - 255 * expected[0]).mean() < 2


def test_sixteen_bits_of_linear_gray_keep_their_shadows(tmp_path):
    ramp = np.linspace(0, 65535, 4096).astype(np.uint16)[None].repeat(2, axis=0)
    Image.fromarray(ramp).save(tmp_path / "deep.png", icc_profile=gray_profile(1.0))
    picture = read_picture(tmp_path / "deep.png")
    assert mean_difference(picture, np.stack([from_linear(ramp / 65535)] * 3, axis=-1)) < 0.5
    assert len(np.unique(picture)) == 256


def test_a_profile_and_transparency_go_together(tmp_path, colours):
    clear = np.dstack([colours, np.full(colours.shape[:2], 255, np.uint8)])
    clear[:5, :, 3] = 0
    Image.fromarray(clear).save(tmp_path / "clear.png", icc_profile=profile_of("Display P3"))
    picture = read_picture(tmp_path / "clear.png")
    assert (picture[:5] >= 254).all()
    assert mean_difference(picture[5:], shown_as("Display P3", colours)[5:]) < 0.5


def test_a_gray_photo_with_a_profile_of_colours_stays_gray(tmp_path, astronaut):
    gray = Image.fromarray(astronaut[:64, :64]).convert("L")
    gray.save(tmp_path / "gray.jpg", icc_profile=profile_of("Adobe RGB"))
    picture = read_picture(tmp_path / "gray.jpg").astype(int)
    assert np.abs(picture - picture.mean(axis=2, keepdims=True)).max() <= 1


def test_a_camera_that_only_says_adobe_rgb_in_exif_is_understood(tmp_path, astronaut):
    exif = Image.Exif()
    exif.get_ifd(0x8769)[0xA005] = {1: "R03"}
    Image.fromarray(astronaut).save(tmp_path / "r03.jpg", quality=97, exif=exif)
    with Image.open(tmp_path / "r03.jpg") as stored:
        assert mean_difference(read_picture(tmp_path / "r03.jpg"), shown_as("Adobe RGB", np.asarray(stored))) < 0.5


@pytest.mark.parametrize("profile", [srgb_profile(), profile_of("sRGB")])
def test_srgb_changes_no_pixel_and_costs_nothing(tmp_path, astronaut, profile):
    assert transform_from(profile, "RGB") is None
    Image.fromarray(astronaut).save(tmp_path / "srgb.png", icc_profile=profile)
    assert (read_picture(tmp_path / "srgb.png") == astronaut).all()


def test_a_transform_is_made_once_for_all_threads(tmp_path, astronaut):
    Image.fromarray(astronaut).save(tmp_path / "p3.png", icc_profile=profile_of("Display P3"))
    first = read_picture(tmp_path / "p3.png")
    made = transform_from.cache_info().misses
    pictures = []
    threads = [threading.Thread(target=lambda: pictures.append(read_picture(tmp_path / "p3.png"))) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert transform_from.cache_info().misses == made
    assert len(pictures) == 8
    assert all((picture == first).all() for picture in pictures)


@given(place=st.floats(0, 0.999), byte=st.integers(0, 255), cut=st.floats(0, 1))
def test_a_damaged_profile_is_no_reason_to_refuse_a_photo(tmp_path, astronaut, place, byte, cut):
    profile = bytearray(profile_of("Display P3"))
    profile[int(place * len(profile))] = byte
    damaged = bytes(profile[: max(1, int(cut * 2 * len(profile)))])
    Image.fromarray(astronaut[:24, :32]).save(tmp_path / "damaged.png", icc_profile=damaged)
    assert read_picture(tmp_path / "damaged.png").shape == (24, 32, 3)


def test_a_profile_that_does_not_fit_is_passed_over(tmp_path, astronaut):
    for profile in (gray_profile(1.0), b"", b"no profile " * 40):
        Image.fromarray(astronaut[:24, :32]).save(tmp_path / "unfit.png", icc_profile=profile)
        assert (read_picture(tmp_path / "unfit.png") == astronaut[:24, :32]).all()
    assert tones_from(b"no profile " * 40) is None


def test_adobe_rgb_is_that_of_the_formula(colours):
    seen = transform_from(adobe_rgb_profile(), "RGB")
    assert seen is not None
    assert mean_difference(np.asarray(seen.apply(Image.fromarray(colours))), shown_as("Adobe RGB", colours)) < 0.5


def test_what_is_written_says_that_it_is_srgb(astronaut):
    assert b"sRGB" in encode_png(astronaut[:8, :8])[:60]
    recipe = PaintingRecipe("", "Ink", "", "", PaintOptions())
    for kind in ("jpeg", "webp"):
        data = encode_export(astronaut[:64, :64], recipe, ExportOptions(format=kind))
        assert data == encode_export(astronaut[:64, :64], recipe, ExportOptions(format=kind))
        with Image.open(io.BytesIO(data)) as image:
            assert transform_from(image.info["icc_profile"], "RGB") is None
            assert "sRGB" in ImageCms.getProfileDescription(ImageCms.ImageCmsProfile(io.BytesIO(srgb_profile())))
