"""crops + recipe -> pairs (input, target), without torch."""

from __future__ import annotations

from models.datasets.crops_file import CropSet, load_crops, save_crops
from models.datasets.pairs import PairSource

__all__ = ["CropSet", "PairSource", "load_crops", "save_crops"]
