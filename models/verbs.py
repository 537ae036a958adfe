"""What each verb of the command line takes, and which workflow it starts. One entry per verb.

Workflows are imported when their verb runs: `--help` is instant, and only training and painting load torch.
"""

from __future__ import annotations

import argparse
import dataclasses
from collections.abc import Callable, Generator
from pathlib import Path
from typing import Any

from models.errors import UsageError
from models.events import Event
from models.params import Param
from models.project import Project
from models.records import CutFrom, PaintOptions, PaintSource, Recipe
from models.training.config import BASE_CHANNELS, TrainConfig

Events = Generator[Event]


@dataclasses.dataclass(frozen=True, slots=True)
class Verb:
    """help: one sentence; declare: adds its words to the parser; run: starts the workflow."""

    help: str
    declare: Callable[[argparse.ArgumentParser], None]
    run: Callable[[argparse.Namespace], Events]


def _folder(text: str) -> Path:
    return Path(text).expanduser()


def _add_project(command: argparse.ArgumentParser) -> None:
    command.add_argument("project", type=_folder, metavar="PROJECT", help="a project's folder")


def _add_output(command: argparse.ArgumentParser) -> None:
    command.add_argument("-o", "--output", type=_folder, metavar="DIR", required=True, help="where the pictures go")


def _add_params(command: argparse.ArgumentParser, params: tuple[Param, ...]) -> None:
    """A flag for each declared parameter; its bounds are checked by the Param itself."""
    for param in params:
        flag = f"--{param.name.replace('_', '-')}"
        words = f"{param.help or param.title} (default {param.default})"
        command.add_argument(flag, dest=param.name, metavar="VALUE", help=words)


def _given(arguments: argparse.Namespace, names: tuple[str, ...]) -> dict[str, Any]:
    return {name: value for name in names if (value := getattr(arguments, name)) is not None}


def _declare_import(command: argparse.ArgumentParser) -> None:
    _add_project(command)
    command.add_argument("paths", type=_folder, nargs="+", metavar="PATH", help="photos and folders")
    command.add_argument("--person", help="whose photos they are (default: the name of each photo's folder)")


def _run_import(arguments: argparse.Namespace) -> Events:
    from models.workflow.import_photos import import_photos

    with Project.open_or_create(arguments.project) as project:
        yield from import_photos(project, arguments.paths, person=arguments.person)


def _declare_faces(command: argparse.ArgumentParser) -> None:
    from models.faces.haar import PARAMS

    _add_project(command)
    _add_params(command, PARAMS)


def _run_faces(arguments: argparse.Namespace) -> Events:
    from models.faces.haar import PARAMS, DetectorSettings
    from models.workflow.find_faces import find_faces

    settings = DetectorSettings.checked(_given(arguments, tuple(param.name for param in PARAMS)))
    with Project.open(arguments.project) as project:
        yield from find_faces(project, settings)


def _declare_filter(command: argparse.ArgumentParser) -> None:
    command.add_argument("name", metavar="NAME", help="a filter, or several joined by commas")
    command.add_argument("paths", type=_folder, nargs="+", metavar="IN", help="photos and folders")
    command.add_argument("--set", action="append", default=[], metavar="K=V", help="a parameter of the last filter")
    _add_output(command)


def _run_filter(arguments: argparse.Namespace) -> Events:
    from models.filters import parse_chain
    from models.workflow.filter_files import filter_files

    chain = parse_chain(":".join([arguments.name, *arguments.set]))
    yield from filter_files(chain, arguments.paths, arguments.output)


_TRAIN_FLAGS: dict[str, type] = {
    "epochs": int,
    "batches": int,
    "batch_size": int,
    "device": str,
    "seed": int,
    "minutes": float,
    "held_out": int,
    "learning_rate": float,
    "discriminator": str,
    "precision": str,
    "checkpoint_seconds": float,
}


def _add_settings(command: argparse.ArgumentParser) -> None:
    """What a new training is told: its recipe, and how it is trained."""
    words = "a ready recipe, the title of one of the project's own, or a .recipe.json file (default colourise)"
    command.add_argument("--recipe", metavar="NAME", help=words)
    command.add_argument("--size", choices=list(BASE_CHANNELS), help="of the network (default studio)")
    for name, kind in _TRAIN_FLAGS.items():
        default = getattr(TrainConfig(), name)
        words = f"(default {default})" if default is not None else "a time budget"
        command.add_argument(f"--{name.replace('_', '-')}", type=kind, metavar="VALUE", help=words)
    command.add_argument("--cut", choices=[cut.value for cut in CutFrom], help="learn from faces or whole photos")
    command.add_argument("--people", metavar="A,B", help="learn only from these people")


