"""What Bottega writes can be read back: the pixels, and the words inside."""

from __future__ import annotations

import io

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image
from PIL.PngImagePlugin import PngInfo

from models.errors import PictureError
from models.images import decode_png_text, encode_jpeg, encode_png, read_picture, write_png

keys = st.text(st.characters(min_codepoint=33, max_codepoint=126), min_size=1, max_size=40)
words = st.text(st.characters(exclude_categories=["Cs"]), max_size=300)


@given(texts=st.dictionaries(keys, words, max_size=4))
def test_words_survive_in_a_png(astronaut, texts):
    assert decode_png_text(encode_png(astronaut[:8, :8], texts)) == texts


def test_pixels_survive_in_a_png(tmp_path, astronaut):
    write_png(tmp_path / "Фото.png", astronaut, {"recipe": "{}"})
    assert (read_picture(tmp_path / "Фото.png") == astronaut).all()


def test_a_damaged_png_gives_no_words(astronaut):
    data = encode_png(astronaut[:16, :16], {"recipe": "colourise"})
    for place in range(8, len(data)):
        changed = bytearray(data)
        changed[place] ^= 0x10
        with pytest.raises(PictureError):
            decode_png_text(bytes(changed))
    for length in range(len(data)):
        with pytest.raises(PictureError):
            decode_png_text(data[:length])


def test_compressed_text_is_left_alone(astronaut):
    file, info = io.BytesIO(), PngInfo()
    info.add_itxt("bomb", "0" * 1_000_000, zip=True)
    Image.fromarray(astronaut[:8, :8]).save(file, "PNG", pnginfo=info)
    assert decode_png_text(file.getvalue()) == {}


def test_a_jpeg_is_close_to_what_was_written(tmp_path, astronaut):
    (tmp_path / "a.jpg").write_bytes(encode_jpeg(astronaut, 95))
    assert np.abs(read_picture(tmp_path / "a.jpg").astype(int) - astronaut).mean() < 2
