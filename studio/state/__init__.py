"""One of each thing that panes share, for the open project; the session makes them and hands them out."""
