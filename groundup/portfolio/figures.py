"""Figures of the learner's repositories, made fit to be published: PNG and SVG, nothing else.

Promises: a PNG keeps its pixels and loses all text, metadata and whatever hides after its end; an SVG keeps
shapes, text and embedded PNG of an allow list and loses scripts, handlers, links, style sheets, entities and
every address; each becomes a file that a page shows as an image, on which no script would run. What is
neither, or is damaged, is None.
"""

from __future__ import annotations

import re
import struct
import zlib
from dataclasses import dataclass
from xml.etree.ElementTree import Element, TreeBuilder, XMLParser, tostring

SVG, XLINK = "{http://www.w3.org/2000/svg}", "{http://www.w3.org/1999/xlink}href"
PNG_BEGINS = b"\x89PNG\r\n\x1a\n"
KEPT_CHUNKS = (b"IHDR", b"PLTE", b"tRNS", b"gAMA", b"sRGB", b"pHYs", b"IDAT", b"IEND")
LARGEST = 4 * 1024**2
MOST_ELEMENTS = 60_000
WIDEST = 20_000  # pixels of a side

_SHAPES = """svg g path rect circle ellipse line polyline polygon text tspan defs clipPath use marker image
symbol linearGradient radialGradient stop pattern"""
_ATTRIBUTES = """id d x y x1 y1 x2 y2 cx cy r rx ry fx fy dx dy points width height viewBox transform style
fill stroke stroke-width stroke-linecap stroke-linejoin stroke-dasharray stroke-dashoffset stroke-opacity
stroke-miterlimit fill-opacity fill-rule opacity clip-path clip-rule text-anchor font font-size font-family
font-weight font-style offset dominant-baseline stop-color stop-opacity gradientUnits gradientTransform
patternUnits patternTransform preserveAspectRatio clipPathUnits markerWidth markerHeight markerUnits refX refY
orient letter-spacing"""
SHAPES, ATTRIBUTES = frozenset(_SHAPES.split()), frozenset(_ATTRIBUTES.split())
_LOCAL = re.compile(r"url\(\s*(['\"]?)#[\w.:-]+\1\s*\)")
_REACHES_OUT = re.compile(r"url|expression|javascript|@|\\|/\*|&", re.I)
_EMBEDDED = re.compile(r"data:image/png;base64,[A-Za-z0-9+/=\s]+")
_LENGTH = re.compile(r"\s*([\d.]+)\s*(px|pt)?\s*")


@dataclass(frozen=True)
class Picture:
    """A figure fit to be published: its bytes, and its size in CSS pixels."""

    kind: str  # "png" or "svg"
    content: bytes
    width: int
    height: int


def picture(content: bytes) -> Picture | None:
    """What the bytes say decides, never a file's name."""
    if len(content) > LARGEST:
        return None
    return _png(content) if content.startswith(PNG_BEGINS) else _svg(content)


def _png(content: bytes) -> Picture | None:
    kept, at, ended = [PNG_BEGINS], len(PNG_BEGINS), False
    while not ended and at + 12 <= len(content):
        size, kind = struct.unpack(">I4s", content[at : at + 8])
        whole = content[at : at + 12 + size]
        if len(whole) != 12 + size or zlib.crc32(whole[4:-4]) != struct.unpack(">I", whole[-4:])[0]:
            return None
        if kind in KEPT_CHUNKS:
            kept.append(whole)
        elif not kind[0] & 0x20:  # a critical chunk that we do not know
            return None
        ended, at = kind == b"IEND", at + len(whole)
    if not ended or kept[1][4:8] != b"IHDR":
        return None
    width, height = struct.unpack(">II", kept[1][8:16])
    if not (0 < width <= WIDEST and 0 < height <= WIDEST):
        return None
    return Picture("png", b"".join(kept), width, height)


def _svg(content: bytes) -> Picture | None:
    parser = XMLParser(target=_Builder())
    try:
        text = content.decode("utf-8-sig")
        if "<!ENTITY" in text or "<!ATTLIST" in text or re.search(r"<!DOCTYPE[^>]*\[", text):
            return None
        parser.feed(text)
        root = parser.close()
        kept, (width, height) = _kept(root), _size(root)
    except (UnicodeDecodeError, SyntaxError, ValueError, RecursionError):
        return None  # ElementTree's ParseError is a SyntaxError
    if kept is None or kept.tag != "svg" or not (0 < width <= WIDEST and 0 < height <= WIDEST):
        return None
    kept.attrib = {"xmlns": "http://www.w3.org/2000/svg", **kept.attrib}
    kept.attrib |= {"width": str(width), "height": str(height)}
    kept.attrib.setdefault("viewBox", f"0 0 {width} {height}")
    kept.attrib.setdefault("font-family", "sans-serif")
    return Picture("svg", tostring(kept, encoding="utf-8"), width, height)


class _Builder(TreeBuilder):
    """Gives up on a drawing of too many parts, before it is all in memory."""

    def __init__(self) -> None:
        super().__init__()
        self.count = 0

    def start(self, tag: str, attrs: dict[str, str]) -> Element:
        self.count += 1
        if self.count > MOST_ELEMENTS:
            raise ValueError("too many elements")
        return super().start(tag, attrs)


def _kept(element: Element) -> Element | None:
    """The element with what is allowed of it, or None."""
    tag = str(element.tag).removeprefix(SVG)
    if tag not in SHAPES:
        return None
    copy = Element(tag, _attributes(element, tag))
    copy.text, copy.tail = element.text, element.tail
    for child in element:
        kept = _kept(child)
        if kept is not None:
            copy.append(kept)
    return copy


def _attributes(element: Element, tag: str) -> dict[str, str]:
    kept: dict[str, str] = {}
    for name, value in element.attrib.items():
        if name in ("href", XLINK):
            if (tag == "use" and value.startswith("#")) or (tag == "image" and _EMBEDDED.fullmatch(value)):
                kept["href"] = value
        elif name == "style":
            kept["style"] = "; ".join(part for part in value.split(";") if _is_harmless(part))
        elif name in ATTRIBUTES and _is_harmless(value):
            kept[name] = value
    return kept


def _is_harmless(value: str) -> bool:
    return not _REACHES_OUT.search(_LOCAL.sub("", value))


def _size(root: Element) -> tuple[int, int]:
    """Width and height in CSS pixels: as stated, else those of the view box."""
    wide, high = (_LENGTH.fullmatch(root.get(name, "")) for name in ("width", "height"))
    if wide and high:
        return _pixels(wide), _pixels(high)
    box = root.get("viewBox", "").replace(",", " ").split()
    return (round(float(box[2])), round(float(box[3]))) if len(box) == 4 else (0, 0)


def _pixels(length: re.Match[str]) -> int:
    return round(float(length[1]) * (4 / 3 if length[2] == "pt" else 1))
