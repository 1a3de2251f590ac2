"""What a person can do, one plain function each. Pages and commands call these and render what comes back.

Every function takes the open `Workspace` first, checks what it is given, and returns plain records
(see `views`).
A request that cannot be done raises GroundupError with a message fit to show.
"""

from groundup.actions.archiving import Imported, export, import_archive
from groundup.actions.asking import answer, ask, find_family, reopen, review
from groundup.actions.authoring import (
    check_content,
    equivalent_entry,
    measure_content,
    new_concept,
    quality_table,
)
from groundup.actions.building import check_lab, find_lab, lab, read_source, save_lab, start_lab
from groundup.actions.choosing import Choice, claim, rhythms, setup, take_day_off
from groundup.actions.examining import doctor
from groundup.actions.planning import current, gaps, plan, roadmap, today
from groundup.actions.searching import search
from groundup.actions.standing import current_settings, standing
from groundup.actions.studying import concept, draw, lesson, project, read, restart_cells, run_cell
from groundup.actions.views import (
    Asked,
    ConceptView,
    Finding,
    Found,
    GapView,
    LabChecked,
    LabView,
    LessonView,
    Link,
    MapNode,
    MapView,
    Overview,
    PlanDay,
    PlanView,
    ProjectView,
    ReviewView,
    TodayItem,
    TodayView,
)

__all__ = [
    "Asked",
    "Choice",
    "ConceptView",
    "Finding",
    "Found",
    "GapView",
    "Imported",
    "LabChecked",
    "LabView",
    "LessonView",
    "Link",
    "MapNode",
    "MapView",
    "Overview",
    "PlanDay",
    "PlanView",
    "ProjectView",
    "ReviewView",
    "TodayItem",
    "TodayView",
    "answer",
    "ask",
    "check_content",
    "check_lab",
    "claim",
    "concept",
    "current",
    "current_settings",
    "doctor",
    "draw",
    "equivalent_entry",
    "export",
    "find_family",
    "find_lab",
    "gaps",
    "import_archive",
    "lab",
    "lesson",
    "measure_content",
    "new_concept",
    "plan",
    "project",
    "quality_table",
    "read",
    "read_source",
    "reopen",
    "restart_cells",
    "review",
    "rhythms",
    "roadmap",
    "run_cell",
    "save_lab",
    "search",
    "setup",
    "standing",
    "start_lab",
    "take_day_off",
    "today",
]
