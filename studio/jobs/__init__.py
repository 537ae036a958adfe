"""Long work in the window: `JobRunner.start(...)` drives a workflow generator in its own QThread as a `Job`;

`Questions` answers small ones (decode a photo, filter a crop) off the GUI thread, in `Background`.
"""

from studio.jobs.background import Background, Refresher
from studio.jobs.job import Job, JobState
from studio.jobs.questions import Questions, unsaid
from studio.jobs.runner import JobRunner

__all__ = ["Background", "Job", "JobRunner", "JobState", "Questions", "Refresher", "unsaid"]
