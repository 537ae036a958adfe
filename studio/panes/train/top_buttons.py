"""The buttons of the Train pane at the right of the top bar: what can be done now, one filled button at the end."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from models.records import Run
from studio.look import theme
from studio.panes.train import words
from studio.panes.train.live.time_machine import TimeMachine
from studio.panes.train.training_controller import TrainingController
from studio.widgets.controls import plain_button, primary_button, soft_button

_PAUSE = "Save everything and stop; go on later exactly there (Ctrl+P)"


class TopButtons(QWidget):
    """speed: pictures per second and time left; moment, pause, keep, queue, start: buttons."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.speed = QLabel()
        self.moment = soft_button("Keep this moment")
        self.pause = soft_button("Pause")
        self.keep = plain_button("Stop and keep")
        self.queue = plain_button("Add to queue")
        self.start = primary_button("Start")
        self.pause.setToolTip(_PAUSE)
        self.queue.setToolTip("Train it after the others that wait, over night if need be")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(theme.SPACE_8)
        for widget in (self.speed, self.moment, self.pause, self.keep, self.queue, self.start):
            row.addWidget(widget)

    def show_speed(self, text: str) -> None:
        self.speed.setText(text)
        self.speed.setVisible(bool(text))

    def show_state(
        self, training: TrainingController, run: Run | None, machine: TimeMachine, *, can_start: bool
    ) -> None:
        """What can be done with this run, or with none."""
        running, stopping = training.running, training.stopping
        learned = run is not None and run.step > 0 and run.encoder is None
        self.pause.setVisible(running)
        self.pause.setEnabled(not stopping)
        self.pause.setText("Pausing ..." if stopping and not training.keeping else "Pause")
        self.keep.setVisible(running or learned)
        self.keep.setEnabled(not stopping and not training.making and not (training.queueing and training.keeping))
        self.keep.setText(_keep_words(training))
        self.keep.setToolTip(
            "Put what it learned on the shelf of encoders, and go on with the next in the queue"
            if training.queueing
            else "Stop, and put what it learned on the shelf of encoders"
        )
        self.moment.setVisible(run is not None and (running or not machine.at_now))
        kept = machine.nearest_kept()
        self.moment.setEnabled(not stopping and not training.making and (machine.at_now or kept is not None))
        self.moment.setToolTip(words.explain_moment(machine.step, kept))
        self.queue.setVisible(not running and run is None)
        self.queue.setEnabled(can_start)
        self.start.setVisible(not running)
        self.start.setText("Resume" if run is not None else "Start")
        self.start.setEnabled(can_start or run is not None)

    def show_queue(self, training: TrainingController, waiting: int, *, can_start: bool) -> None:
        """On the page of the queue, the filled button starts all that waits."""
        if not training.running:
            self.start.setText("Start the queue")
            self.start.setEnabled(waiting > 0 and can_start)
            self.keep.hide()
            self.moment.hide()
            self.queue.hide()


def _keep_words(training: TrainingController) -> str:
    if not training.running:
        return "Keep"
    if training.keeping and (training.stopping or training.queueing):
        return "Keeping ..."
    return "Keep and go on" if training.queueing else "Stop and keep"
