"""Drawings and tables that came out of the sandbox, as parts of a page.

Promises: only shapes, text and embedded PNG images survive in an SVG, only a table in HTML; nothing that
runs, loads or links, whoever made it. The engine has cleaned what it gives; this is the page's own wall. What
cannot be read as SVG is refused, never shown as it is.
"""

from __future__ import annotations

import re
from html import escape
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

import nh3
from markupsafe import Markup

from groundup.records import GroundupError, Output

SVG = "{http://www.w3.org/2000/svg}"
XLINK = "{http://www.w3.org/1999/xlink}href"

_SHAPES = """svg g path rect circle ellipse line polyline polygon text tspan defs clipPath use marker
image symbol linearGradient radialGradient stop pattern"""
_ATTRIBUTES = """id d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy points width height viewBox transform style
fill stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-opacity stroke-miterlimit
fill-opacity fill-rule opacity clip-path clip-rule text-anchor font-size font-family font-weight font-style
offset dominant-baseline stop-color stop-opacity gradientUnits gradientTransform patternUnits
patternTransform preserveAspectRatio clipPathUnits markerWidth markerHeight markerUnits refX refY orient"""
SHAPES, ATTRIBUTES = frozenset(_SHAPES.split()), frozenset(_ATTRIBUTES.split())
_FOREIGN_ADDRESS = re.compile(r"url\(\s*['\"]?(?!#)|expression|@import|\\", re.I)
_REFERENCE = re.compile(r"url\(\s*['\"]?#([\w.:-]+)['\"]?\s*\)")
_PNG = re.compile(r"^data:image/png;base64,[A-Za-z0-9+/=\s]+$")
_PREAMBLE = re.compile(r"^\s*(<\?xml[^>]*\?>)?\s*(<!DOCTYPE[^>\[]*>)?", re.I)
LARGEST = 4 * 1024**2

TABLE_TAGS = {
    "table",
    "thead",
    "tbody",
    "tfoot",
    "tr",
    "th",
    "td",
    "caption",
    "p",
    "div",
    "span",
    "b",
    "i",
    "em",
}
TABLE_TAGS |= {"strong", "code", "pre", "br", "sub", "sup"}
TABLE_ATTRIBUTES = {"th": {"colspan", "rowspan", "scope"}, "td": {"colspan", "rowspan"}}


def drawing(svg: str, name: str) -> Markup:
    """An SVG for the page. `name` sets its ids apart from those of other drawings on the page."""
    if len(svg) > LARGEST:
        raise GroundupError("invalid", "This drawing is larger than 4 MiB: draw fewer points.")
    body = _PREAMBLE.sub("", svg, count=1)
    if "<!" in re.sub(r"<!--.*?-->|<!\[CDATA\[.*?\]\]>", "", body, flags=re.DOTALL):
        raise GroundupError("invalid", "This drawing declares things that a drawing does not need.")
    try:
        root = ElementTree.fromstring(body)
    except ElementTree.ParseError as error:
        raise GroundupError("invalid", f"This drawing is not SVG: {error}.") from error
    kept = _kept(root, re.sub(r"[^\w-]", "-", name) + "-")
    if kept is None or kept.tag != "svg":
        raise GroundupError("invalid", "This drawing is not SVG.")
    _size(kept)
    return Markup(ElementTree.tostring(kept, encoding="unicode"))


def _kept(element: Element, prefix: str) -> Element | None:
    """The element with what is allowed of it, or None."""
    tag = str(element.tag).removeprefix(SVG)
    if tag not in SHAPES:
        return None
    copy = Element(tag, _attributes(element, tag, prefix))
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        kept = _kept(child, prefix)
        if kept is not None:
            copy.append(kept)
    return copy


def _attributes(element: Element, tag: str, prefix: str) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name in ("href", XLINK):
            if address := _address(tag, value, prefix):
                kept["href"] = address
        elif name in ATTRIBUTES and not _FOREIGN_ADDRESS.search(value):
            value = _REFERENCE.sub(rf"url(#{prefix}\1)", value)
            kept[name] = prefix + value if name == "id" else value
    return kept


def _address(tag: str, value: str, prefix: str) -> str:
    if tag == "image":
        return value if _PNG.match(value) else ""
    return f"#{prefix}{value[1:]}" if tag == "use" and value.startswith("#") else ""


def _size(svg: Element) -> None:
    """As wide as the column at most; the view box keeps the proportions."""
    for name in ("width", "height", "style"):
        svg.attrib.pop(name, None)
    svg.set("focusable", "false")
    svg.set("aria-hidden", "true")  # the text alternative stands beside it


def table(html: str) -> Markup:
    """HTML that a cell gave: tables and text."""
    clean = nh3.clean(html, tags=TABLE_TAGS, attributes=TABLE_ATTRIBUTES, link_rel=None)
    return Markup(f'<div class="wide">{clean}</div>')


def output(one: Output, name: str) -> Markup:
    """One thing that a cell shows."""
    if one.kind == "svg":
        shape = drawing(one.content, name)
        return Markup('<div class="drawing" role="img" aria-label="Plot">{}</div>').format(shape)
    if one.kind == "html":
        return table(one.content)
    if one.kind == "png":
        address = f"data:image/png;base64,{one.content}"
        safe = _PNG.match(address)
        return Markup('<img class="drawing" alt="Plot" src="{}">').format(address) if safe else Markup()
    return Markup(f'<pre class="printed">{escape(one.content)}</pre>')