def _recipe_of(arguments: argparse.Namespace, project: Project) -> Recipe:
    from models.workflow.find_recipe import find_recipe

    recipe = find_recipe(arguments.recipe or "colourise", project)
    if arguments.cut is not None:
        recipe = dataclasses.replace(recipe, cut_from=CutFrom(arguments.cut))
    if arguments.people:
        people = tuple(name.strip() for name in arguments.people.split(","))
        recipe = dataclasses.replace(recipe, people=people)
    return recipe


def _config_of(arguments: argparse.Namespace) -> TrainConfig:
    return dataclasses.replace(TrainConfig(), **_given(arguments, ("size", *_TRAIN_FLAGS)))


def _given_settings(arguments: argparse.Namespace, *, but: tuple[str, ...] = ()) -> str:
    """The words of _add_settings that were said, as they were said."""
    names = tuple(name for name in ("recipe", "size", "cut", "people", *_TRAIN_FLAGS) if name not in but)
    return ", ".join(f"--{name.replace('_', '-')}" for name in _given(arguments, names))


def _declare_train(command: argparse.ArgumentParser) -> None:
    _add_project(command)
    _add_settings(command)
    command.add_argument("--resume", type=int, metavar="RUN", help="go on with this run where it was")


def _run_train(arguments: argparse.Namespace) -> Events:
    from models.workflow.train_encoder import More, train_encoder
    from models.workflow.train_together import assist_training, is_assistant, shared_drive

    if is_assistant():
        yield from assist_training()
        return
    more = More(arguments.minutes, arguments.epochs) if arguments.resume is not None else None
    if more is not None:
        _refuse_new_settings(arguments)
    config = _config_of(arguments)
    drive = shared_drive(config.batch_size if more is None else None)
    with Project.open(arguments.project) as project:
        recipe = _recipe_of(arguments, project)
        yield from train_encoder(project, recipe, config, resume=arguments.resume, drive=drive, more=more)


def _refuse_new_settings(arguments: argparse.Namespace) -> None:
    """A resumed run keeps the settings it began with; only how long it goes on can be said."""
    given = _given_settings(arguments, but=("minutes", "epochs"))
    if given:
        remedy = "Leave them out, or start a new run; --minutes and --epochs say how much longer it goes on"
        raise UsageError(f"a resumed run keeps its own settings, so {given} can't be given", remedy=remedy)


def _declare_keep(command: argparse.ArgumentParser) -> None:
    _add_project(command)
    command.add_argument("number", type=int, metavar="RUN", help="its number, as `train` and `info` tell it")
    which = command.add_mutually_exclusive_group()
    which.add_argument("--best", action="store_true", help="as it painted the held-out faces best (default: newest)")
    which.add_argument("--step", type=int, metavar="N", help="as it was at this step, if that is still saved")


def _run_keep(arguments: argparse.Namespace) -> Events:
    from models.workflow.keep_encoder import keep_run

    with Project.open(arguments.project) as project:
        yield from keep_run(project, arguments.number, finished=False, best=arguments.best, step=arguments.step)


def _declare_queue(command: argparse.ArgumentParser) -> None:
    _add_project(command)
    command.add_argument("--add", action="store_true", help="put one more at its end, and train nothing now")
    _add_settings(command)


def _run_queue(arguments: argparse.Namespace) -> Events:
    from models.workflow.train_queue import add_to_queue, train_queue

    given = _given_settings(arguments)
    if given and not arguments.add:
        remedy = "Say --add to put one more into the queue"
        raise UsageError(f"what waits has its own settings, so {given} can't be given", remedy=remedy)
    with Project.open(arguments.project) as project:
        if arguments.add:
            yield from add_to_queue(project, _recipe_of(arguments, project), _config_of(arguments))
        else:
            yield from train_queue(project)


def _add_encoder(command: argparse.ArgumentParser) -> None:
    command.add_argument("encoder", metavar="ENCODER", help="a file, or the name of a shipped or a project's encoder")
    command.add_argument("--project", type=_folder, help="the project whose encoders may be named")


def _find_encoder(arguments: argparse.Namespace) -> Path:
    from models.painting.shelf import find_encoder

    folder = arguments.project.expanduser() / "encoders" if arguments.project is not None else None
    return find_encoder(arguments.encoder, folder)


