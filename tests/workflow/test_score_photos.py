"""An encoder is scored on what it never learned from, by what painting shows, and beside what doing nothing gives."""

from __future__ import annotations

import numpy as np
import pytest
from PIL import Image

from models.errors import UsageError
from models.events import EncoderScored, Finished, PhotoScored, Refused, Saved, as_json
from models.faces.crops import cut_whole
from models.filters import apply_step, step
from models.images import read_picture
from models.images.likeness import psnr
from models.painting.encoder import read_encoder
from models.painting.painter import paint_picture
from models.records import PaintOptions
from models.workflow.import_photos import import_photos
from models.workflow.score_photos import score_files, score_held_out
from tests.painting.encoders import make_encoder


@pytest.fixture(scope="module")
def encoder(tmp_path_factory):
    return make_encoder(tmp_path_factory.mktemp("scored") / "tiny.bottega").path


def of(events, kind):
    return [event for event in events if isinstance(event, kind)]


def test_photos_are_scored_as_they_are_painted_and_grays_refused(astronaut, encoder, tmp_path):
    Image.fromarray(astronaut).save(tmp_path / "a.png")
    Image.fromarray(astronaut[:, ::-1] // 2).save(tmp_path / "b.png")
    Image.fromarray(apply_step(astronaut, step("gray"))).save(tmp_path / "c.png")
    events = list(score_files(encoder, [tmp_path], tmp_path / "out" / "sheet.png"))
    (refused,) = of(events, Refused)
    assert refused.path.name == "c.png"
    first, second = of(events, PhotoScored)
    real = cut_whole(astronaut)
    gray = apply_step(real, step("gray"))
    assert first.psnr == psnr(paint_picture(read_encoder(encoder), real, PaintOptions()), real)
    assert first.psnr_input == psnr(gray, real)
    assert first.psnr_raw == psnr(read_encoder(encoder).paint(gray), real)
    assert first.ciede2000_face is not None  # the astronaut's
    assert None not in (first.psnr_mean, second.psnr_mean)
    (means,) = of(events, EncoderScored)
    assert means.pictures == 2
    assert means.ciede2000 == pytest.approx((first.ciede2000 + second.ciede2000) / 2)
    told = as_json(first)
    assert told["event"] == "scored"
    assert {"psnr", "psnr_input", "ciede2000", "ciede2000_face", "colourfulness_ratio"} <= told.keys()
    assert as_json(means)["event"] == "score"
    assert read_picture(of(events, Saved)[0].path).shape[1] > 3 * 240
    assert (of(events, Finished)[0].done, of(events, Finished)[0].failed) == (2, 1)


def test_faces_are_scored_where_they_are_asked_for(astronaut_file, encoder):
    (scored,) = of(score_files(encoder, [astronaut_file], faces=True), PhotoScored)
    assert scored.ciede2000_face is not None
    assert scored.psnr_mean is None  # there is no other


def test_of_a_project_what_a_run_would_hold_out_is_scored(project, encoder, tmp_path):
    generator = np.random.default_rng(1)
    (tmp_path / "photos").mkdir()
    for number in range(6):
        small = Image.fromarray(generator.integers(0, 256, (6, 5, 3), np.uint8))
        small.resize((120, 150), Image.Resampling.BICUBIC).save(tmp_path / "photos" / f"{number}.png")
    list(import_photos(project, [tmp_path / "photos"]))
    events = list(score_held_out(project, encoder))
    assert [event.photo for event in of(events, PhotoScored)] == ["5.png"]
    with pytest.raises(UsageError, match="nothing to score"):
        list(score_held_out(project, encoder, held_out=0))


def test_what_answers_with_another_picture_can_not_be_scored(tmp_path):
    average = make_encoder(tmp_path / "average.bottega", "average").path
    with pytest.raises(UsageError, match="nothing to compare"):
        list(score_files(average, [tmp_path]))
