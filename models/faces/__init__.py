"""From photos to faces to crops: detectors, box geometry, the cut."""
