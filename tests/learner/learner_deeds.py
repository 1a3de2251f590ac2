"""A graph of four concepts and the deeds of one learner, written shortly."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from groundup.records import Activity, Evidence, Graph, Minutes, Node, Outcome

START = datetime(2026, 3, 2, 9, tzinfo=UTC)  # a Monday


def node(id: str, prerequisites: tuple[str, ...] = (), **more: Any) -> Node:
    settings = {"contains": {}, "families": {"one": 0, "two": 0}, **more}
    return Node(id, id.capitalize(), "stage", "math", prerequisites, Minutes(20, 10, 30), **settings)


GRAPH: Graph = {
    "vectors": node("vectors"),
    "norms": node("norms", ("vectors",), contains={"vectors": 0.5}),
    "matrices": node("matrices", ("norms",), contains={"norms": 0.5}, families={"easy": -1, "hard": 1}),
    "outlined": node("outlined", ("matrices",), families={}),
}


def at(days: float = 0, minutes: float = 0) -> datetime:
    return START + timedelta(days=days, minutes=minutes)


class Diary:
    """Collects evidence; ids grow with each deed, as UUIDv7s do."""

    def __init__(self) -> None:
        self.deeds: list[Evidence] = []

    def add(self, activity: Activity, outcome: Outcome, when: datetime, seconds: float) -> Evidence:
        evidence = Evidence(f"{len(self.deeds):06d}", "me", activity, outcome, seconds, when)
        self.deeds.append(evidence)
        return evidence

    def answer(
        self,
        family: str,
        result: Any,
        when: datetime,
        seed: int | None = None,
        seconds: float = 0,
        **detail: Any,
    ) -> Evidence:
        activity = Activity("question", family.partition("/")[0], family, "v1")
        detail["seed"] = len(self.deeds) if seed is None else seed
        return self.add(activity, Outcome(result, None, detail), when, seconds)

    def lab(
        self, concept: str, result: Any, when: datetime, source: str = "s", seconds: float = 0
    ) -> Evidence:
        activity = Activity("lab", concept, f"lab-{concept}", "v1")
        return self.add(activity, Outcome(result, None, {"source": source}), when, seconds)

    def one_of_two(self, concept: str, name: str, when: datetime) -> Evidence:
        """A pass of "lab" or "practical" of a concept that has both."""
        detail = {"source": name, "beside": [f"lab-{concept}", f"practical-{concept}"]}
        return self.add(
            Activity("lab", concept, f"{name}-{concept}"), Outcome("passed", None, detail), when, 0.0
        )

    def read(self, concept: str, when: datetime, seconds: float = 0.0) -> Evidence:
        return self.add(Activity("lesson", concept, concept, "v1"), Outcome("read"), when, seconds)

    def claim(self, concept: str, when: datetime, result: Any = "claimed") -> Evidence:
        return self.add(Activity("claim", concept, concept), Outcome(result), when, 0.0)
