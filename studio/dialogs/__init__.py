"""Dialogs: one for errors, the report of a drop, the keys of a pane, preferences, about."""
