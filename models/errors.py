"""What can go wrong, in words a person can act on: what, which file, why, what to do.

BottegaError
├── UsageError          the words of a command or the values of a form are wrong
│   ├── UnknownNameError    no filter, recipe, encoder ... of that name (says what was probably meant)
│   └── ParameterError      a value outside what its Param declares
├── PictureError        a picture file that can't be read as a photo
├── ProjectError        a project folder that can't be opened or written
│   ├── ProjectLockedError  open in another Bottega
│   ├── ProjectTooNewError  made by a newer Bottega
│   └── ProjectGoneError    its folder was deleted, or its disk taken out, while it was open
├── EncoderError        an encoder or checkpoint file that is damaged, foreign or does not fit
├── TrainingError       a training that can't start or go on (too few faces, NaN beyond repair)
├── DeviceError         a device that is absent, broken or out of memory
└── DiskFullError       no room left; says how much to free
"""

from __future__ import annotations

from pathlib import Path


class BottegaError(Exception):
    """A failure with a sentence for the user.

    what: the thing that failed ("can't read this picture"); why: the cause; remedy: what to do now;
    path: the file it is about, if any. `str()` joins them into one line.
    """

    def __init__(self, what: str, *, path: Path | str | None = None, why: str = "", remedy: str = "") -> None:
        self.what = what
        self.path = Path(path) if path is not None else None
        self.why = why
        self.remedy = remedy
        super().__init__(what)

    def __str__(self) -> str:
        head = f"{self.path}: {self.what}" if self.path is not None else self.what
        return ". ".join(part.rstrip(".") for part in (head, self.why, self.remedy) if part)

    @property
    def reason(self) -> str:
        """Everything but the file's name: for lists where the file stands beside it."""
        return ". ".join(part.rstrip(".") for part in (self.what, self.why, self.remedy) if part)

    def __reduce__(self) -> tuple[object, ...]:
        return (_rebuild, (type(self), self.what, self.path, self.why, self.remedy))


def _rebuild(kind: type[BottegaError], what: str, path: Path | None, why: str, remedy: str) -> BottegaError:
    """Make an error again on the other side of a process boundary."""
    return kind(what, path=path, why=why, remedy=remedy)


def reason_of(error: Exception) -> str:
    """Why something failed, for lists where the file stands beside it: any error's, in its own words."""
    return error.reason if isinstance(error, BottegaError) else str(error)


class UsageError(BottegaError):
    """The words of a command or the values of a form are wrong."""


class UnknownNameError(UsageError):
    """Nothing of that name is registered."""


class ParameterError(UsageError):
    """A value outside what its Param declares."""


class PictureError(BottegaError):
    """A picture file that can't be read as a photo."""


class ProjectError(BottegaError):
    """A project folder that can't be opened or written."""


class ProjectLockedError(ProjectError):
    """The project is open in another Bottega."""


class ProjectTooNewError(ProjectError):
    """The project was made by a newer Bottega."""


class ProjectGoneError(ProjectError):
    """The project's folder went away while it was open."""


class EncoderError(BottegaError):
    """An encoder or checkpoint file that is damaged, foreign or does not fit."""


class TrainingError(BottegaError):
    """A training that can't start or go on."""


class DeviceError(BottegaError):
    """A device that is absent, broken or out of memory."""


class DiskFullError(BottegaError):
    """No room left on the disk."""
