"""Agendas to text and back, and the row that holds one. A learner without a row has an empty agenda."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, insert, select, update

from groundup.records import Agenda, Feed, Outlook, Pass, Pause, Pin, Told, Wishes
from groundup.storage.rows import canonical
from groundup.storage.statements import know, move
from groundup.storage.tables import agendas


def agenda_text(agenda: Agenda) -> str:
    return canonical(asdict(agenda))


def agenda_from(text: str) -> Agenda:
    """Raises ValueError, TypeError or KeyError for what is no agenda."""
    found: dict[str, Any] = json.loads(text)
    return Agenda(
        wishes=_wishes(found["wishes"]),
        passes=tuple(_pass(one) for one in found["passes"]),
        feed=_feed(found["feed"]),
        held=tuple(found["held"]),
        held_on=_day_or_none(found["held_on"]),
        outlooks=tuple(_outlook(one) for one in found["outlooks"]),
        begun={str(id): str(path) for id, path in found.get("begun", {}).items()},  # not in older agendas
    )


def find(connection: Connection, learner: str) -> Agenda:
    wanted = select(agendas.c.value).where(agendas.c.learner == learner)
    text = connection.execute(wanted).scalar_one_or_none()
    return Agenda() if text is None else agenda_from(text)


def save(connection: Connection, learner: str, values: Mapping[str, str], *, moves: bool) -> None:
    """`moves`: whether what is known of the learner changes, so that plans are made anew."""
    if moves:
        move(connection)
    know(connection, learner)
    whose = agendas.c.learner == learner
    if connection.execute(update(agendas).where(whose).values(dict(values))).rowcount == 0:
        connection.execute(insert(agendas).values(learner=learner, **values))


def _wishes(found: Mapping[str, Any]) -> Wishes:
    pauses = (
        Pause(date.fromisoformat(p["first"]), date.fromisoformat(p["last"]), p["title"])
        for p in found["pauses"]
    )
    pins = (Pin(pin["item"], _day(pin["day"])) for pin in found["pins"])
    parsed = {"pauses": tuple(pauses), "pins": tuple(pins), "left_out": tuple(found["left_out"])}
    return Wishes(**{**found, **parsed})


def _pass(found: Mapping[str, Any]) -> Pass:
    log = tuple((_day(day), text) for day, text in found["log"])
    days = {"began": _day(found["began"]), "ended": _day_or_none(found["ended"])}
    return Pass(**{**found, **days, "log": log})


def _feed(found: Mapping[str, Any]) -> Feed:
    told = {
        uid: Told(one["sequence"], one["content"], datetime.fromisoformat(one["at"]))
        for uid, one in found["told"].items()
    }
    morning, afternoon, evening = found["begins"]
    return Feed(found["secret"], (morning, afternoon, evening), told)


def _outlook(found: Mapping[str, Any]) -> Outlook:
    days = {name: _day(found[name]) for name in ("day", "finish", "likely", "surely")}
    return Outlook(**{**found, **days})


def _day(text: str) -> date:
    return date.fromisoformat(text)


def _day_or_none(text: str | None) -> date | None:
    return None if text is None else _day(text)
