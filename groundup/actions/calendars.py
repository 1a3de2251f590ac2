"""The plan in other calendars: a file, and a feed behind a secret address on this machine (RFC 5545)."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from icalendar import Calendar, Event, vDuration

from groundup import planner
from groundup.actions.holding import hold
from groundup.actions.planning import start_of
from groundup.actions.standing import require_settings, standing
from groundup.actions.wishing import agenda
from groundup.records import Feed, GroundupError, Settings, Told
from groundup.workspace import Workspace

NAME = "groundup"
FRESH_FOR = timedelta(hours=6)  # how often other programs are asked to look again


def calendar(w: Workspace) -> bytes:
    """The calendar as text. The same plan gives the same bytes; what changed has the next sequence."""
    hold(w)
    settings = require_settings(w)
    now = standing(w)
    feed = agenda(w).feed
    assert now.plan is not None  # settings imply a plan
    events = planner.events(now.plan.placed, now.today, settings.zone, feed.begins, w.store.learner())
    told = planner.told(events, feed.told, w.clock().astimezone(UTC).replace(microsecond=0))
    if told != feed.told:
        _save(w, replace(feed, told=told))
    return _written(w, settings, events, told)


def feed(w: Workspace, secret: str) -> bytes:
    """The same for who knows the secret. Raises GroundupError("not-found") for anybody else."""
    known = agenda(w).feed.secret
    if not known or not hmac.compare_digest(known.encode(), secret.encode()):
        raise GroundupError("not-found", "There is no calendar at this address.")
    return calendar(w)


def feed_secret(w: Workspace, *, anew: bool = False) -> str:
    """The secret of the feed, made when first asked for; `anew` makes the old address useless."""
    require_settings(w)
    known = agenda(w).feed
    if known.secret and not anew:
        return known.secret
    made = secrets.token_urlsafe(24)
    _save(w, replace(known, secret=made))
    return made


def close_feed(w: Workspace) -> None:
    """The address answers nobody any more."""
    _save(w, replace(agenda(w).feed, secret=""))


def begin_parts(w: Workspace, begins: tuple[str, str, str]) -> Feed:
    """When morning, afternoon and evening begin, as "08:00". Raises GroundupError("invalid")."""
    for text in begins:
        try:
            time.fromisoformat(text)
        except ValueError as error:
            raise GroundupError("invalid", f"{text!r} is not a time of day; write it like 08:30.") from error
    changed = replace(agenda(w).feed, begins=begins)
    _save(w, changed)
    return changed


def _save(w: Workspace, feed: Feed) -> None:
    """No plan changes with it."""
    w.store.save_agenda(w.store.learner(), replace(agenda(w), feed=feed), moves=False)


# --- as RFC 5545 has it ----------------------------------------------------------------------------


def _written(
    w: Workspace, settings: Settings, events: tuple[planner.Event, ...], told: Mapping[str, Told]
) -> bytes:
    written = Calendar()
    written.add("prodid", "-//groundup//plan//EN")
    written.add("version", "2.0")
    written.add("calscale", "GREGORIAN")
    written.add("x-wr-calname", NAME)
    written.add("x-wr-timezone", settings.zone)
    written.add("refresh-interval", vDuration(FRESH_FOR), parameters={"VALUE": "DURATION"})
    written.add("x-published-ttl", vDuration(FRESH_FOR))
    for event in events:
        written.add_component(_event(w, event, told[event.uid]))
    if settings.deadline is not None:
        written.add_component(_deadline(w, settings.deadline))
    if events:
        last = events[-1].starts.date() + timedelta(366)
        written.add_missing_timezones(first_date=events[0].starts.date() - timedelta(1), last_date=last)
    return bytes(written.to_ical())


def _event(w: Workspace, event: planner.Event, known: Told) -> Event:
    written = Event()
    written.add("uid", event.uid)
    written.add("sequence", known.sequence)
    written.add("dtstamp", known.at)
    written.add("last-modified", known.at)
    written.add("dtstart", _instant(event.starts))
    written.add("duration", timedelta(minutes=event.minutes))  # exact, where an end could be read two ways
    written.add("summary", event.summary)
    written.add("categories", [event.item.work])
    command = "groundup review" if event.item.work == "review" else start_of(w, event.item)[1]
    written.add("description", f"{command}\nIt moves when your plan does; nothing is ever overdue.")
    return written


def _instant(at: datetime) -> datetime:
    """In the zone by name, but in the second of two equal hours in autumn, which only UTC can tell."""
    return at.astimezone(UTC) if at.fold else at.astimezone(ZoneInfo(str(at.tzinfo)))


def _deadline(w: Workspace, day: date) -> Event:
    written = Event()
    written.add("uid", f"deadline/{day.isoformat()}@{w.store.learner()}.groundup")
    written.add("dtstamp", datetime.combine(day, time(0), UTC))
    written.add("dtstart", day)
    written.add("summary", "Deadline of your plan")
    written.add("transp", "TRANSPARENT")
    return written
