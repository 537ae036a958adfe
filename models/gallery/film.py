"""Pictures as a film, MP4, WebM or GIF, and the sample sheets of a run as its frames. Knows nothing of runs."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path
from types import TracebackType

import numpy as np
from PIL import Image, ImageDraw, ImageFont

from models.cv import cv2
from models.errors import PictureError
from models.files import finish, naming_full_disk, open_temporary, sync, temporary_file
from models.gallery.new_file import publish
from models.living_files import release
from models.records import WIDTHS, Picture

FPS = 12
HOLD = 2.0
"""Seconds the last frame stands still, so that the end can be seen."""
WIDEST = {"mp4": 1280, "webm": 1280, "gif": 640}
MOST_FRAMES = {"mp4": 100_000, "webm": 100_000, "gif": 96}
"""A GIF carries its frames nearly raw: more of them would be too large to send."""

_GAP, _FOOT = 8, 36
_PAPER, _INK, _LINE, _DONE = (27, 27, 27), (230, 230, 230), (74, 74, 74), (214, 147, 58)


def draw_frame(sheet: Picture, widest: int, words: str, share: float) -> Picture:
    """The sheet, its rows in two columns where there are several, scaled down to `widest`, over a line of words.

    sheet: (rows * 5/4 w, 3 * w, 3); share: how far the run was, 0 to 1. Both sides of the frame are even.
    Raises PictureError for a picture that is no sheet.
    """
    page = _in_columns(sheet)
    width = min(widest, page.shape[1]) // 2 * 2
    height = max(2, round(page.shape[0] * width / page.shape[1]) // 2 * 2)
    frame = Image.new("RGB", (width, height + _FOOT), _PAPER)
    frame.paste(Image.fromarray(page).resize((width, height), Image.Resampling.LANCZOS, reducing_gap=3), (0, 0))
    draw = ImageDraw.Draw(frame)
    draw.rectangle((0, height, width, height + 2), _LINE)
    draw.rectangle((0, height, round(width * min(1.0, max(0.0, share))), height + 2), _DONE)
    draw.text((12, height + 20), words, _INK, ImageFont.load_default(15), anchor="lm")
    return np.array(frame, dtype=np.uint8)


def _in_columns(sheet: Picture) -> Picture:
    width = sheet.shape[1] // 3
    height = width * 5 // 4
    rows = sheet.shape[0] // height if width in WIDTHS else 0
    if rows == 0:
        raise PictureError("this is no sheet of samples", why="it has another shape")
    if rows == 1:
        return sheet[:height]
    left = (rows + 1) // 2
    page = np.empty((left * height, 2 * sheet.shape[1] + _GAP, 3), np.uint8)
    page[:] = _PAPER
    page[:, : sheet.shape[1]] = sheet[: left * height]
    page[: (rows - left) * height, -sheet.shape[1] :] = sheet[left * height : rows * height]
    return page


_CODECS = {"mp4": "mp4v", "webm": "VP80"}
"""MPEG-4 for players and video editors, VP8 for browsers: what OpenCV's wheels can write everywhere."""


class VideoWriter:
    """A video that appears under a new name when it is finished, whole or not at all; fps frames a second.

    kind: "mp4" or "webm". Use it as a context; `finish` returns the path. Raises DiskFullError, OSError.
    """

    def __init__(self, folder: Path, stem: str, kind: str = "mp4", fps: int = FPS) -> None:
        self._folder, self._stem, self._kind, self._fps = folder, stem, kind, fps
        with naming_full_disk(folder):
            file, self._mark = open_temporary(folder, f".{kind}")
        file.close()  # OpenCV writes by name
        self._path = Path(file.name)
        self._writer: cv2.VideoWriter | None = None
        self._count = 0

    def add(self, frame: Picture, times: int = 1) -> None:
        """frame: RGB, all of one even size."""
        if self._writer is None:
            size = (frame.shape[1], frame.shape[0])
            self._writer = cv2.VideoWriter(
                str(self._path), cv2.VideoWriter.fourcc(*_CODECS[self._kind]), self._fps, size
            )
        bgr = cv2.cvtColor(frame, cv2.COLOR_RGB2BGR)
        for _ in range(times):
            self._writer.write(bgr)
            self._count += 1

    def finish(self) -> Path:
        """Close the file, make sure that it is whole, and give it its name."""
        self._release()
        if self._frames() < self._count:  # cv2 says nothing of a full disk
            with naming_full_disk(self._folder):
                raise OSError(f"only a part of the film could be written into {self._folder}: no space left on device?")
        with naming_full_disk(self._folder):
            handle = os.open(self._path, os.O_RDWR)
            try:
                sync(handle)
            finally:
                os.close(handle)
            return publish(self._path, self._folder, self._stem, f".{self._kind}")

    def _frames(self) -> int:
        if not self._path.exists() or self._path.stat().st_size == 0:
            return -1
        capture = cv2.VideoCapture(str(self._path))
        try:
            return int(capture.get(cv2.CAP_PROP_FRAME_COUNT))
        finally:
            capture.release()

    def _release(self) -> None:
        if self._writer is not None:
            self._writer.release()
            self._writer = None

    def __enter__(self) -> VideoWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._release()
        self._path.unlink(missing_ok=True)
        release(self._mark)
        self._mark = None


def to_gif_frame(frame: Picture) -> Image.Image:
    """The frame in the 256 colours that suit it."""
    return Image.fromarray(frame).quantize(256, method=Image.Quantize.MEDIANCUT)


def write_gif(frames: Sequence[Image.Image], folder: Path, stem: str, *, fps: int, hold: float) -> Path:
    """An endless GIF under a new name; its last frame is held for so many seconds.

    Raises DiskFullError, OSError, ValueError for no frames.
    """
    times = [round(1000 / fps)] * (len(frames) - 1) + [round(1000 * (hold or 1 / fps))]
    with temporary_file(folder) as file:
        frames[0].save(file, "GIF", save_all=True, append_images=frames[1:], duration=times, loop=0)
        finish(file)
        return publish(Path(file.name), folder, stem, ".gif")
