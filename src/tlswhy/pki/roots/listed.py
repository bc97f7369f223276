"""The lists that `roots.json` is made of: title, day and source of each.

Written by tools/renew_stores.py.
"""

from __future__ import annotations

ROWS = {
    "mozilla": (
        "Mozilla",
        "2026-11-03",
        "roots built into Firefox ESR 153.7.0",
    ),
    "chrome": (
        "Chrome",
        "2026-11-02",
        "root store built into Chromium 156.0.8078.79",
    ),
    "apple": (
        "Apple",
        "2025-12-28",
        "trust_stores_observatory, iOS 26",
    ),
    "android": (
        "Android",
        "2025-12-07",
        "trust_stores_observatory, 16.0.0_r4",
    ),
    "microsoft": (
        "Microsoft",
        "2026-03-28",
        "trust_stores_observatory",
    ),
    "java": (
        "Java",
        "2026-11-25",
        "OpenJDK, main branch at e89ae0780b09, policies of JDK 25.0.3",
    ),
}
