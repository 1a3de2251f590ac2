"""The engine executes everything that is not ours: Submission in, Run out, plain data only.

Promises, each with an adversarial test in tests/engine: code under test cannot make processes, take more
memory, time, output or disk than it is given, reach network, files, environment or processes of this
machine, run programs, leave anything to the next submission, forge a result, or stop the engine. Expected
values are never inside. A whole project runs in a room (`Engine.room`), where it may start programs and serve
on loopback, with the same promises about this machine; its repository is read by `Engine.clone`. What the
machine cannot promise is told by `Engine.report()`, and of rooms by `Room.layers`.
Not promised: that the method is the one asked for (forbidden names catch the honest), and nothing against
faults of the kernel or side channels.
"""

import sys

if sys.platform == "win32":
    raise ImportError("On Windows groundup runs inside WSL 2.")

from groundup.engine.cells import Cells
from groundup.engine.containers import find_containers
from groundup.engine.rooms import Room
from groundup.engine.services import Service
from groundup.engine.supervisor import Engine
from groundup.engine.tiers import Layer

__all__ = ["Cells", "Engine", "Layer", "Room", "Service", "find_containers"]
