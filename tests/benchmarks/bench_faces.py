"""How fast and how well faces are found: python tests/benchmarks/bench_faces.py DATA.

DATA holds portraits/, groups/solvay_1927.png and faces_truth.json. A box is true when its centre lies within half a
true face's size of that face's centre and no other box claimed it.
"""

from __future__ import annotations

import json
import sys
import tempfile
import time
from pathlib import Path

from models.project import Project
from models.records import Box, Photo
from models.workflow.find_faces import find_faces
from models.workflow.import_photos import import_photos


def main(data: Path) -> None:
    truth = json.loads((data / "faces_truth.json").read_text())
    with tempfile.TemporaryDirectory() as scratch, Project.create(Path(scratch) / "project") as project:
        list(import_photos(project, [data / "portraits", data / "groups" / "solvay_1927.png"]))
        everyone = project.photos.all()
        solvay = [photo for photo in everyone if photo.path.name.startswith("solvay")]
        report("portraits", project, [photo for photo in everyone if photo not in solvay], truth)
        report("Solvay", project, solvay, truth)


def report(name: str, project: Project, photos: list[Photo], truth: dict[str, list[list[float]]]) -> None:
    started, busy = time.perf_counter(), time.process_time()
    list(find_faces(project, photo_ids=[photo.id for photo in photos]))
    seconds, busy = time.perf_counter() - started, time.process_time() - busy
    faces = {photo.path.name: project.faces.of_photo(photo.id) for photo in photos}
    hits = {key: claim([face.box for face in found], truth[key]) for key, found in faces.items()}
    boxes = sum(map(len, faces.values()))
    true, with_face = sum(hits.values()), sum(found > 0 for found in hits.values())
    print(
        f"{name}: {seconds:.1f} s, {len(photos) / seconds:.1f} photos/s, "
        f"{1000 * busy / len(photos):.0f} ms of one core each; "
        f"a box on a face in {with_face} of {len(photos)} photos ({with_face / len(photos):.1%}); "
        f"{true} true boxes, {boxes - true} false"
    )


def claim(boxes: list[Box], true_faces: list[list[float]]) -> int:
    """How many of the true faces (x, y, width, height, score) have a box."""
    free = list(true_faces)
    for box in boxes:
        x, y = box.centre
        near = [t for t in free if abs(x - t[0] - t[2] / 2) <= t[2] / 2 and abs(y - t[1] - t[3] / 2) <= t[3] / 2]
        if near:
            free.remove(near[0])
    return len(true_faces) - len(free)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
