"""Measured quality: how many small slips the checks of labs notice, and how content does against its bars."""

from groundup.catalog.quality.measures import LabMeasure, LessonMeasure, Measure, Quality, Survivor
from groundup.catalog.quality.measuring import measure
from groundup.catalog.quality.table import as_markdown

__all__ = ["LabMeasure", "LessonMeasure", "Measure", "Quality", "Survivor", "as_markdown", "measure"]
