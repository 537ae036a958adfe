"""Someone drops whatever lies on their disk: right pixels, or one plain reason, and the file stays as it was."""

from __future__ import annotations

import contextlib
import os
import subprocess
import sys
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

from models.errors import PictureError
from models.images import MAX_PIXELS, encode_jpeg, encode_png, read_photo, read_picture, reading

unix_only = pytest.mark.skipif(os.name == "nt", reason="Windows has no pipes and links of this kind")


def refusal(path: Path) -> str:
    with pytest.raises(PictureError) as caught:
        read_photo(path)
    assert caught.value.path == path
    return caught.value.reason


@pytest.mark.parametrize("orientation", range(1, 9))
@pytest.mark.parametrize("ending", ["jpg", "png", "webp", "tif"])
def test_a_photo_stands_upright_whatever_way_the_camera_was_held(tmp_path, orientation, ending):
    upright = np.zeros((40, 60, 3), np.uint8)
    upright[:20, :30], upright[:20, 30:], upright[20:, :30] = (250, 0, 0), (0, 250, 0), (0, 0, 250)
    turn = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # what a camera held so would have stored
    stored = Image.fromarray(upright)
    if orientation > 1:
        stored = stored.transpose(Image.Transpose(turn[orientation]))
    exif = Image.Exif()
    exif[0x0112] = orientation
    path = tmp_path / f"turned.{ending}"
    stored.save(path, exif=exif, quality=95)
    photo = read_photo(path)
    assert photo.rotated == (orientation != 1)
    assert (photo.width, photo.height) == (60, 40)
    corners = photo.picture[[10, 10, 30, 30], [15, 45, 15, 45]].astype(int)
    expected = upright[[10, 10, 30, 30], [15, 45, 15, 45]].astype(int)
    assert np.abs(corners - expected).max() < 12


def test_transparent_parts_are_laid_on_white(tmp_path):
    rgba = np.zeros((8, 8, 4), np.uint8)
    rgba[:4] = (200, 10, 10, 255)
    Image.fromarray(rgba).save(tmp_path / "clear.png")
    picture = read_picture(tmp_path / "clear.png")
    assert (picture[:4] == (200, 10, 10)).all()
    assert (picture[4:] == 255).all()


def test_sixteen_bit_grays_keep_their_upper_byte(tmp_path):
    ramp = (np.arange(256, dtype=np.uint16) * 256 + 77)[None, :].repeat(4, axis=0)
    for name in ("ramp.png", "ramp.tif"):
        Image.fromarray(ramp).save(tmp_path / name)
        assert (read_picture(tmp_path / name)[:, :, 0] == ramp >> 8).all()


def test_a_picture_is_rgb_bytes_whatever_the_file_held(tmp_path, astronaut):
    for mode in ("1", "L", "P", "CMYK", "YCbCr", "LA", "RGBA"):
        path = tmp_path / f"{mode}.tif"
        image = Image.fromarray(astronaut[:64, :48]).convert(mode)
        image.save(path) if mode != "YCbCr" else image.save(path.with_suffix(".jpg"))
        picture = read_picture(path if mode != "YCbCr" else path.with_suffix(".jpg"))
        assert picture.shape == (64, 48, 3)
        assert picture.dtype == np.uint8


def test_the_date_comes_from_exif_and_nonsense_is_no_date(tmp_path, astronaut):
    dates = {"2019:08:24 17:03:11": "2019-08-24T17:03:11", "0000:00:00 00:00:00": None, "<b>": None}
    for text, expected in dates.items():
        exif = Image.Exif()
        exif.get_ifd(0x8769)[0x9003] = text
        Image.fromarray(astronaut[:32, :32]).save(tmp_path / "dated.jpg", exif=exif)
        assert read_photo(tmp_path / "dated.jpg").taken == expected


@unix_only
def test_a_pipe_named_like_a_photo_does_not_hang_the_import(tmp_path):
    os.mkfifo(tmp_path / "a.jpg")
    assert "pipe" in refusal(tmp_path / "a.jpg")


