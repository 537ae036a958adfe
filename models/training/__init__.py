"""Pairs -> encoder."""
