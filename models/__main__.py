"""`python -m models VERB ...`: Bottega without a screen."""

from __future__ import annotations

import sys

from models.cli import main

if __name__ == "__main__":
    sys.exit(main())
