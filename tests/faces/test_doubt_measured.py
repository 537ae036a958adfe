"""Doubt parts the false boxes from the true ones on real photos, before anybody has decided anything."""

from __future__ import annotations

import json

import pytest

from models.faces.doubt import SURE_BELOW
from models.faces.haar import DetectorSettings
from tests.benchmarks.bench_doubt import NEIGHBOURS, auc, collages, look, photos, scores

SETTINGS = DetectorSettings(tilt=False)


@pytest.fixture(scope="module")
def truth(shared_data):
    return json.loads((shared_data / "faces_truth.json").read_text())


def test_on_solvay_every_false_box_is_more_doubtful_than_nearly_every_true_one(shared_data, truth):
    seen = look(photos(shared_data / "groups", truth), SETTINGS)
    for neighbours in NEIGHBOURS:
        false, true = scores(seen[neighbours])
        assert len(true) == 29
        assert auc(false, true) > 0.99
        assert min(false) >= SURE_BELOW
        assert sum(score >= SURE_BELOW for score in true) <= 2
    false, true = scores(seen[3])
    assert len(false) == 7
    order = sorted([(-score, place >= len(false)) for place, score in enumerate(false + true)])
    assert sum(not is_true for _, is_true in order[:9]) == 7


def test_on_collages_nobody_tuned_it_on_the_order_holds(shared_data, truth):
    portraits = list(photos(shared_data / "portraits", truth))
    seen = look(collages(portraits, 5), SETTINGS)
    for neighbours in NEIGHBOURS:
        false, true = scores(seen[neighbours])
        assert len(false) > 5
        assert auc(false, true) > 0.95


@pytest.mark.slow
@pytest.mark.parametrize("cascade", ["frontalface_default", "alt", "alt2"])
def test_on_all_portraits_and_solvay_the_order_holds(shared_data, truth, cascade):
    scenes = [*photos(shared_data / "portraits", truth), *photos(shared_data / "groups", truth)]
    for seen in look(scenes, DetectorSettings(cascade=cascade, tilt=False)).values():
        assert auc(*scores(seen)) > 0.98
