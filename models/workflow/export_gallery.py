"""Export paintings of a project's gallery: copies with checked names and their recipe inside, and contact sheets."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Sequence
from pathlib import Path

from models.errors import BottegaError, DiskFullError, UsageError, reason_of
from models.events import Event, Finished, Progress, Refused, Saved
from models.file_names import check_template
from models.files import finish, temporary_file
from models.gallery.contact_sheet import make_contact_sheet
from models.gallery.export import SHEETS, ExportOptions, export_painting
from models.gallery.formats import FORMATS
from models.gallery.new_file import publish, write_new
from models.gallery.sheet_pdf import write_contact_pdf
from models.images import encode_png, read_picture
from models.project import Project
from models.records import Painting, Picture
from models.workflow.export_pages import export_pages
from models.workflow.output_folder import open_output

PER_SHEET = 48
"""Pictures on one contact sheet: still a page that prints and opens anywhere."""


def export_gallery(
    project: Project, out: Path, painting_ids: Sequence[int] | None = None, options: ExportOptions | None = None
) -> Generator[Event]:
    """Copy paintings (None: all, oldest first) into the folder out: Saved or Refused for each, then the sheets.

    Nothing there is ever overwritten. Raises UsageError for a bad template, format or folder, DiskFullError.
    """
    options = options or ExportOptions()
    check_template(options.template)
    FORMATS.get(options.format)
    if options.sheet not in ("", *SHEETS):
        raise UsageError(f"a contact sheet can't be {options.sheet!r}", remedy=f"It can be {' or '.join(SHEETS)}")
    if not 1 <= options.quality <= 100:
        raise UsageError(f"quality can't be {options.quality}", remedy="It goes from 1 to 100")
    paintings = _chosen(project, painting_ids)
    open_output(out)
    saved: list[tuple[Path, Painting]] = []
    failed = 0
    for number, painting in enumerate(paintings, start=1):
        yield Progress(number - 1, len(paintings), "exporting")
        try:
            path = export_painting(painting, number, out, options)
        except DiskFullError:
            raise
        except (BottegaError, OSError) as error:
            failed += 1
            reason = reason_of(error)
            yield Refused(painting.path, reason)
            continue
        saved.append((path, painting))
        yield Saved(path, "painting")
    if options.sheet and saved:
        yield from (_pdf if options.sheet == "pdf" else _sheets)(saved, out)
    if options.page:
        yield from export_pages(project, out, [painting for _, painting in saved], options)
    refused = f", {failed} refused" if failed else ""
    yield Finished("export", f"{len(saved)} paintings exported to {out}{refused}", len(saved), failed)


def _chosen(project: Project, painting_ids: Sequence[int] | None) -> list[Painting]:
    if painting_ids is None:
        return project.paintings.all()[::-1]
    return [project.paintings.get(painting_id) for painting_id in painting_ids]


def _sheets(saved: Sequence[tuple[Path, Painting]], out: Path) -> Generator[Event]:
    for start in range(0, len(saved), PER_SHEET):
        part = saved[start : start + PER_SHEET]
        yield Progress(start, len(saved), "contact sheet")
        page = make_contact_sheet(_pictures(part), [path.stem for path, _ in part])
        path = write_new(out, "contact sheet", ".png", encode_png(page))
        yield Saved(path, "contact sheet")


def _pdf(saved: Sequence[tuple[Path, Painting]], out: Path) -> Generator[Event]:
    with temporary_file(out) as file:
        for done in write_contact_pdf(file, _pictures(saved), [path.stem for path, _ in saved]):
            yield Progress(done, len(saved), "contact sheet")
        finish(file)
        path = publish(Path(file.name), out, "contact sheet", ".pdf")
    yield Saved(path, "contact sheet")


def _pictures(part: Sequence[tuple[Path, Painting]]) -> Iterator[Picture]:
    for _, painting in part:
        yield read_picture(painting.path)
