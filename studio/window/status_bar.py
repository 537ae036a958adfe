"""The bar at the foot: project, running jobs with time left and Cancel, what is saved, the device."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QProgressBar, QWidget

from studio.jobs import Job
from studio.look import theme
from studio.widgets.controls import link_button

READ_ONLY_TIP = "Its folder may not be written. Copy it to a place where you may, and open the copy."


def time_left(seconds: float | None) -> str:
    """ "12 s left", "2.6 min left", "3 h left", or nothing."""
    if seconds is None:
        return ""
    if seconds < 90:
        return f"{max(1, round(seconds))} s left"
    return f"{seconds / 60:.0f} min left" if seconds < 5400 else f"{seconds / 3600:.1f} h left"


class JobRow(QWidget):
    """One running job: name, bar, "279 of 436, 12 s left", Cancel."""

    def __init__(self, job: Job, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.job = job
        self.name = QLabel(job.title, textFormat=Qt.TextFormat.PlainText)
        self.name.setProperty("role", "quiet")
        self.bar = QProgressBar()
        self.bar.setTextVisible(False)
        self.bar.setFixedWidth(120)
        self.bar.setRange(0, 0)
        self.text = QLabel()
        self.text.setProperty("role", "quiet")
        self.cancel = link_button("Cancel")
        self.cancel.setAccessibleName(f"Cancel {job.title}")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_8)
        for widget in (self.name, self.bar, self.text, self.cancel):
            row.addWidget(widget)
        self.cancel.clicked.connect(self._on_cancel)
        job.progressed.connect(self._on_progressed)
        self._timer = QTimer(self, interval=1000)
        self._timer.timeout.connect(self._write)
        self._timer.start()

    def _on_progressed(self, done: int, total: int, text: str) -> None:
        self.bar.setRange(0, max(0, total))
        self.bar.setValue(done)
        self.setToolTip(text)
        self._write()

    def _write(self) -> None:
        progress = self.job.progress
        if self.job.cancelling:
            self.text.setText("stopping")
        elif progress.what.startswith("minute "):  # time is what is counted: it says how much is left
            self.text.setText(progress.what)
        elif progress.total > 0:
            left = time_left(self.job.seconds_left())
            self.text.setText(f"{progress.done:,} of {progress.total:,}" + (f", {left}" if left else ""))
        else:  # no one knows how much there is
            self.text.setText(f"{progress.done:,} {progress.what}" if progress.done else progress.what)

    def _on_cancel(self) -> None:
        self.job.cancel()
        self.cancel.setEnabled(False)
        self._write()


class DeviceDot(QWidget):
    """The chip's light: green for ready, red for a device that can't be used."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.token = "off"
        self.setFixedSize(8, 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(theme.colour(self.token))
        painter.setBrush(theme.colour(self.token))
        painter.drawEllipse(1, 1, 6, 6)


class DeviceChip(QFrame):
    """ "CPU, 2 threads, bf16"; red with the remedy as tooltip when a device is there but unusable."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("role", "chip")
        self.dot = DeviceDot()
        self.label = QLabel("looking at the device")
        self.label.setFont(theme.font("small"))
        row = QHBoxLayout(self)
        self.setFixedHeight(22)
        row.setContentsMargins(10, 0, 10, 1)
        row.setSpacing(6)
        row.addWidget(self.dot)
        row.addWidget(self.label)

    def set_device(self, text: str, usable: bool = True, remedy: str = "") -> None:
        self.label.setText(text)
        self.dot.token = "confirmed" if usable else "rejected"
        self.dot.update()
        self.setToolTip(remedy)


class StatusBar(QFrame):
    """Jobs appear by themselves: connect JobRunner.started and ended to add_job and remove_job."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("statusBar")
        self.setFixedHeight(theme.STATUS_BAR_HEIGHT)
        self.project = QLabel()
        self.saved = QLabel("All changes saved")
        self.device = DeviceChip()
        for label in (self.project, self.saved):
            label.setProperty("role", "quiet")
            label.setFont(theme.font("small"))
        self._rows: dict[Job, JobRow] = {}
        self._jobs = QHBoxLayout()
        self._jobs.setSpacing(theme.SPACE_24)
        row = QHBoxLayout(self)
        row.setContentsMargins(theme.SPACE_16, 0, theme.SPACE_16, 0)
        row.setSpacing(theme.SPACE_16)
        row.addWidget(self.project)
        row.addLayout(self._jobs)
        row.addStretch(1)
        row.addWidget(self.saved)
        row.addWidget(self.device)

    def set_read_only(self, read_only: bool) -> None:
        """Whether the open project can only be looked at."""
        self.saved.setText("Read-only: nothing can be changed" if read_only else "All changes saved")
        self.saved.setToolTip(READ_ONLY_TIP if read_only else "")

    def add_job(self, job: Job) -> None:
        self._rows[job] = JobRow(job)
        self._jobs.addWidget(self._rows[job])

    def remove_job(self, job: Job) -> None:
        row = self._rows.pop(job, None)
        if row is not None:
            self._jobs.removeWidget(row)
            row.hide()
            row.deleteLater()

    def job_rows(self) -> list[JobRow]:
        return list(self._rows.values())
