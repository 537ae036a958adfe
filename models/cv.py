"""The one place OpenCV is imported, so that its side effects on Qt and on threads are undone in one place."""

from __future__ import annotations

import os

_QT_KEYS = ("QT_QPA_PLATFORM_PLUGIN_PATH", "QT_QPA_FONTDIR")
_before = {key: os.environ.get(key) for key in _QT_KEYS}

import cv2  # noqa: E402  the environment must be read first

for _key, _value in _before.items():
    if _value is None:
        os.environ.pop(_key, None)
    else:
        os.environ[_key] = _value

# Bottega runs pictures side by side itself: OpenCV's own threads would fight over the cores,
# and they change the order of the boxes a cascade returns.
cv2.setNumThreads(1)

__all__ = ["cv2"]
