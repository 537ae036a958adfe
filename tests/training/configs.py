"""Any settings that a training may have, drawn from their declarations."""

from __future__ import annotations

from hypothesis import strategies as st

from models.params import Param
from models.training.config import SETTINGS, TrainConfig


def _values_of(param: Param) -> st.SearchStrategy:
    if param.kind == "bool":
        return st.booleans()
    if param.kind == "choice":
        return st.sampled_from(param.choices)
    numbers = st.integers if param.kind == "int" else st.floats
    return st.none() | numbers(param.low, param.high) if param.none else numbers(param.low, param.high)


CONFIGS = st.builds(TrainConfig, **{name: _values_of(param) for name, param in SETTINGS.items()})
