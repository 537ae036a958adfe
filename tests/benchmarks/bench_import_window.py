"""How the window does while photos come in: photos per second, and how its event loop is held up.

python -m tests.benchmarks.bench_import_window FOLDER PHOTOS     (its pictures, copied until there are so many)
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import time
from itertools import cycle, islice
from pathlib import Path

from studio.look import theme
from studio.run.app import make_application, open_window
from studio.run.garbage import GarbageCollector
from studio.state.preferences import Preferences
from tests.benchmarks.bench_many import memory, wait, wait_until
from tests.benchmarks.bench_window import Probe


def copy_until(source: Path, folder: Path, number: int) -> None:
    """So many files of differing content: pictures end before the bytes that are added to them."""
    pictures = sorted(path for path in source.iterdir() if path.is_file())
    for place, path in enumerate(islice(cycle(pictures), number)):
        copy = folder / f"Person {place % 40:02}" / f"{place:05}{path.suffix}"
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes() + place.to_bytes(4, "big"))


def main(source: Path, number: int) -> None:
    place = Path(tempfile.mkdtemp())
    try:
        copy_until(source, place / "photos", number)
        app = make_application()
        theme.apply(app, "dark")
        garbage = GarbageCollector()  # as in the application
        sys.setswitchinterval(0.001)
        window = open_window(place / "project", Preferences(place / "bench.ini"))
        window.resize(1600, 1000)
        window.show()
        wait(2)
        probe = Probe()
        probe.start()
        started = time.perf_counter()
        window.session.importer.add_photos([place / "photos"])
        wait_until(lambda: window.session.importer.report is not None, 900)
        seconds = time.perf_counter() - started
        print(f"{number:,} photos, {number / seconds:.0f} a second;", probe.report("event loop"), flush=True)
        probe.start()
        wait(8)
        print(probe.report("finding faces, Photos in front"), f"memory {memory():.0f} MB", flush=True)
        window.show_pane("faces")
        wait(2)
        probe.start()
        wait(8)
        print(probe.report("finding faces, Faces in front"), flush=True)
        window.close()
        window.session.close()
        garbage.close()
    finally:
        shutil.rmtree(place)


if __name__ == "__main__":
    main(Path(sys.argv[1]), int(sys.argv[2]))
