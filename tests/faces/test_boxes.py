"""Boxes under the hand: always 3:4, always on the photo, and what should stay put stays put."""

from __future__ import annotations

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.faces.boxes import (
    HANDLES,
    RATIO,
    bounds,
    box_about,
    box_from_drag,
    carry_box,
    carry_point,
    contains,
    corners,
    crop_box_from_haar,
    haar_from_crop_box,
    handle_points,
    hit,
    intersection_over_union,
    keep_on_photo,
    nudge,
    resize_from_handle,
    same_face,
    scale_about_centre,
    seen_part,
    shift_inside,
    topmost,
    turn,
    turn_grips,
    turn_to_mouse,
)
from models.records import Box

numbers = st.floats(-3000, 3000)
angles = st.sampled_from([0.0, 0.0, 17.0, -90.0, 140.0])
sides = st.integers(16, 4000)
boxes = st.builds(box_about, st.tuples(numbers, numbers), st.floats(12, 2500), angles)
handles = st.sampled_from(sorted(HANDLES))


def has_ratio(box: Box) -> bool:
    return math.isclose(box.height, box.width * RATIO, rel_tol=1e-9)


def centre_is_on(box: Box, width: int, height: int) -> bool:
    x, y = box.centre
    return -1e-6 <= x <= width + 1e-6 and -1e-6 <= y <= height + 1e-6


def test_the_crop_of_a_haar_box_is_that_of_the_method():
    # w = 100: dw = 50, dh = 66.7, w' = 150, h' = 200, x' = x - 25, y' = y - 50
    box = crop_box_from_haar(200, 300, 100, 100)
    assert (box.x, box.y, box.width, box.height) == pytest.approx((175, 250, 150, 200))


@given(x=numbers, y=numbers, side=st.floats(1, 2000))
def test_a_haar_box_comes_back_from_its_crop(x, y, side):
    box = crop_box_from_haar(x, y, side, side)
    assert has_ratio(box)
    assert box.centre == pytest.approx((x + side / 2, y + side / 2), abs=1e-6)
    assert haar_from_crop_box(box) == pytest.approx((x, y, side, side), abs=1e-6)


@given(box=boxes, width=sides, height=sides)
def test_shifting_never_resizes_and_reaches_the_photo(box, width, height):
    moved = shift_inside(box, width, height)
    assert (moved.width, moved.height) == (box.width, box.height)
    for start, size, whole in ((moved.x, box.width, width), (moved.y, box.height, height)):
        if size <= whole:
            assert -1e-6 <= start <= whole - size + 1e-6
        else:
            assert start <= 1e-6
            assert start + size >= whole - 1e-6
    assert shift_inside(moved, width, height) == moved


@given(box=boxes, dx=numbers, dy=numbers, factor=st.floats(0.01, 100), width=sides, height=sides)
def test_every_edit_keeps_the_ratio_and_the_centre_on_the_photo(box, dx, dy, factor, width, height):
    for edited in (
        keep_on_photo(box, width, height),
        nudge(box, dx, dy, width, height),
        scale_about_centre(box, factor, width, height),
    ):
        assert has_ratio(edited)
        assert centre_is_on(edited, width, height)
        assert edited.angle == box.angle
        assert 12 <= edited.width <= max(12, 2 * max(width, height))


@given(box=boxes, handle=handles, x=numbers, y=numbers)
def test_dragging_a_handle_leaves_the_opposite_one_where_it_is(box, handle, x, y):
    wide = 20_000
    box = box_about((box.centre[0] + 10_000, box.centre[1] + 10_000), box.width, box.angle)
    resized = resize_from_handle(box, handle, x + 10_000, y + 10_000, wide, wide)
    assert has_ratio(resized)
    u, v = HANDLES[handle]
    opposite = next(name for name, place in HANDLES.items() if place == (-u, -v))
    assert handle_points(resized)[opposite] == pytest.approx(handle_points(box)[opposite], abs=1e-6)


@given(
    width=sides,
    height=sides,
    at=st.tuples(st.floats(0, 1), st.floats(0, 1)),
    size=st.floats(12, 900),
    angle=angles,
    handle=handles,
    pull=st.tuples(numbers, numbers),
)
def test_at_the_photos_edge_the_opposite_handle_stays_too(width, height, at, size, angle, handle, pull):
    box = box_about((at[0] * width, at[1] * height), min(size, 2 * max(width, height)), angle)
    grip = handle_points(box)[handle]
    resized = resize_from_handle(box, handle, grip[0] + pull[0], grip[1] + pull[1], width, height)
    u, v = HANDLES[handle]
    opposite = next(name for name, place in HANDLES.items() if place == (-u, -v))
    assert handle_points(resized)[opposite] == pytest.approx(handle_points(box)[opposite], abs=1e-5)
    assert centre_is_on(resized, width, height)
    assert has_ratio(resized)


@given(handle=handles, angle=angles, pull=st.floats(-30, 200))
def test_a_handle_follows_the_mouse(handle, angle, pull):
    box = box_about((1000, 1000), 120, angle)
    start = handle_points(box)[handle]
    away = (start[0] - 1000, start[1] - 1000)
    length = math.hypot(*away)
    target = (start[0] + away[0] / length * pull, start[1] + away[1] / length * pull)
    resized = resize_from_handle(box, handle, *target, 3000, 3000)
    assert handle_points(resized)[handle] == pytest.approx(target, abs=1e-6)
    assert (resized.width > box.width) == (pull > 0) or abs(pull) < 1e-6


