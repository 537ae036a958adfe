"""Pairs must follow from (seed, step, place) alone: resuming bit for bit stands on it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter
from dataclasses import replace

import numpy as np
import pytest

from models.datasets import PairSource, load_crops
from models.datasets import pairs as pairs_module
from models.errors import TrainingError
from models.faces.crops import training_picture
from models.filter_records import Augmentation
from models.filters import apply_chain, parse_chain
from models.recipes import RECIPES
from models.records import Pairing
from tests.datasets.crops import keep_crops, make_crops, make_set

PLAIN = replace(RECIPES.get("autoencoder"), flip=False, jitter=0)
COLOURISE = RECIPES.get("colourise")
UNCHANGED = replace(COLOURISE, augmentation=None)


@pytest.fixture(scope="module")
def crops(tmp_path_factory):
    """Twenty crops, ten of Anna (even), ten of Berta (odd); with 20 to hold out, four are."""
    return make_set(tmp_path_factory.mktemp("crops"), 20, ("Anna", "Berta"))


@pytest.fixture(scope="module")
def numbers(crops):
    """Which crop a plain training picture is: its number by its pixels."""
    return {training_picture(crops.picture(index)).tobytes(): index for index in range(len(crops))}


def listed(crops):
    """The file that lists them."""
    return crops.store.folder.parent / "crops.json"


def same(one, other) -> bool:
    return all(np.array_equal(left, right) for left, right in zip(one, other, strict=True))


@pytest.mark.parametrize("name", RECIPES.names())
def test_every_recipe_gives_pairs_of_the_training_size(crops, name):
    source = PairSource(crops, RECIPES.get(name), 0, batch_size=2)
    for pair in (source.pair(0, 0), source.pair(3, 1), source.held_out_pair(0)):
        for picture in pair:
            assert picture.shape == (320, 256, 3)
            assert picture.dtype == np.uint8
            assert picture.flags.writeable
        assert not np.shares_memory(*pair)


@pytest.mark.parametrize("name", RECIPES.names())
def test_the_same_question_has_the_same_answer_in_any_order(crops, name):
    questions = [(step, index) for step in (0, 1, 7, 500) for index in range(3)]
    first = PairSource(crops, RECIPES.get(name), 5, batch_size=3)
    forwards = {question: first.pair(*question) for question in questions}
    second = PairSource(load_crops(listed(crops)), RECIPES.get(name), 5, batch_size=3)
    assert all(same(second.pair(*question), forwards[question]) for question in reversed(questions))


def test_another_process_gives_the_same_pairs(crops):
    code = (
        "import sys, hashlib; from pathlib import Path; from models.datasets import PairSource, load_crops\n"
        "from models.recipes import RECIPES\n"
        "pairs = PairSource(load_crops(Path(sys.argv[1])), RECIPES.get('noise'), 9)\n"
        "assert 'torch' not in sys.modules and 'PySide6' not in sys.modules\n"
        "print(hashlib.sha256(b''.join(p.tobytes() for n in range(5) for p in pairs.pair(n, 0))).hexdigest())"
    )
    command = [sys.executable, "-c", code, str(listed(crops))]
    answers = [subprocess.run(command, capture_output=True, text=True, check=True).stdout for _ in range(2)]
    assert answers[0] == answers[1] != ""


def test_other_seeds_steps_and_places_give_other_pairs(crops):
    source = PairSource(crops, COLOURISE, 0, batch_size=2)
    pictures = [source.pair(step, index)[1].tobytes() for step in range(8) for index in range(2)]
    pictures += [PairSource(crops, COLOURISE, seed).pair(0, 0)[1].tobytes() for seed in (1, -1, 2**70 + 3)]
    assert len(set(pictures)) >= len(pictures) - 1


@pytest.mark.parametrize("batch_size", [1, 3, 4, 16])
def test_every_crop_is_seen_once_before_any_is_seen_again(crops, numbers, batch_size):
    source = PairSource(crops, PLAIN, 2, batch_size=batch_size)
    seen = []
    for position in range(3 * source.train_count):
        picture, _ = source.pair(*divmod(position, batch_size))
        seen.append(numbers[picture.tobytes()])
    laps = [seen[lap : lap + 16] for lap in (0, 16, 32)]
    assert all(sorted(lap) == list(range(16)) for lap in laps)
    assert laps[0] != laps[1] != laps[2]


def test_a_place_outside_the_batch_is_refused(crops):
    with pytest.raises(ValueError, match="batch_size"):
        PairSource(crops, PLAIN, 0, batch_size=4).pair(0, 4)


def test_held_out_pairs_are_exactly_the_last_training_pictures(crops):
    source = PairSource(crops, COLOURISE, 0)
    assert (source.train_count, source.held_out_count) == (16, 4)
    for number in range(4):
        picture = training_picture(crops.picture(16 + number))
        seen, shown = source.held_out_pair(number)
        assert np.array_equal(shown, picture)
        assert np.array_equal(seen, apply_chain(picture, COLOURISE.input))


def test_a_held_out_crop_is_never_learned_from(crops, numbers):
    source = PairSource(crops, replace(PLAIN, pairing=Pairing.RANDOM), 0)
    seen = {numbers[picture.tobytes()] for step in range(200) for picture in source.pair(step, 0)}
    assert seen == set(range(16))


def test_same_pairs_line_up_under_flip_and_jitter(crops):
    source = PairSource(crops, UNCHANGED, 0)
    for step in range(20):
        seen, shown = source.pair(step, 0)
        assert np.array_equal(seen, apply_chain(shown, UNCHANGED.input))


def test_half_of_the_pairs_are_mirrored_both_together(crops, numbers):
    source = PairSource(crops, replace(PLAIN, flip=True, pairing=Pairing.RANDOM), 0)
    mirrored = 0
    for step in range(100):
        sides = {pixels.tobytes() in numbers for pixels in source.pair(step, 0)}
        assert len(sides) == 1
        mirrored += not sides.pop()
    assert 30 < mirrored < 70


def test_random_pairs_are_never_a_crop_with_itself_and_reach_all_others(crops, numbers):
    source = PairSource(crops, replace(PLAIN, pairing=Pairing.RANDOM), 0)
    pairs = [[numbers[picture.tobytes()] for picture in source.pair(step, 0)] for step in range(1600)]
    assert all(seen != shown for seen, shown in pairs)
    assert len({tuple(pair) for pair in pairs}) > 230  # of 16 x 15
    assert max(Counter(shown for _, shown in pairs).values()) < 150


def test_person_pairs_stay_within_the_person(crops, numbers):
    source = PairSource(crops, replace(PLAIN, pairing=Pairing.PERSON), 0)
    pairs = {tuple(numbers[picture.tobytes()] for picture in source.pair(step, 0)) for step in range(1200)}
    assert all(seen != shown and seen % 2 == shown % 2 for seen, shown in pairs)
    assert len(pairs) > 105  # of 16 x 7


def test_someone_with_one_picture_is_paired_with_it(tmp_path):
    crops = make_set(tmp_path, 4, ("Anna", "Anna", "Anna", "Berta"))
    source = PairSource(crops, replace(PLAIN, pairing=Pairing.PERSON), 0)
    pairs = [source.pair(step, 0) for step in range(8)]
    alone = training_picture(crops.picture(3))
    assert all(np.array_equal(shown, alone) for seen, shown in pairs if np.array_equal(seen, alone))
    assert any(np.array_equal(seen, alone) for seen, _ in pairs)


def test_held_out_pairs_of_others_are_another_crop_of_the_person(crops, numbers):
    source = PairSource(crops, replace(PLAIN, pairing=Pairing.PERSON), 0)
    pairs = [[numbers[picture.tobytes()] for picture in source.held_out_pair(number)] for number in range(4)]
    assert pairs == [[16, 18], [17, 19], [18, 16], [19, 17]]


def test_a_lone_held_out_person_is_judged_by_a_crop_learned_from(crops, numbers):
    source = PairSource(crops, replace(PLAIN, pairing=Pairing.PERSON), 0, held_out=1)
    assert [numbers[picture.tobytes()] for picture in source.held_out_pair(0)] == [19, 1]


def test_only_the_recipe_s_people_are_learned_from(crops, numbers):
    berta = replace(crops, chosen=tuple(person == "Berta" for person in crops.persons))
    source = PairSource(berta, replace(PLAIN, people=("Berta",)), 0)
    seen = {numbers[source.pair(step, 0)[0].tobytes()] for step in range(20)}
    assert seen == {1, 3, 5, 7, 9, 11, 13, 15}


def test_subset_pairs_stay_in_the_subset_whoever_the_person_is(crops, numbers):
    few = replace(crops, chosen=tuple(index < 6 for index in range(len(crops))))
    source = PairSource(few, replace(PLAIN, pairing=Pairing.SUBSET), 0, held_out=0)
    pairs = {tuple(numbers[picture.tobytes()] for picture in source.pair(step, 0)) for step in range(400)}
    assert pairs == {(one, other) for one in range(6) for other in range(6) if one != other}


def test_random_targets_come_from_the_whole_collection_but_never_from_what_is_held_out(crops, numbers):
    few = replace(crops, chosen=tuple(index >= 10 for index in range(len(crops))))
    source = PairSource(few, replace(PLAIN, pairing=Pairing.RANDOM), 0)
    pairs = [tuple(numbers[picture.tobytes()] for picture in source.pair(step, 0)) for step in range(900)]
    assert {seen for seen, _ in pairs} == set(range(10, 18))
    assert {shown for _, shown in pairs} == set(range(18))
    assert [numbers[source.held_out_pair(number)[0].tobytes()] for number in range(source.held_out_count)] == [18, 19]


def test_noise_pairing_puts_noise_in_the_place_of_what_goes_in(crops, numbers):
    source = PairSource(crops, replace(PLAIN, pairing=Pairing.NOISE, input=parse_chain("gray")), 0, batch_size=2)
    pairs = [source.pair(step, index) for step in range(4) for index in range(2)]
    assert all(shown.tobytes() in numbers and seen.tobytes() not in numbers for seen, shown in pairs)
    assert len({seen.tobytes() for seen, _ in pairs}) == 8
    for seen, _ in (*pairs, source.held_out_pair(0)):
        assert np.array_equal(seen[..., 0], seen[..., 2])  # the input chain saw the noise
        assert 35 < seen.std() < 45 or seen.std() < 35


@pytest.mark.parametrize("width", [128, 256, 512])
def test_a_recipe_says_how_large_its_pairs_are(tmp_path, width):
    size = (720, 960) if width == 512 else (360, 480)
    crops = [replace(crop, picture=np.resize(crop.picture, (size[1], size[0], 3))) for crop in make_crops(6)]
    source = PairSource(keep_crops(tmp_path, crops), replace(COLOURISE, width=width), 0)
    for pair in (source.pair(0, 0), source.held_out_pair(0)):
        assert [picture.shape for picture in pair] == 2 * [(width * 5 // 4, width, 3)]


def test_a_damaged_crop_is_passed_over_and_counted(tmp_path, astronaut):
    crops = make_set(tmp_path, 10)
    whole = PairSource(crops, PLAIN, 3, held_out=2)
    before = {whole.pair(step, 0)[0].tobytes() for step in range(8)}
    with crops.store.path.open("r+b") as file:
        file.seek(4 * 360 * 480 * 3 + 1000)
        file.write(b"damage")
    source = PairSource(crops, PLAIN, 3, held_out=2)
    seen = {source.pair(step, 0)[0].tobytes() for step in range(16)}
    assert source.broken == {4}
    assert seen < before
    assert len(seen) == 7
    again = PairSource(crops, PLAIN, 3, held_out=2)
    assert all(same(again.pair(step, 0), source.pair(step, 0)) for step in reversed(range(16)))


def test_a_damaged_crop_is_not_held_out(tmp_path):
    crops = make_set(tmp_path, 10)
    with crops.store.path.open("r+b") as file:
        file.seek(9 * 360 * 480 * 3)
        file.write(b"damage")
    source = PairSource(crops, PLAIN, 0, held_out=2)
    assert source.held_out_count == 1
    assert np.array_equal(source.held_out_pair(0)[0], training_picture(crops.picture(8)))
    assert source.broken == {9}


def test_without_any_readable_crop_it_is_a_sentence(tmp_path):
    crops = make_set(tmp_path, 3)
    crops.store.path.write_bytes(b"")
    with pytest.raises(TrainingError, match="can be read any more"):
        PairSource(crops, PLAIN, 0).pair(0, 0)


def test_noise_differs_from_pair_to_pair_but_not_from_time_to_time(crops):
    source = PairSource(crops, RECIPES.get("noise"), 0, batch_size=2)
    noises = [source.pair(step, index)[0].tobytes() for step in range(5) for index in range(2)]
    noises += [source.held_out_pair(number)[0].tobytes() for number in range(4)]
    assert len(set(noises)) == 14
    assert source.held_out_pair(1)[0].tobytes() == noises[11]


def test_chains_are_applied_to_both_sides(crops):
    recipe = replace(COLOURISE, input=parse_chain("blur:kernel=9,gray"), target=parse_chain("contours"))
    seen, shown = PairSource(crops, recipe, 0).held_out_pair(2)
    picture = training_picture(crops.picture(18))
    assert np.array_equal(seen, apply_chain(picture, recipe.input))
    assert np.array_equal(shown, apply_chain(picture, recipe.target))


def test_writing_into_a_pair_spoils_no_later_one(crops):
    source = PairSource(crops, PLAIN, 0)
    first = [picture.copy() for picture in source.pair(0, 0)]
    for picture in source.pair(0, 0):
        picture[:] = 0
    assert same(source.pair(0, 0), first)


def test_more_crops_than_memory_allows_give_the_same_pairs(crops, monkeypatch):
    roomy = [PairSource(crops, COLOURISE, 0).pair(step, 0) for step in range(6)]
    monkeypatch.setattr(pairs_module, "_ROOM", 300_000)
    tight = PairSource(crops, COLOURISE, 0)
    assert all(same(tight.pair(step, 0), roomy[step]) for step in range(6))


def test_whole_photos_already_at_training_size_stay_exact(tmp_path):
    whole = [replace(crop, face_id=None, picture=training_picture(crop.picture)) for crop in make_crops(5)]
    source = PairSource(keep_crops(tmp_path, whole), COLOURISE, 0)
    assert np.array_equal(source.held_out_pair(0)[1], whole[4].picture)
    assert source.pair(0, 0)[0].shape == (320, 256, 3)


def test_too_few_crops_are_refused_at_once(tmp_path):
    with pytest.raises(TrainingError):
        PairSource(make_set(tmp_path, 1), RECIPES.get("average"), 0)


def test_of_an_old_looking_pair_the_target_keeps_its_colours_but_where_paper_has_come_and_none_is_judged_by(crops):
    every = replace(COLOURISE, augmentation=Augmentation(*parse_chain("old:vignette=100"), 1.0))
    aged, plain = (PairSource(crops, recipe, 0) for recipe in (every, UNCHANGED))
    for number in range(6):
        (seen, shown), (gray, whole) = aged.pair(number, 0), plain.pair(number, 0)
        assert not np.array_equal(seen, gray)
        assert np.array_equal(seen[:, :, 0], seen[:, :, 2])  # the tone of the paper does not go in
        middle, corner = (slice(150, 160), slice(120, 130)), (slice(310, 320), slice(0, 10))
        assert np.abs(shown[middle].astype(int) - whole[middle]).mean() < 40
        assert np.ptp(shown[corner].astype(int), axis=2).mean() < np.ptp(whole[corner].astype(int), axis=2).mean()
    assert same(aged.held_out_pair(0), plain.held_out_pair(0))
    assert same(aged.pinned_pair(3), plain.pinned_pair(3))


def test_half_of_the_colourisers_inputs_are_made_old_and_what_is_made_old_on_both_sides_lines_up(crops):
    half, plain = PairSource(crops, COLOURISE, 0), PairSource(crops, UNCHANGED, 0)
    assert 8 < sum(not same(half.pair(number, 0), plain.pair(number, 0)) for number in range(32)) < 24
    both = Augmentation(*parse_chain("old:scratches=0"), 1.0, both=True)
    source = PairSource(crops, replace(PLAIN, augmentation=both), 0)
    assert same(*[[side] for side in source.pair(0, 0)])
