"""How well doubt parts false boxes from true ones: python tests/benchmarks/bench_doubt.py DATA [CASCADE].

DATA as for bench_faces.py. Told for portraits, Solvay and both, and for pictures made of the portraits that nobody
looked at when the clues were weighed: mirrored, in the dark, small, pasted on other pictures, turned. Of each: the area
under the ROC curve of false against true boxes, and how many lie below the score up to which "Accept the rest" takes.
"""

from __future__ import annotations

import json
import math
import random
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from models.cv import cv2
from models.faces.doubt import SURE_BELOW, doubts
from models.faces.haar import DetectorSettings, Looked
from models.faces.judge import Judge, learn_judge
from models.images import read_picture
from models.records import Face, FaceState, NewFace, Picture

NEIGHBOURS = (1, 2, 3)
Truth = list[list[float]]
"""x, y, width, height and perhaps more of each true face."""


@dataclass(frozen=True)
class Scene:
    """A picture to look at, made when it is needed, and the faces on it."""

    make: Callable[[], Picture]
    truth: Truth


@dataclass(frozen=True)
class Seen:
    """The suggested boxes of one scene, and which of them are true."""

    faces: list[Face]
    true: list[bool]


def which_are_true(faces: Sequence[NewFace], truth: Truth) -> list[bool]:
    """True: the centre within half a true face's size of that face's centre, claimed by no surer box."""
    free = list(truth)
    claimed = set()
    for place in sorted(range(len(faces)), key=lambda place: -(faces[place].weight or 0)):
        x, y = faces[place].box.centre
        near = [t for t in free if abs(x - t[0] - t[2] / 2) <= t[2] / 2 and abs(y - t[1] - t[3] / 2) <= t[3] / 2]
        if near:
            free.remove(near[0])
            claimed.add(place)
    return [place in claimed for place in range(len(faces))]


def auc(false: Sequence[float], true: Sequence[float]) -> float:
    """The chance that a false box is more doubtful than a true one; ties count half."""
    a, b = np.array(false)[:, None], np.array(true)[None, :]
    return float(((a > b) + 0.5 * (a == b)).mean()) if a.size and b.size else math.nan


def look(scenes: Iterable[Scene], settings: DetectorSettings) -> dict[int, list[Seen]]:
    """For each number of neighbours what was seen on each scene."""

    def see(scene: Scene) -> list[Seen]:
        looked = Looked(scene.make(), settings)
        found = [looked.faces(neighbours) for neighbours in NEIGHBOURS]
        return [
            Seen(list(map(_suggested, faces, range(len(faces)))), which_are_true(faces, scene.truth)) for faces in found
        ]

    with ThreadPoolExecutor(2) as pool:
        return dict(zip(NEIGHBOURS, map(list, zip(*pool.map(see, scenes), strict=True)), strict=True))


def _suggested(found: NewFace, number: int) -> Face:
    own = found.source, found.weight, found.eyes
    return Face(number, 0, found.box, FaceState.SUGGESTED, *own, "Ada", found.evidence)


def scores(seen: Iterable[Seen], judge: Judge | None = None) -> tuple[list[float], list[float]]:
    """The doubt of all false and of all true boxes."""
    told: tuple[list[float], list[float]] = ([], [])
    for one in seen:
        by_face = doubts(one.faces, judge)
        for face, true in zip(one.faces, one.true, strict=True):
            told[true].append(by_face[face.id].score)
    return told


def decided(seen: Sequence[Seen]) -> list[Face]:
    """The faces as somebody leaves them who rejects the false and confirms the true ones."""
    faces = []
    for photo, one in enumerate(seen):
        for face, true in zip(one.faces, one.true, strict=True):
            state = FaceState.CONFIRMED if true else FaceState.REJECTED
            faces.append(replace(face, id=len(faces), photo_id=photo, state=state))
    return faces


def report(name: str, seen: dict[int, list[Seen]]) -> None:
    for neighbours, found in seen.items():
        false, true = scores(found)
        print(
            f"{name}, neighbours {neighbours}: {len(true)} true and {len(false)} false boxes; "
            f"AUC {auc(false, true):.4f}; below {SURE_BELOW}: {sum(s < SURE_BELOW for s in true)} true, "
            f"{sum(s < SURE_BELOW for s in false)} false"
        )


def report_judge(seen: Sequence[Seen]) -> None:
    """What a judge adds that learned from a part of the photos, on the others; mean of five draws."""
    for share in (0.05, 0.1, 0.2, 0.5):
        gains = []
        for draw in range(5):
            mixed = random.Random(draw).sample(list(seen), len(seen))
            part = round(share * len(mixed))
            judge = learn_judge(decided(mixed[:part]))
            gains.append([auc(*scores(mixed[part:], with_or_without)) for with_or_without in (None, judge)])
        before, after = np.mean(gains, axis=0)
        print(f"judge from {share:.0%} of the photos: AUC on the others {before:.4f} -> {after:.4f}")


