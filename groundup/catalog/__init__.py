"""Reads and checks content: concepts, lessons, questions, labs, tracks, plans, projects, resources.

This room alone knows the form of `content/`. It runs no code of learners and shows nothing.
"""

from groundup.catalog.beginning import new_concept
from groundup.catalog.catalog import Catalog, Part, load
from groundup.catalog.contract import Runner, check
from groundup.catalog.lab import Lab, Mistake, Other, starting_files
from groundup.catalog.lesson import (
    Aside,
    Block,
    Cell,
    FigurePlace,
    Lesson,
    Prose,
    QuestionPlace,
    parse_lesson,
)
from groundup.catalog.mutation import written
from groundup.catalog.outline import (
    Concept,
    Criterion,
    Dataset,
    Figure,
    LabOutline,
    Layer,
    PlanOutline,
    Project,
    Prompt,
    QuestionOutline,
    Resource,
    Stage,
    Theme,
    Track,
)
from groundup.catalog.projects import ProjectContent
from groundup.catalog.quality import Measure, Quality, Survivor, as_markdown, measure
from groundup.catalog.roots import content_roots

__all__ = [
    "Aside",
    "Block",
    "Catalog",
    "Cell",
    "Concept",
    "Criterion",
    "Dataset",
    "Figure",
    "FigurePlace",
    "Lab",
    "LabOutline",
    "Layer",
    "Lesson",
    "Measure",
    "Mistake",
    "Other",
    "Part",
    "PlanOutline",
    "Project",
    "ProjectContent",
    "Prompt",
    "Prose",
    "Quality",
    "QuestionOutline",
    "QuestionPlace",
    "Resource",
    "Runner",
    "Stage",
    "Survivor",
    "Theme",
    "Track",
    "as_markdown",
    "check",
    "content_roots",
    "load",
    "measure",
    "new_concept",
    "parse_lesson",
    "starting_files",
    "written",
]
