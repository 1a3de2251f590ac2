"""Drawings and tables from the sandbox: their shapes stay and nothing runs."""

from __future__ import annotations

import pytest

from groundup.records import GroundupError, Output
from groundup.web.drawings import drawing, output, table

NAMED = 'xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" viewBox="0 0 10 10"'

ATTACKS = [
    "<script>alert(1)</script>",
    "<g onclick='alert(1)' onload='alert(1)'><path d='M0 0' onmouseover='alert(1)'/></g>",
    "<a href='javascript:alert(1)'><text>x</text></a>",
    "<a xlink:href='javascript:alert(1)'><text>x</text></a>",
    "<foreignObject><iframe src='http://evil.example'/></foreignObject>",
    "<image href='http://evil.example/x.png'/>",
    "<image xlink:href='data:image/svg+xml;base64,PHN2Zz4='/>",
    "<use href='http://evil.example/x.svg#a'/>",
    "<use xlink:href='//evil.example#a'/>",
    "<rect style='fill: url(http://evil.example)'/>",
    "<rect style='fill: u\\72l(http://evil.example)'/>",
    "<rect fill='url(//evil.example#a)'/>",
    "<style>@import url(http://evil.example);</style>",
    "<animate attributeName='href' to='javascript:alert(1)'/>",
    "<set attributeName='onclick' to='alert(1)'/>",
    "<handler type='text/javascript'>alert(1)</handler>",
    "<text>&lt;script&gt;alert(1)&lt;/script&gt;</text>",
    "<title>&lt;/title&gt;&lt;script&gt;alert(1)&lt;/script&gt;</title>",
    "<x:script xmlns:x='http://www.w3.org/1999/xhtml'>alert(1)</x:script>",
]


@pytest.mark.parametrize("inside", ATTACKS)
def test_nothing_in_a_drawing_runs_or_loads(inside: str) -> None:
    html = str(drawing(f"<svg {NAMED}>{inside}</svg>", "d"))
    for danger in ("<script", "onclick", "onload", "onmouseover", "javascript:", "evil.example", "svg+xml"):
        assert danger not in html


@pytest.mark.parametrize(
    "text",
    [
        "",
        "not a drawing",
        "<html><body/></html>",
        "<svg",
        '<!DOCTYPE svg [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]><svg>&b;</svg>',
        '<!DOCTYPE svg [<!ENTITY x SYSTEM "file:///etc/passwd">]><svg>&x;</svg>',
        f"<svg {NAMED}>{'<g/>' * 1_100_000}</svg>",
    ],
)
def test_what_is_no_drawing_is_refused(text: str) -> None:
    with pytest.raises(GroundupError):
        drawing(text, "d")


def test_the_variables_of_the_theme_stay() -> None:
    html = drawing(f"<svg {NAMED}><path style='stroke: var(--fig-blue)'/></svg>", "d")
    assert 'style="stroke: var(--fig-blue)"' in html


def test_two_drawings_on_a_page_do_not_share_names() -> None:
    svg = f"<svg {NAMED}><defs><path id='m'/></defs><use xlink:href='#m'/><g clip-path='url(#m)'/></svg>"
    html = drawing(svg, "first")
    assert 'id="first-m"' in html and 'href="#first-m"' in html and "url(#first-m)" in html


def test_a_picture_inside_a_drawing_stays() -> None:
    html = drawing(f"<svg {NAMED}><image xlink:href='data:image/png;base64,iVBORw0K'/></svg>", "d")
    assert 'href="data:image/png;base64,iVBORw0K"' in html


def test_a_drawing_is_as_wide_as_its_column() -> None:
    html = drawing(
        '<svg xmlns="http://www.w3.org/2000/svg" width="460pt" height="288pt" viewBox="0 0 460 288"/>', "d"
    )
    assert ' width="' not in html and 'viewBox="0 0 460 288"' in html


def test_a_table_stays_a_table_and_nothing_else() -> None:
    html = table(
        "<table onclick='x()'><tr><th colspan=2>a<script>alert(1)</script></th></tr></table><img src=x>"
    )
    assert "<table>" in html and 'colspan="2"' in html
    assert "script" not in html and "onclick" not in html and "<img" not in html


def test_what_a_cell_prints_is_text() -> None:
    assert "&lt;b&gt;" in output(Output("text", "<b>"), "d")


def test_a_picture_that_is_no_picture_is_left_out() -> None:
    assert output(Output("png", '" onerror="alert(1)'), "d") == ""
