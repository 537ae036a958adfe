"""How fast photos come in: python tests/benchmarks/bench_import.py FOLDER. Prints photos/s, all of it included."""

from __future__ import annotations

import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from models.project import Project
from models.workflow.import_photos import import_photos


def main(folder: Path, rounds: int = 3) -> None:
    for _ in range(rounds):
        with tempfile.TemporaryDirectory() as scratch, Project.create(Path(scratch) / "project") as project:
            started, busy = time.perf_counter(), time.process_time()
            counts = Counter(event.event for event in import_photos(project, [folder]))
            seconds = time.perf_counter() - started
            busy = time.process_time() - busy
            added = counts["photo_added"]
            print(
                f"{added} photos in {seconds:.2f} s: {added / seconds:.0f} photos/s, "
                f"{1000 * busy / added:.1f} ms of one core each",
                dict(counts),
            )


if __name__ == "__main__":
    main(Path(sys.argv[1]))
