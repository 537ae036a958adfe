"""The collection: what the crops look like, as a table and as plots that pick a subset."""