def _declare_paint(command: argparse.ArgumentParser) -> None:
    _add_encoder(command)
    command.add_argument("paths", type=_folder, nargs="+", metavar="IN", help="photos and folders")
    _add_output(command)
    which = command.add_mutually_exclusive_group()
    which.add_argument("--whole", action="store_true", help="paint whole photos (the default)")
    which.add_argument("--faces", action="store_true", help="paint only the faces found on them")
    command.add_argument("--strength", type=float, metavar="0..1", help="from the photo to the painting (default 1)")
    command.add_argument("--colour", type=float, metavar="X", help="how colourful, 1 as painted")
    command.add_argument("--again", type=int, metavar="N", help="feed the painting back N times")
    command.add_argument("--seed", type=int, help="of the noise, where the recipe has some")


def _run_paint(arguments: argparse.Namespace) -> Events:
    from models.workflow.paint_photos import paint_files

    source = PaintSource.FACES if arguments.faces else PaintSource.WHOLE
    options = PaintOptions(source=source, **_given(arguments, ("strength", "colour", "again", "seed")))
    yield from paint_files(_find_encoder(arguments), arguments.paths, arguments.output, options)


def _declare_sample(command: argparse.ArgumentParser) -> None:
    _add_encoder(command)
    command.add_argument("-n", "--number", type=int, default=16, help="how many (default 16)")
    command.add_argument("--seed", type=int, default=0, help="of the first; the others count on from it")
    _add_output(command)


def _run_sample(arguments: argparse.Namespace) -> Events:
    from models.workflow.sample_noise import sample_noise

    if not 1 <= arguments.number <= 10_000:
        raise UsageError(f"-n can't be {arguments.number}", remedy="It takes a whole number from 1 to 10000")
    yield from sample_noise(_find_encoder(arguments), arguments.number, arguments.seed, arguments.output)


def _declare_export(command: argparse.ArgumentParser) -> None:
    _add_project(command)
    _add_output(command)


def _run_export(arguments: argparse.Namespace) -> Events:
    from models.workflow.export_gallery import export_gallery

    with Project.open(arguments.project) as project:
        yield from export_gallery(project, arguments.output)


def _declare_info(command: argparse.ArgumentParser) -> None:
    words = "an encoder, a recipe, a painting or a photo; a project's folder tells its runs and its queue"
    command.add_argument("file", type=_folder, metavar="FILE", help=words)


def _run_info(arguments: argparse.Namespace) -> Events:
    from models.workflow.describe_file import describe_file
    from models.workflow.describe_project import describe_project

    yield from (describe_project if arguments.file.is_dir() else describe_file)(arguments.file)


def _run_check(arguments: argparse.Namespace) -> Events:
    from models.workflow.check_project import check_project

    with Project.open(arguments.project) as project:
        yield from check_project(project)


def _declare_demo(command: argparse.ArgumentParser) -> None:
    command.add_argument("paths", type=_folder, nargs="*", metavar="PATH", help="photos (default: an astronaut's)")
    command.add_argument("-o", "--output", type=_folder, metavar="DIR", default=Path("bottega-demo"))
    command.add_argument("--minutes", type=float, default=1.0, help="how long to learn (default 1)")


def _run_demo(arguments: argparse.Namespace) -> Events:
    from models.workflow.demo import run_demo

    yield from run_demo(arguments.paths, arguments.output, arguments.minutes)


VERBS: dict[str, Verb] = {
    "import": Verb("Bring photos into a project (made when new).", _declare_import, _run_import),
    "faces": Verb("Find the faces on a project's photos.", _declare_faces, _run_faces),
    "filter": Verb("Run a filter over pictures.", _declare_filter, _run_filter),
    "train": Verb("Train an encoder on a project's faces, or go on with a run.", _declare_train, _run_train),
    "keep": Verb("Make an encoder of what a run has learned so far.", _declare_keep, _run_keep),
    "queue": Verb("Train what waits in a project's queue, one after the other.", _declare_queue, _run_queue),
    "paint": Verb("Paint photos with an encoder.", _declare_paint, _run_paint),
    "sample": Verb("Paint noise: what an encoder dreams.", _declare_sample, _run_sample),
    "export": Verb("Copy a project's paintings, and a contact sheet, to a folder.", _declare_export, _run_export),
    "info": Verb("Say what a file is and how it was made, or what a project holds.", _declare_info, _run_info),
    "check": Verb("Look for damage and missing originals in a project.", _add_project, _run_check),
    "demo": Verb("Show the main path end to end in the terminal.", _declare_demo, _run_demo),
}
