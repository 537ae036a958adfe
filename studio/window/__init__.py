"""The frame around the panes: rail, bars, menus, toasts, and what is dropped on it."""