def photos(folder: Path, truth: dict[str, Truth]) -> Iterator[Scene]:
    for path in sorted(folder.iterdir()):
        if path.name in truth:
            yield Scene(lambda path=path: read_picture(path), truth[path.name])


def changed(scenes: Iterable[Scene], change: Callable[[Picture], Picture], matrix: list[list[float]]) -> list[Scene]:
    """Scenes whose pictures are changed; matrix: where a point comes to lie."""
    return [Scene(lambda one=one: change(one.make()), moved(one.truth, np.array(matrix))) for one in scenes]


def moved(truth: Truth, matrix: np.ndarray) -> Truth:
    factor = float(np.sqrt(abs(np.linalg.det(matrix[:, :2]))))
    centres = [matrix @ (x + w / 2, y + h / 2, 1) for x, y, w, h, *_ in truth]
    sizes = [(w * factor, h * factor) for _, _, w, h, *_ in truth]
    return [[x - w / 2, y - h / 2, w, h] for (x, y), (w, h) in zip(centres, sizes, strict=True)]


def turned(scene: Scene, degrees: float) -> Scene:
    """The scene turned clockwise about its centre, with room for its corners."""
    height, width = scene.make().shape[:2]
    matrix = cv2.getRotationMatrix2D(((width - 1) / 2, (height - 1) / 2), -degrees, 1.0)
    wide, high = (round(abs(matrix[0, 0]) * a + abs(matrix[0, 1]) * b) for a, b in ((width, height), (height, width)))
    matrix[:, 2] += (wide - width) / 2, (high - height) / 2
    return Scene(
        lambda: cv2.warpAffine(scene.make(), matrix, (wide, high), borderValue=(128, 128, 128)),
        moved(scene.truth, matrix),
    )


def in_the_dark(picture: Picture) -> Picture:
    noise = np.random.default_rng(1).normal(0, 6, picture.shape)
    return np.clip(picture * 0.3 + noise, 0, 255).astype(np.uint8)


def collages(portraits: Sequence[Scene], number: int = 24) -> Iterator[Scene]:
    """Portraits of all sizes on walls, stones, a cat and text, which give false boxes of their own."""
    from skimage import data

    grounds = [getattr(data, name)() for name in ("brick", "gravel", "chelsea", "coffee", "rocket", "text", "page")]
    for draw in range(number):
        chance = random.Random(draw)
        ground = grounds[draw % len(grounds)]
        ground = cv2.cvtColor(ground, cv2.COLOR_GRAY2RGB) if ground.ndim == 2 else ground
        picture, truth = cv2.resize(ground, (1200, 900), interpolation=cv2.INTER_CUBIC), []
        for row in range(3):
            for column, scene in enumerate(chance.sample(portraits, 4)):
                side = chance.randint(60, 280)
                x, y = column * 300 + chance.randint(0, 300 - side), row * 300 + chance.randint(0, 300 - side)
                portrait = cv2.resize(scene.make(), (side, side), interpolation=cv2.INTER_AREA)
                picture[y : y + side, x : x + side] = portrait
                truth += moved(scene.truth, np.array([[side / 512, 0, x], [0, side / 512, y]]))
        yield Scene(lambda picture=picture: picture, truth)


def main(data: Path, cascade: str) -> None:
    truth = json.loads((data / "faces_truth.json").read_text())
    settings = DetectorSettings(cascade=cascade, tilt=False)
    portraits, solvay = list(photos(data / "portraits", truth)), list(photos(data / "groups", truth))
    seen, seen_solvay = look(portraits, settings), look(solvay, settings)
    report("portraits", seen)
    report("Solvay", seen_solvay)
    report("both", {neighbours: seen[neighbours] + seen_solvay[neighbours] for neighbours in NEIGHBOURS})
    report_judge(seen[1] + seen_solvay[1])
    half = portraits[::2]
    small = [[0.375, 0, 0], [0, 0.375, 0]]
    mirrored = changed(half, lambda picture: np.ascontiguousarray(picture[:, ::-1]), [[-1, 0, 511], [0, 1, 0]])
    report("mirrored", look(mirrored, settings))
    report("in the dark", look(changed(half, in_the_dark, [[1, 0, 0], [0, 1, 0]]), settings))
    report("small", look(changed(half, lambda picture: cv2.resize(picture, (192, 192)), small), settings))
    report("collages", look(collages(portraits), settings))
    report_tilt(portraits[::4])


def report_tilt(portraits: Sequence[Scene]) -> None:
    """How many heads are found that are not upright."""
    for degrees in (20, -20, 40, -40):
        for tilt in (False, True):
            seen = look((turned(scene, degrees) for scene in portraits), DetectorSettings(tilt=tilt))[3]
            found, false = sum(any(one.true) for one in seen), sum(len(one.true) - sum(one.true) for one in seen)
            print(
                f"turned by {degrees}, tilt {'on' if tilt else 'off'}: a face found on {found} of {len(seen)} "
                f"({found / len(seen):.1%}), {false} false boxes"
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]), sys.argv[2] if len(sys.argv) > 2 else DetectorSettings().cascade)
