"""Faults of the abacus."""

from groundup.audit import Fault, removed, replaced

FAULTS = (
    Fault(
        "always-two", "total", (replaced("count.py", 'len(Path("marbles.txt").read_text().split())', "2"),)
    ),
    Fault("no-licence", "licence", (removed("LICENSE"),)),
)
