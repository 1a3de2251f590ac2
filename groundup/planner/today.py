"""Today's part of the plan."""

from __future__ import annotations

from datetime import date

from groundup.planner.plans import review_item
from groundup.planner.rhythms import PARTS
from groundup.records import Placed, Plan


def todays(plan: Plan, today: date, review_minutes: int = 0) -> tuple[Placed, ...]:
    """The sittings of that day in the order of its parts.

    With `review_minutes` (what is truly due) a review comes first. The time that the plan only reserved for
    reviews is left out: whoever asks knows by now what is due.
    """
    found = [placed for placed in plan.placed if placed.day == today and placed.item.work != "review"]
    found.sort(key=lambda placed: PARTS.index(placed.part))
    if review_minutes <= 0:
        return tuple(found)
    part = found[0].part if found else PARTS[0]
    return (Placed(review_item(today, review_minutes), today, part, review_minutes), *found)
