"""The sheet: several photos by several encoders, painted as they come into view; one is adopted or all are exported."""

from studio.panes.paint.sheet.screen import SheetScreen

__all__ = ["SheetScreen"]
