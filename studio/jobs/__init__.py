"""Long work in the window: `JobRunner.start(...)` drives a workflow generator in its own QThread as a `Job`;

`Background` and `Latest` answer small questions (decode a photo, filter a crop) off the GUI thread.
"""

from studio.jobs.background import Background, Latest, Refresher
from studio.jobs.job import Job, JobState
from studio.jobs.runner import JobRunner

__all__ = ["Background", "Job", "JobRunner", "JobState", "Latest", "Refresher"]
