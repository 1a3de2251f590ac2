"""A drawing made by code that is not ours, turned into SVG that may stand in our page.

Promises: only elements and attributes of an allow list, no scripts, handlers, external references or
entities; ids get a prefix of their own, so two drawings on a page never share one; the palette's colours
become the page's variables; a viewBox and no fixed size. Unsafe is raised for what is no such drawing.
"""

from __future__ import annotations

import re
from hashlib import sha256
from xml.parsers import expat
from xml.sax.saxutils import escape, quoteattr


def _words(text: str) -> frozenset[str]:
    return frozenset(text.split())


LARGEST = 2_000_000
MOST_ELEMENTS = 50_000
PALETTE = {
    "#1b1b1f": "var(--fig-ink)",
    "#77777f": "var(--fig-muted)",
    "#d9d9de": "var(--fig-grid)",
    "#2f5fd0": "var(--fig-blue)",
    "#d9730d": "var(--fig-orange)",
    "#2e8b57": "var(--fig-green)",
    "#c93c37": "var(--fig-red)",
    "#7b4fc9": "var(--fig-violet)",
    "#000000": "var(--fig-ink)",  # matplotlib's own default, where a style does not reach
}
ELEMENTS = _words(
    "svg g path rect circle ellipse line polyline polygon text tspan defs use clipPath image "
    "linearGradient radialGradient stop pattern"
)
TEXT_ELEMENTS = ("text", "tspan")
DROPPED_WHOLE = _words("metadata title desc style script foreignObject")
GEOMETRY = _words(
    "d x y x1 y1 x2 y2 cx cy r rx ry fx fy width height points transform viewBox preserveAspectRatio "
    "offset dx dy rotate gradientUnits gradientTransform patternUnits patternTransform clipPathUnits "
    "clip-rule fill-rule"
)
PROPERTIES = _words(
    "fill fill-opacity fill-rule stroke stroke-width stroke-opacity stroke-linecap stroke-linejoin "
    "stroke-dasharray stroke-dashoffset stroke-miterlimit opacity font font-family font-size font-style "
    "font-weight text-anchor dominant-baseline letter-spacing white-space stop-color stop-opacity "
    "image-rendering clip-path clip-rule"
)
ATTRIBUTES = PROPERTIES | GEOMETRY | _words("id style href xlink:href")
DEFAULT_FONT = "DejaVu Sans'"
PLAIN_VALUE = re.compile(r"[\w\s.,#%()+\-'\"/:;]*")
FORBIDDEN_VALUE = re.compile(r"url|expression|javascript|@|\\|/\*", re.IGNORECASE)
LOCAL_URL = re.compile(r"url\(#([\w.\-]+)\)")
LOCAL_REFERENCE = re.compile(r"#([\w.\-]+)")
PICTURE = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=\s]+")
ID = re.compile(r"[\w.\-]+")
HEX_COLOUR = re.compile(r"#[0-9a-fA-F]{6}\b")


class Unsafe(Exception):
    """Not an SVG that can be shown."""


def cleaned(text: str) -> str:
    """The drawing as one <svg> element, ready to be put into a page."""
    if len(text) > LARGEST:
        raise Unsafe(f"larger than {LARGEST} characters")
    writer = _Writer("f" + sha256(text.encode(errors="replace")).hexdigest()[:8] + "-")
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = writer.refuse_doctype
    parser.StartElementHandler = writer.start
    parser.EndElementHandler = writer.finish
    parser.CharacterDataHandler = writer.text
    try:
        parser.Parse(text, True)
    except (expat.ExpatError, ValueError) as error:
        raise Unsafe(f"not well-formed ({error})") from None
    return "".join(writer.parts)


class _Writer:
    def __init__(self, prefix: str) -> None:
        self.prefix = prefix
        self.parts: list[str] = []
        self.open: list[bool] = []  # for each open element, whether it was written
        self.dropped = 0  # depth inside an element that is dropped with all it holds
        self.count = 0
        self.in_text = 0  # white space matters in there alone

    def refuse_doctype(self, *_: object) -> None:
        raise Unsafe("a document type is not allowed")

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise Unsafe(f"more than {MOST_ELEMENTS} elements")
        if not self.open and name != "svg":
            raise Unsafe(f"the outermost element is <{name[:20]}>")
        if self.dropped or name in DROPPED_WHOLE:
            self.dropped += 1
            return
        written = name in ELEMENTS and (name != "svg" or not self.open)
        if written:
            self.parts.append(f"<{name}{self._attributes(name, attributes)}>")
            self.in_text += name in TEXT_ELEMENTS
        self.open.append(written)

    def finish(self, name: str) -> None:
        if self.dropped:
            self.dropped -= 1
        elif self.open.pop():
            self.in_text -= name in TEXT_ELEMENTS
            self.parts.append(f"</{name}>")

    def text(self, text: str) -> None:
        if not self.dropped and self.open and self.open[-1] and (self.in_text or text.strip()):
            self.parts.append(escape(text))

    def _attributes(self, element: str, given: dict[str, str]) -> str:
        if element == "svg":
            if "viewBox" not in given:
                raise Unsafe("no viewBox")
            return self._written({"xmlns": "http://www.w3.org/2000/svg", "viewBox": _plain(given["viewBox"])})
        kept: dict[str, str] = {}
        style: list[str] = []
        for name, value in given.items():
            if name not in ATTRIBUTES:
                continue
            if name in ("href", "xlink:href"):
                kept |= self._reference(element, value)
            elif name == "id":
                kept |= {"id": self.prefix + value} if ID.fullmatch(value) else {}
            elif name == "style":
                style += self._style(value)
            elif name in PROPERTIES and name != "clip-path":
                style += self._style(f"{name}: {value}")
            elif name == "clip-path":
                kept |= {"clip-path": self._local(value)} if LOCAL_URL.fullmatch(value) else {}
            else:
                kept[name] = _plain(value)
        return self._written(kept | ({"style": "; ".join(style)} if style else {}))

    def _written(self, attributes: dict[str, str]) -> str:
        return "".join(f" {name}={quoteattr(value)}" for name, value in attributes.items())

    def _reference(self, element: str, value: str) -> dict[str, str]:
        inner = LOCAL_REFERENCE.fullmatch(value)
        if inner:
            return {"href": "#" + self.prefix + inner[1]}
        return {"href": value} if element == "image" and PICTURE.fullmatch(value) else {}

    def _local(self, value: str) -> str:
        return LOCAL_URL.sub(lambda found: f"url(#{self.prefix}{found[1]})", value)

    def _style(self, text: str) -> list[str]:
        """The declarations that are allowed, colours as variables, local references with the prefix."""
        kept = []
        for declaration in text.split(";"):
            name, _, value = (part.strip() for part in declaration.partition(":"))
            if name not in PROPERTIES or not value or (name == "font-family" and DEFAULT_FONT in value):
                continue  # text that asks for no special font takes that of the page
            if LOCAL_URL.fullmatch(value):
                kept.append(f"{name}: {self._local(value)}")
            elif PLAIN_VALUE.fullmatch(value) and not FORBIDDEN_VALUE.search(value):
                kept.append(f"{name}: {HEX_COLOUR.sub(_variable, value)}")
        return kept


def _variable(found: re.Match[str]) -> str:
    return PALETTE.get(found[0].lower(), found[0])


def _plain(value: str) -> str:
    return value if PLAIN_VALUE.fullmatch(value) and not FORBIDDEN_VALUE.search(value) else ""
