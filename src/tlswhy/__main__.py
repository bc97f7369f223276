"""`python -m tlswhy`."""

from __future__ import annotations

import sys

from tlswhy.cli.main import main

sys.exit(main())
