"""Simulated learners live through the whole program, by the real code and at a simulated clock.

`people` and `mind` are the world; `life` is its clock; `anchors` and `policy` are what is compared; `results`
says how it came out. The policy is shown answers and nothing else.
"""

from groundup.actions.simulation.anchors import ANCHORS
from groundup.actions.simulation.course import Course, course, course_of
from groundup.actions.simulation.life import HORIZON_DAYS, RETAINED, Life, lived
from groundup.actions.simulation.people import POPULATIONS, Memory, Person, person
from groundup.actions.simulation.policy import groundup
from groundup.actions.simulation.results import Figure, Hours, Lived, Simulation, figures, simulated

__all__ = [
    "ANCHORS",
    "HORIZON_DAYS",
    "POPULATIONS",
    "RETAINED",
    "Course",
    "Figure",
    "Hours",
    "Life",
    "Lived",
    "Memory",
    "Person",
    "Simulation",
    "course",
    "course_of",
    "figures",
    "groundup",
    "lived",
    "person",
    "simulated",
]
