"""Graph, mastery and the learner's week -> Plan: path, work, list scheduling and what is said of it. Pure."""

from groundup.planner.demand import first_week
from groundup.planner.events import Event, events, part_begins, told
from groundup.planner.forecast import Forecast, Week, forecast
from groundup.planner.paths import ProjectWork, items, path_to
from groundup.planner.plans import described, laid, plan
from groundup.planner.rest import open_days
from groundup.planner.rhythms import PARTS, RHYTHM_TITLES, RHYTHMS, at_hours, rhythm, scaled
from groundup.planner.solving import Brief, Course, Load, Solved, solve
from groundup.planner.today import todays
from groundup.planner.ways import Price, WaysOut, prices, too_late, ways_out
from groundup.planner.week import PLANNED_SHARE, planned_minutes

__all__ = [
    "PARTS",
    "PLANNED_SHARE",
    "RHYTHMS",
    "RHYTHM_TITLES",
    "Brief",
    "Course",
    "Event",
    "Forecast",
    "Load",
    "Price",
    "ProjectWork",
    "Solved",
    "WaysOut",
    "Week",
    "at_hours",
    "described",
    "events",
    "first_week",
    "forecast",
    "items",
    "laid",
    "open_days",
    "part_begins",
    "path_to",
    "plan",
    "planned_minutes",
    "prices",
    "rhythm",
    "scaled",
    "solve",
    "todays",
    "told",
    "too_late",
    "ways_out",
]
