"""Start and end of the real program, as a child process: the exit code, no torch, signals, errors."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.conftest import ROOT
from tests.timing import SOON

PROBE = """
import sys, time
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from studio.__main__ import main
import studio.window.main_window as module

def later(self, event):
    module.QMainWindow.showEvent(self, event)
    QTimer.singleShot(0, lambda: print("shown", "torch" in sys.modules, "cv2" in sys.modules, flush=True))
    {act}

module.MainWindow.showEvent = later
sys.exit(main(sys.argv[1:]))
"""


def _start(act: str, folder: Path, home: Path) -> subprocess.Popen[str]:
    names = {name: str(home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME")}
    environment = os.environ | names | {"QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    words = [sys.executable, "-c", PROBE.format(act=act), str(folder)]
    return subprocess.Popen(words, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def test_the_window_opens_without_torch_and_closes_with_zero(stocked, tmp_path):
    process = _start("QTimer.singleShot(600, self.close)", stocked, tmp_path)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert "shown False" in out
    assert "Traceback" not in err


@pytest.mark.skipif(os.name == "nt", reason="Windows has no SIGTERM to send")
@pytest.mark.parametrize("kind", [signal.SIGTERM, signal.SIGINT, signal.SIGHUP])
def test_a_signal_closes_the_window_in_order(stocked, tmp_path, kind):
    process = _start("", stocked, tmp_path)
    assert process.stdout is not None
    assert process.stdout.readline().startswith("shown")
    before = time.monotonic()
    process.send_signal(kind)
    _, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert time.monotonic() - before < SOON
    assert "Traceback" not in err


def test_two_hundred_errors_give_one_dialog_and_the_window_lives(stocked, tmp_path):
    act = """
    def fail(): raise ValueError("broken inside")
    for number in range(200): QTimer.singleShot(number * 2, fail)
    def count():
        from studio.dialogs.error import ErrorDialog
        open_ones = [one for one in QApplication.topLevelWidgets() if isinstance(one, ErrorDialog) and one.isVisible()]
        print("dialogs", len(open_ones), open_ones[0].more.text(), flush=True)
        self.close()
    QTimer.singleShot(1500, count)
"""
    process = _start(act, stocked, tmp_path)
    out, _ = process.communicate(timeout=30)
    assert process.returncode == 0
    assert "dialogs 1 199 more" in out


def test_a_verb_goes_to_the_command_line(tmp_path):
    words = [sys.executable, "-m", "studio", "check", str(tmp_path / "nothing")]
    done = subprocess.run(words, cwd=ROOT, capture_output=True, text=True, timeout=30, check=False)
    assert done.returncode == 1
    assert "there is no Bottega project here" in done.stderr + done.stdout
    assert "Traceback" not in done.stderr


def test_a_second_window_on_the_same_project_says_so_and_opens_another(stocked, tmp_path):
    from models.project import Project

    with Project.open(stocked):
        process = _start(
            "QTimer.singleShot(500, lambda: (print(self.windowTitle(), flush=True), self.close()))", stocked, tmp_path
        )
        out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    assert "My studio" in out


def test_a_spoilt_project_keeps_no_window_from_starting(stocked, tmp_path):
    database = stocked / "bottega.sqlite3"
    for data in (b"", b"x" * 40_000, database.read_bytes()[:20_000], bytes(4096) + database.read_bytes()[4096:]):
        database.write_bytes(data)
        process = _start(
            "QTimer.singleShot(300, lambda: (print(self.windowTitle(), flush=True), self.close()))", stocked, tmp_path
        )
        out, err = process.communicate(timeout=30)
        assert process.returncode == 0, err
        assert "Traceback" not in err
        assert ("Stocked" if not data else "My studio") in out


def test_a_job_that_never_ends_holds_neither_the_program_nor_a_child(stocked, tmp_path):
    act = """
    from models.workflow.child import Child
    from tests.workflow.streams import tell_and_sit_still
    def deaf():
        time.sleep(60)
        yield
    def close(event):
        print(event.text, flush=True)
        self.close()
    self.session.runner.start("deaf", deaf)
    self.session.runner.start("child", lambda: Child().stream(tell_and_sit_still), on_event=close)
"""
    process = _start(act, stocked, tmp_path)
    out, err = process.communicate(timeout=30)
    assert process.returncode == 0, err
    with pytest.raises(ProcessLookupError):
        os.kill(int(out.split()[-1]), 0)
