"""The study day: the local date, rolling over at 04:00.

Promises: every instant belongs to exactly one study day, found with the offset that is valid at that instant.
So work after midnight counts for the evening before, and a change of clocks neither loses nor doubles a day.
It reads no clock: the instant is an argument.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

ROLL_OVER = timedelta(hours=4)


def study_day(at: datetime, zone: str | None = None) -> date:
    """The study day of an instant, in `zone` (an IANA name) or, without one, in the offset that `at` carries.

    Raises ValueError for an instant without offset, and ZoneInfoNotFoundError for an unknown zone.
    """
    if at.utcoffset() is None:
        raise ValueError(f"{at.isoformat()} has no offset: it names no instant")
    local = at.astimezone(ZoneInfo(zone)) if zone else at
    return (local.replace(tzinfo=None) - ROLL_OVER).date()
