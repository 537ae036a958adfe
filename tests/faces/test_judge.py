"""What a person decided sorts the next boxes better, never worse, and in no time."""

from __future__ import annotations

import json
import math
import pickle
import random
from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.faces.boxes import box_about
from models.faces.doubt import doubts
from models.faces.haar import DetectorSettings
from models.faces.judge import FEWEST, learn_judge
from models.records import Evidence, Face, FaceState
from tests.benchmarks.bench_doubt import auc, decided, look, photos, scores
from tests.timing import cpu_seconds

UNSURE = Evidence(8, 15, 50.0, bytes(128))
STATES = list(FaceState)


def _face(number, state, evidence=UNSURE, weight=4.0, photo=None):
    box = box_about((200, 200), 90)
    photo = number if photo is None else photo
    return Face(number, photo, box, state, "haar:frontalface_default", weight, ((1.0, 1.0),), "Ada", evidence)


def _sketched(chance, kind):
    """Gradients of the first kind (edges in the upper cells) or the second (in the lower ones)."""
    cells = np.array([chance.randint(0, 60) for _ in range(128)], np.uint8)
    cells[64 * kind : 64 * kind + 64] += 100
    return replace(UNSURE, gradients=cells.tobytes())


def test_too_few_decisions_teach_nothing():
    few = [_face(number, FaceState.REJECTED) for number in range(FEWEST - 1)]
    many = [_face(100 + number, FaceState.CONFIRMED) for number in range(50)]
    assert learn_judge([]) is None
    assert learn_judge(few + many) is None
    hand = replace(_face(99, FaceState.REJECTED), source="hand", weight=None, evidence=None)
    older = replace(_face(98, FaceState.REJECTED), evidence=None)
    waiting = _face(97, FaceState.SUGGESTED)
    assert learn_judge([*few, *many, hand, older, waiting]) is None
    judge = learn_judge([*few, *many, _face(96, FaceState.REJECTED)])
    assert judge is not None
    assert (judge.accepted, judge.rejected) == (50, FEWEST)


def test_boxes_are_doubted_like_those_they_look_like():
    chance = random.Random(1)
    taught = [
        _face(number, FaceState.REJECTED if number % 2 else FaceState.CORRECTED, _sketched(chance, number % 2))
        for number in range(60)
    ]
    judge = learn_judge(taught)
    assert pickle.loads(pickle.dumps(judge)) == judge
    for kind, words in ((1, "Like those you rejected"), (0, "Like those you accepted")):
        fresh = _face(500 + kind, FaceState.SUGGESTED, _sketched(chance, kind))
        before, after = doubts([fresh])[fresh.id], doubts([fresh], judge)[fresh.id]
        assert (after.score > before.score) == bool(kind)
        assert words in after.reasons
        assert not any("Like those" in reason for reason in before.reasons)


def test_the_order_of_the_decisions_does_not_matter():
    chance = random.Random(2)
    taught = [_face(number, chance.choice(STATES), _sketched(chance, number % 2)) for number in range(40)]
    assert learn_judge(taught) == learn_judge(chance.sample(taught, len(taught)))


faces = st.lists(
    st.builds(
        _face,
        st.just(0),
        st.sampled_from(STATES),
        st.builds(
            Evidence,
            st.integers(0, 5000),
            st.integers(0, 900),
            st.floats(0, 128),
            st.sampled_from([b"", bytes(128), b"\xff" * 128, bytes(range(128))]),
        ),
        st.floats(-10, 200),
        st.integers(0, 5),
    ),
    max_size=30,
)


@given(faces)
def test_any_decisions_leave_scores_between_0_and_1(found):
    found = [replace(face, id=number) for number, face in enumerate(found)]
    judge = learn_judge(found)
    assert judge == learn_judge(found)
    for face in found:
        told = doubts([replace(face, state=FaceState.SUGGESTED)], judge)[face.id]
        assert 0 <= told.score <= 1
        assert math.isfinite(told.score)


def test_decisions_that_are_all_alike_are_no_trouble():
    same = [_face(number, STATES[1 + number % 3]) for number in range(30)]
    judge = learn_judge(same)
    assert judge is not None
    assert 0 < doubts([_face(99, FaceState.SUGGESTED)], judge)[99].score < 1


def test_ten_thousand_decisions_are_learned_from_in_less_than_a_second():
    chance = random.Random(3)
    taught = [
        _face(
            number,
            STATES[1 + (chance.random() < 0.3) * 2],
            _sketched(chance, number % 2),
            chance.uniform(-2, 9),
            photo=number // 3,
        )
        for number in range(10_000)
    ]
    assert learn_judge(taught) is not None
    assert min(cpu_seconds(lambda: learn_judge(taught)) for _ in range(3)) < 1.0


@pytest.fixture(scope="module")
def seen(shared_data):
    """Solvay and every ninth portrait, mixed, with all the false boxes that one neighbour lets through."""
    truth = json.loads((shared_data / "faces_truth.json").read_text())
    scenes = [*list(photos(shared_data / "portraits", truth))[::9], *photos(shared_data / "groups", truth)]
    found = look(scenes, DetectorSettings(tilt=False))[1]
    random.Random(4).shuffle(found)
    return found


@pytest.mark.parametrize("part", [0.2, 0.5])
def test_decisions_on_some_photos_do_not_harm_the_order_on_the_others(seen, part):
    middle = round(part * len(seen))
    judge = learn_judge(decided(seen[:middle]))
    assert judge is not None
    assert auc(*scores(seen[middle:], judge)) >= auc(*scores(seen[middle:])) - 0.005
