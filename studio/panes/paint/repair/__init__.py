"""Repairing a photo: damage marked by hand or found, repainted where it is marked and nowhere else."""

from studio.panes.paint.repair.screen import RepairScreen

__all__ = ["RepairScreen"]
