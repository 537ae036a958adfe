"""A process of the window begins and ends here."""
