"""The screenshots command: wrong words are told, and every pane of a stocked project becomes a picture."""

from __future__ import annotations

from studio import screenshots
from studio.panes import PANES
from tests.studio.panes.painted import add_painting, make_encoders


def test_without_a_folder_the_right_words_are_shown(capsys):
    assert screenshots.main([]) == 2
    assert "screenshots DIR" in capsys.readouterr().err


def test_every_pane_is_drawn_from_a_real_project(stocked, qtbot, tmp_path, monkeypatch):
    from models.project import Project

    monkeypatch.setattr(screenshots, "WINDOW_SIZES", ((1100, 700),))
    monkeypatch.setattr(screenshots, "THEMES", ("dark",))
    with Project.open(stocked) as project:
        make_encoders(project.encoders_folder, "colourise")
        add_painting(project)
    stocked.rename(tmp_path / "project")
    assert screenshots.main([str(tmp_path)]) == 0
    pictures = sorted(tmp_path.glob("*.png"))
    assert [path.name for path in pictures] == sorted(f"{entry.name}-dark-1100x700.png" for entry in PANES)
    assert all(path.stat().st_size > 5000 for path in pictures)
