"""Systems other than Linux, said honestly.

The walls are built of Linux parts. On macOS and Windows there is no fork server yet: groundup says so
and names the way out, instead of running code under test without isolation and without telling.
"""

from __future__ import annotations

import sys
from typing import NoReturn

from groundup.records import GroundupError


def refuse() -> NoReturn:
    if sys.platform == "win32":
        raise GroundupError("environment", "On Windows groundup runs inside WSL 2: open a WSL terminal there.")
    raise GroundupError("environment", f"The engine does not run on {sys.platform} yet: use Linux or a container.")
