"""crops + recipe -> pairs (input, target), without torch."""

from __future__ import annotations

from models.datasets.crop_set import CropSet, Entry, load_crops, save_crops
from models.datasets.crop_store import CropStore, crop_key
from models.datasets.pairs import PairSource, filter_pair
from models.datasets.preview import preview_crops, preview_pairs, stored_size

__all__ = [
    "CropSet",
    "CropStore",
    "Entry",
    "PairSource",
    "crop_key",
    "filter_pair",
    "load_crops",
    "preview_crops",
    "preview_pairs",
    "save_crops",
    "stored_size",
]
