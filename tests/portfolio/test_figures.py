"""Figures: pixels and shapes stay, everything else goes."""

from __future__ import annotations

import re
import zlib
from base64 import b64encode

import pytest

from groundup.portfolio import picture
from tests.portfolio.samples import SVG, png
from tests.web.test_drawings import ATTACKS, NAMED


def drawn(inside: str) -> str:
    found = picture(f"<svg {NAMED}>{inside}</svg>".encode())
    return found.content.decode() if found else ""


def test_a_png_keeps_its_pixels_and_loses_what_is_said_in_it() -> None:
    secret = (b"tEXt", b"Author\0Ada, 5 Main Street")
    found = picture(png(40, 30, secret, (b"eXIf", b"GPS 48.1, 11.5")) + b"<script>alert(1)</script>")
    assert found is not None and found.content == png(40, 30)
    assert (found.kind, found.width, found.height) == ("png", 40, 30)


@pytest.mark.parametrize(
    "content",
    [
        b"", b"GIF89a", b"\x89PNG\r\n\x1a\n", png()[:-20], png()[:60] + b"!" + png()[61:], b"%PDF-1.4",
        png(40, 30, (b"EVIL", b"")), png(0, 5), png(30_000, 1), b"\xff\xd8\xff\xe0", bytes(5 * 1024**2),
    ],
)  # fmt: skip
def test_what_is_damaged_or_no_picture_is_left_out(content: bytes) -> None:
    assert picture(content) is None


@pytest.mark.parametrize("inside", ATTACKS)
def test_nothing_in_a_drawing_runs_or_loads(inside: str) -> None:
    text = drawn(inside)
    for danger in ("<script", "onclick", "onload", "onmouseover", "javascript:", "evil.example", "svg+xml"):
        assert danger not in text
    assert not re.search(r"<(style|a|animate|set|foreignObject|handler)\b", text)


@pytest.mark.parametrize(
    "content",
    [
        "<html><body/></html>",
        "<svg",
        "<svg xmlns='http://www.w3.org/2000/svg'/>",  # no size
        f"<svg {NAMED} width='0' height='0'/>",
        f"<svg {NAMED} width='1.2.3' height='4'/>",
        "<svg xmlns='http://www.w3.org/2000/svg' viewBox='a b c d'/>",
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>',
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
        f"<svg {NAMED}>{'<g/>' * 70_000}</svg>",
        f"<svg {NAMED}>{'<g>' * 30_000}{'</g>' * 30_000}</svg>",
    ],
)
def test_what_is_no_drawing_is_left_out(content: str) -> None:
    assert picture(content.encode()) is None


def test_a_drawing_of_matplotlib_keeps_its_shapes_and_size() -> None:
    inside = (
        "<defs><clipPath id='p1'><rect x='0' y='0' width='9' height='9'/></clipPath></defs>"
        "<g clip-path='url(#p1)'><path d='M0 0L9 9' style='fill: none; stroke: #1f77b4'/></g>"
        "<use href='#p1' x='1'/><text transform='rotate(-90)'>AUROC</text>"
        f"<image href='data:image/png;base64,{b64encode(png(2, 2)).decode()}' width='2' height='2'/>"
    )
    text = drawn(inside)
    for kept in ('clip-path="url(#p1)"', "stroke: #1f77b4", 'href="#p1"', "AUROC", "data:image/png;base64"):
        assert kept in text
    points = picture(SVG.replace(b'width="320" height="200"', b'width="72pt" height="36pt"'))
    assert points is not None and (points.width, points.height) == (96, 48)


def test_the_same_figure_gives_the_same_bytes_and_stays_what_it_is() -> None:
    first = picture(SVG)
    assert first is not None
    assert picture(first.content) == first
    assert zlib.crc32(first.content) == zlib.crc32(picture(SVG).content)  # type: ignore[union-attr]  # as above
