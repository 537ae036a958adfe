"""`export`: copies a project's paintings."""

from __future__ import annotations

import argparse

from models.file_names import FIELDS, TEMPLATE
from models.project import Project
from models.verbs.verb import VERBS, Events, Verb, add_output, add_project, note_read_only


def declare(command: argparse.ArgumentParser) -> None:
    add_project(command)
    add_output(command)
    command.add_argument("--format", default="png", help="png (the default), jpeg, webp or tiff")
    command.add_argument("--quality", type=int, default=92, metavar="1..100", help="of jpeg and webp (default 92)")
    fields = ", ".join(f"{{{field}}}" for field in FIELDS)
    command.add_argument("--name", default=TEMPLATE, metavar="TEMPLATE", help=f"name of each file, of {fields}")
    words = "let the names of photos and people travel in the files and in their names"
    command.add_argument("--names", action="store_true", help=words)
    command.add_argument("--sheet", choices=("png", "pdf", "none"), default="png", help="contact sheet (default png)")
    words = "make a folder with a web page of photos and paintings too, which needs no network"
    command.add_argument("--html", action="store_true", help=words)
    command.add_argument("--album", metavar="NAME", help="only the paintings of this album")


def run(arguments: argparse.Namespace) -> Events:
    from models.gallery.export import ExportOptions
    from models.workflow.export_gallery import export_gallery

    options = ExportOptions(
        format=arguments.format,
        template=arguments.name,
        quality=arguments.quality,
        keep_names=arguments.names,
        sheet="" if arguments.sheet == "none" else arguments.sheet,
        page=arguments.html,
    )
    with Project.open(arguments.project) as project:
        yield from note_read_only(project)
        album = arguments.album and project.albums.find(arguments.album)
        yield from export_gallery(project, arguments.output, sorted(album.paintings) if album else None, options)


VERBS.add("export", Verb("export", "Copy a project's paintings, and a contact sheet, to a folder.", declare, run))
