"""The audit of the abacus: other marbles, and is there a licence?"""

from groundup.audit import criterion, failed, passed
from groundup.audit.probes.licence import licence

LICENCE = licence(data=False)


@criterion("total", why="A count that is wrong once is never believed again.")
def total(inspection):
    marbles = 3 + inspection.seed % 5
    with inspection.room({"marbles.txt": b"marble\n" * marbles}) as room:
        ran = room.run(inspection.manifest.command("run"), wall_s=20)
    if ran.stdout.strip() != str(marbles):
        return failed(f"count.py printed {ran.stdout.strip()!r} for {marbles} marbles.", "Count the lines.")
    return passed(f"{marbles} marbles counted.", marbles=marbles)