@unix_only
def test_a_link_in_a_circle_is_named_as_such(tmp_path):
    (tmp_path / "a.jpg").symlink_to(tmp_path / "b.jpg")
    (tmp_path / "b.jpg").symlink_to(tmp_path / "a.jpg")
    assert "circle" in refusal(tmp_path / "a.jpg")


@unix_only
def test_a_file_without_permission_says_so(tmp_path, astronaut):
    path = tmp_path / "secret.jpg"
    path.write_bytes(encode_jpeg(astronaut[:32, :32]))
    path.chmod(0)
    if os.geteuid() != 0:
        assert "permission" in refusal(path)
        return
    # the administrator may read everything: ask as nobody
    for folder in (tmp_path, *tmp_path.parents[:2]):
        folder.chmod(0o755)
    root = Path(reading.__file__).parents[2]
    ask = (
        "import os, sys; from pathlib import Path; from models.images import read_photo; os.setuid(65534)\n"
        "try: read_photo(Path(sys.argv[1]))\nexcept Exception as error: print(type(error).__name__, error.reason)"
    )
    said = subprocess.run([sys.executable, "-c", ask, str(path)], cwd=root, capture_output=True, text=True, check=True)
    assert said.stdout.startswith("PictureError you have no permission")


def test_a_folder_and_a_vanished_file_have_their_own_words(tmp_path):
    (tmp_path / "x.jpg").mkdir()
    assert "folder" in refusal(tmp_path / "x.jpg")
    assert "not there" in refusal(tmp_path / "gone.jpg")
    (tmp_path / "empty.jpg").touch()
    assert "empty" in refusal(tmp_path / "empty.jpg")


def test_a_bomb_is_refused_before_it_is_unpacked(tmp_path):
    side = int(MAX_PIXELS**0.5) + 100
    path = tmp_path / "bomb.png"
    Image.new("1", (side, side)).save(path)
    assert path.stat().st_size < 100_000
    assert "megapixels" in refusal(path)


def test_a_huge_photo_is_read_at_half_its_size(tmp_path):
    size = (12_001, 10_011)
    for name, mode, white in (("huge.png", "1", 1), ("huge.jpg", "L", 255)):
        huge = Image.new(mode, size)
        huge.paste(white, (0, 5_000, *size))
        huge.save(tmp_path / name)
        picture = read_picture(tmp_path / name)
        assert picture.shape == (5_006, 6_001, 3)
        assert (picture[:2_490].max(), picture[2_510:].min()) == (0, 255)


def test_a_file_cut_anywhere_is_refused(tmp_path, astronaut):
    path = tmp_path / "cut.png"
    for data in (encode_png(astronaut[:40, :40]), encode_jpeg(astronaut[:40, :40])):
        for length in range(0, len(data) - 8, max(1, len(data) // 60)):
            path.write_bytes(data[:length])
            refusal(path)


@given(
    place=st.floats(0, 0.999),
    byte=st.integers(0, 255),
    kind=st.sampled_from(["PNG", "JPEG", "WEBP", "GIF", "TIFF", "BMP"]),
)
def test_a_changed_byte_gives_a_picture_or_a_refusal_never_a_crash(tmp_path, astronaut, place, byte, kind):
    path = tmp_path / "changed"
    Image.fromarray(astronaut[:24, :32]).save(path, kind)
    data = bytearray(path.read_bytes())
    data[int(place * len(data))] = byte
    path.write_bytes(data)
    with contextlib.suppress(PictureError):
        assert read_photo(path).picture.dtype == np.uint8


def test_reading_leaves_the_original_as_it_was(astronaut_file):
    astronaut_file.chmod(0o444)
    before = astronaut_file.read_bytes(), astronaut_file.stat().st_mtime_ns
    read_photo(astronaut_file)
    assert (astronaut_file.read_bytes(), astronaut_file.stat().st_mtime_ns) == before


def test_the_pixels_are_those_of_the_file(astronaut_file, astronaut):
    photo = read_photo(astronaut_file)
    assert (photo.picture == astronaut).all()
    assert (photo.format, photo.file_size) == ("PNG", astronaut_file.stat().st_size)
