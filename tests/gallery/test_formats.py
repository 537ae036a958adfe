"""Every export format carries a picture and its text, whoever adds the next one."""

from __future__ import annotations

import json
from xml.etree import ElementTree

import numpy as np
import pytest
from PIL import Image

from models.gallery.formats import FORMATS, Format
from models.images import read_picture

TEXT = json.dumps({"title": "Grandma’s colours", "seed": 7})


@pytest.mark.parametrize("form", FORMATS, ids=FORMATS.names())
def test_the_text_comes_out_as_it_went_in_and_the_picture_nearly_so(form: Format, astronaut, tmp_path):
    data = form.encode(astronaut, TEXT, 95)
    path = tmp_path / f"picture{form.suffix}"
    path.write_bytes(data)
    assert json.loads(form.read_text(data)) == json.loads(TEXT)
    with Image.open(path) as image:
        packet = ElementTree.fromstring(image.info["xmp"].decode().strip("\ufeff"))
    (said,) = (value for one in packet.iter() for name, value in one.items() if name.endswith("DigitalSourceType"))
    assert said.endswith("digitalsourcetype/trainedAlgorithmicMedia")
    shown = read_picture(path)
    assert shown.shape == astronaut.shape
    assert np.abs(shown.astype(float) - astronaut).mean() < 3


@pytest.mark.parametrize("form", FORMATS, ids=FORMATS.names())
def test_a_picture_without_a_text_has_none(form: Format, astronaut):
    import io

    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(astronaut).save(file, form.kind)
    assert form.read_text(file.getvalue()) is None
