"""A lesson's blocks, each with what its part of the page needs: drawn figures, open questions, sections.

A figure that cannot be drawn leaves its place with a message and the lesson as it was. A question stays the
same one until it is answered, however often the page is asked for.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from groundup import actions
from groundup.actions import Asked, LessonView
from groundup.catalog import Aside, Cell, FigurePlace, Prose, QuestionPlace
from groundup.records import Drawing, GroundupError
from groundup.web import prose
from groundup.workspace import Workspace


@dataclass(frozen=True)
class Piece:
    """One block: its kind, the block itself, and what belongs to that kind."""

    kind: str
    block: Any
    figure: Any = None  # a FigureView
    drawn: Drawing | None = None
    asked: Asked | None = None
    trouble: str = ""


class Open:
    """Which instance is open at each place of a lesson. May be forgotten: a fresh one is asked then."""

    def __init__(self) -> None:
        self._ids: dict[tuple[str, int], str] = {}

    def ask(self, w: Workspace, family: str, place: int) -> Asked:
        """`place` tells two questions of one family apart: the line where each stands."""
        key = (family, place)
        if key in self._ids:
            try:
                asked = actions.reopen(w, self._ids[key])
                if not asked.closed:
                    return asked
            except GroundupError:  # the database was replaced under us: ask anew
                del self._ids[key]
        asked = actions.ask(w, family)
        self._ids[key] = asked.id
        return asked


def pieces(w: Workspace, view: LessonView, opened: Open) -> tuple[Piece, ...]:
    return tuple(_piece(w, view, block, opened) for block in view.blocks)


def _piece(w: Workspace, view: LessonView, block: Any, opened: Open) -> Piece:
    try:
        if isinstance(block, FigurePlace):
            figure = view.figures.get(block.function)
            return Piece("figure", block, figure, actions.draw(w, view.concept, block.function, {}))
        if isinstance(block, QuestionPlace):
            family = block.family if "/" in block.family else f"{view.concept}/{block.family}"
            return Piece("question", block, asked=opened.ask(w, family, block.line))
    except GroundupError as error:
        return Piece("trouble", block, trouble=error.message)
    kinds = {Prose: "prose", Cell: "cell", Aside: "aside"}
    return Piece(kinds[type(block)], block)


def sections(view: LessonView, resolve: prose.Resolve) -> tuple[prose.Heading, ...]:
    """The headings of the second level, for the rail."""
    return tuple(
        heading
        for block in view.blocks
        if isinstance(block, Prose)
        for heading in prose.headings(block.markdown, resolve)
        if heading.level == 2
    )
