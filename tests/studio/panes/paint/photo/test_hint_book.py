"""Whatever is done to the colour points of a photo can be undone step by step, and other photos keep theirs."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from models.paint_records import Hint
from studio.panes.paint.photo.hint_book import HintBook

HINTS = st.builds(Hint, st.floats(0, 99), st.floats(0, 99), *[st.integers(0, 255)] * 3)
DEEDS = st.lists(
    st.tuples(st.just("add"), HINTS)
    | st.tuples(st.just("remove"), st.integers(-1, 4))
    | st.tuples(st.just("change"), st.integers(-1, 4)),
    max_size=12,
)


@given(DEEDS, DEEDS)
def test_every_step_goes_back_and_on_again_and_photos_keep_their_own(deeds, others):
    book, states = HintBook(), [()]
    for photo, list_of_deeds in ((2, others), (1, deeds)):
        book.turn_to(photo)
        states = [()]
        for name, value in list_of_deeds:
            before = book.current
            getattr(book, name)(value, **({"x": 5.0} if name == "change" else {}))
            if name == "add" or 0 <= value < len(before):
                states.append(book.current)
            assert book.current == states[-1]
            assert -1 <= book.chosen < max(1, len(book.current))
    for state in reversed(states[:-1]):
        assert book.step(-1)
        assert book.current == state
    assert not book.step(-1)
    for state in states[1:]:
        assert book.step(1)
        assert book.current == state
    assert not book.step(1)
    last = book.current
    book.turn_to(2)
    book.turn_to(1)
    assert book.current == last
