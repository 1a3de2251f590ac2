"""Graph, mastery and the learner's week -> Plan: path, work, list scheduling and what is said of it. Pure."""

from groundup.planner.paths import ProjectWork, items, path_to
from groundup.planner.plans import plan
from groundup.planner.rhythms import PARTS, RHYTHM_TITLES, RHYTHMS, rhythm, scaled
from groundup.planner.today import todays
from groundup.planner.week import PLANNED_SHARE

__all__ = [
    "PARTS",
    "PLANNED_SHARE",
    "RHYTHMS",
    "RHYTHM_TITLES",
    "ProjectWork",
    "items",
    "path_to",
    "plan",
    "rhythm",
    "scaled",
    "todays",
]