@given(box=boxes, reach=st.floats(1, 20))
def test_all_eight_handles_and_the_inside_can_be_hit(box, reach):
    reach = min(reach, box.width / 8)
    for name, point in handle_points(box).items():
        assert hit(box, *point, reach) == name
    assert hit(box, *box.centre, reach) == "inside"
    assert contains(box, *box.centre)
    assert hit(box, box.centre[0] + 3 * box.height, box.centre[1], reach) is None


def test_a_click_means_the_smaller_of_nested_boxes():
    nested = [box_about((100, 100), 90), box_about((100, 100), 30), box_about((400, 100), 30)]
    assert topmost(nested, 100, 100) == 1
    assert topmost(nested, 140, 100) == 0
    assert topmost(nested, 300, 300) is None


@given(x0=st.floats(0, 500), y0=st.floats(0, 500), x1=st.floats(0, 500), y1=st.floats(0, 500))
def test_a_drawn_box_begins_where_the_mouse_went_down(x0, y0, x1, y1):
    box = box_from_drag(x0, y0, x1, y1, 10_000, 10_000)
    assert has_ratio(box)
    if x1 >= x0 and y1 >= y0:
        assert (box.x, box.y) == pytest.approx((x0, y0), abs=1e-6)
        assert box.x + box.width >= x1 - 1e-6
        assert box.y + box.height >= y1 - 1e-6


def test_a_turned_box_turns_clockwise_about_its_centre():
    upright, turned = box_about((100, 100), 60), box_about((100, 100), 60, 90)
    assert corners(turned)[0] == pytest.approx((140, 70))
    assert turned.centre == upright.centre


@given(a=boxes, b=boxes)
def test_overlap_is_symmetric_and_whole_with_itself(a, b):
    inner_a, inner_b = haar_from_crop_box(a), haar_from_crop_box(b)
    assert intersection_over_union(inner_a, inner_b) == intersection_over_union(inner_b, inner_a)
    assert intersection_over_union(inner_a, inner_a) == pytest.approx(1)
    assert same_face(a, b) == same_face(b, a)
    assert same_face(a, a)


@given(x0=st.floats(0, 500), y0=st.floats(0, 500), x1=st.floats(-300, 800), y1=st.floats(-300, 800))
def test_a_box_drawn_beyond_the_edge_keeps_the_corner_where_it_was_begun(x0, y0, x1, y1):
    box = box_from_drag(x0, y0, x1, y1, 500, 500)
    assert centre_is_on(box, 500, 500)
    middle = 30 < x0 < 470 and 30 < y0 < 470
    if middle:
        assert min(math.dist(corner, (x0, y0)) for corner in corners(box)) < 1e-6


@given(box=boxes, degrees=st.floats(-2000, 2000))
def test_turning_keeps_centre_and_size_and_comes_back(box, degrees):
    turned = turn(box, degrees)
    assert -180 < turned.angle <= 180
    assert (turned.centre, turned.width, turned.height) == (box.centre, box.width, box.height)
    back = turn(turned, -degrees)
    assert math.remainder(back.angle - box.angle, 360) == pytest.approx(0, abs=1e-9)


@given(box=boxes, away=st.floats(5, 80), degrees=st.floats(-179, 179))
def test_each_grip_follows_the_mouse_about_the_centre(box, away, degrees):
    for place, start in enumerate(turn_grips(box, away)):
        middle = box.centre
        turned = turn(box, degrees)
        target = turn_grips(turned, away)[place]
        dragged = turn_to_mouse(box, start, target)
        assert math.remainder(dragged.angle - turned.angle, 360) == pytest.approx(0, abs=1e-6)
        assert turn_to_mouse(box, start, start).angle == pytest.approx(turn(box, 0).angle)
        assert math.dist(middle, target) == pytest.approx(math.dist(middle, start), abs=1e-6)


def test_a_turn_can_be_held_to_steps_of_5_degrees():
    box = box_about((100, 100), 60)
    top = turn_grips(box, 20)[0]
    assert turn_to_mouse(box, top, (115, 40)).angle == pytest.approx(14.04, abs=0.01)
    assert turn_to_mouse(box, top, (115, 40), 5).angle == 15


@given(box=boxes)
def test_the_bounds_hold_every_corner_and_touch_four_sides(box):
    x, y, width, height = bounds(box)
    for u, v in corners(box):
        assert x - 1e-6 <= u <= x + width + 1e-6
        assert y - 1e-6 <= v <= y + height + 1e-6
    if not box.angle:
        assert (x, y, width, height) == pytest.approx((box.x, box.y, box.width, box.height))


def test_what_is_seen_of_a_box_ends_at_the_photo():
    assert seen_part(Box(-20, 30, 60, 80), 100, 100) == pytest.approx((0, 30, 40, 70))
    assert seen_part(box_about((50, 50), 30, 90), 100, 100) == pytest.approx((30, 35, 40, 30))


@given(numbers, numbers, st.floats(12, 900), angles, sides, sides, st.integers(0, 3))
def test_a_box_is_carried_along_over_the_same_pixels_and_four_turns_leave_it(x, y, width, angle, wide, high, quarters):
    box = Box(x, y, width, width * RATIO, angle)
    carried = carry_box(box, quarters, wide, high)
    moved = [carry_point(corner, quarters, wide, high) for corner in corners(box)]
    for one, other in zip(moved, corners(carried), strict=True):
        assert one == pytest.approx(other, abs=1e-6)
    assert -180 < carried.angle <= 180
    turned, size = box, (wide, high)
    for _ in range(4):
        turned, size = carry_box(turned, 1, *size), size[::-1]
        assert (turned.width, turned.height) == (box.width, box.height)
    assert turned.centre == pytest.approx(box.centre, abs=1e-6)
    assert math.isclose(math.remainder(turned.angle - box.angle, 360), 0, abs_tol=1e-9)
