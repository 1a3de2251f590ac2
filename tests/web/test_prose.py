"""Markdown to HTML: mathematics, links, hints, and nothing that could run."""

from __future__ import annotations

import re
from html import unescape

import pytest

from groundup.web.prose import headings, line, no_links, prose, said

ATTACKS = [
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "[a](javascript:alert(1))",
    "[a](JaVaScRiPt:alert(1))",
    "[a](java\nscript:alert(1))",
    "[a](&#106;avascript:alert(1))",
    "[a](javascript&colon;alert(1))",
    "[a](data:text/html,<script>alert(1)</script>)",
    "[a](vbscript:x)",
    "[a](file:///etc/passwd)",
    "[a](//evil.example)",
    "[a](\\\\evil.example)",
    "[a](/\\evil.example)",
    "<javascript:alert(1)>",
    "![a](http://evil.example/x.png)",
    "![a](javascript:alert(1))",
    '[a](http://x "onmouseover=alert(1)")',
    '[a](http://x/"onmouseover="alert(1))',
    "$\\href{javascript:alert(1)}{x}$",
    "$\\url{javascript:alert(1)}$",
    "$\\htmlData{onclick=alert(1)}{x}$",
    "$\\htmlStyle{position:fixed}{x}$",
    "$\\includegraphics{http://evil.example/x.png}$",
    "$\\text{<script>alert(1)</script>}$",
    "$<img src=x onerror=alert(1)>$",
    "$$</span><script>alert(1)</script>$$",
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "```<script>\nx\n```",
    "```{note} <script>alert(1)</script>\nx\n```",
    '```{note} "><script>alert(1)</script>\nx\n```',
    "```{hint} <img src=x onerror=alert(1)>\n<svg onload=alert(1)>\n```",
    "# <script>alert(1)</script>",
    '# "><img src=x onerror=alert(1)>',
    "| <script>alert(1)</script> |\n| --- |\n| <b>x</b> |",
    "[a]: javascript:alert(1)\n\n[a]",
    "<a href='javascript:alert(1)'>x</a>",
    "<iframe src=//evil.example></iframe>",
    "<svg><script>alert(1)</script></svg>",
    "<math><mtext><script>alert(1)</script></mtext></math>",
    "<style>@import url(//evil.example)</style>",
    "<form action=//evil.example><button>x</button></form>",
]
TAGS = re.compile(r"<\s*([a-zA-Z][\w:-]*)([^>]*)>")
SAFE = re.compile(r"(https?://|#|/?%5C|/(?!/))")
FORBIDDEN_TAGS = {
    "script",
    "img",
    "iframe",
    "style",
    "form",
    "object",
    "embed",
    "link",
    "meta",
    "base",
    "input",
}


@pytest.mark.parametrize("text", ATTACKS)
@pytest.mark.parametrize("render", [prose, line, said])
def test_nothing_that_is_written_can_run_or_load(text: str, render: object) -> None:
    html = str(render(text))  # type: ignore[operator]  # either of the two functions
    for tag, attributes in TAGS.findall(html):
        assert tag.lower() not in FORBIDDEN_TAGS, html
        names = {name.lower() for name in re.findall(r"([\w:-]+)\s*=\s*\"", attributes)}
        assert not any(name.startswith("on") for name in names), html
        for address in re.findall(r'(?:href|src)\s*=\s*"([^"]*)"', attributes):
            assert SAFE.match(address), html


def test_a_formula_is_set_for_eyes_and_for_screen_readers() -> None:
    html = prose(r"Take $\frac{1}{2}$.")
    assert "<mfrac>" in html and 'aria-hidden="true"' in html


def test_a_comma_stays_with_the_formula_before_it() -> None:
    assert re.search(r'<span class="held">.*,</span> and', prose("$x$, and `y`."), re.DOTALL)


def test_a_long_list_goes_on_in_the_next_line_after_a_comma_that_is_inside_nothing() -> None:
    def pieces(tex: str) -> int:
        return prose(f"${tex}$").count('class="katex-base"')

    assert pieces("(0, -2), (1, 8), (2, -2), (3, 2), (4, 7)") == 5
    assert pieces(r"a_1,a_2,\;a_3,\quad f(x, y),\ \{1, 2\},\ 1{,}000") == 6
    assert pieces("(0, -2), (1, 8)") == 1


def test_a_display_formula_may_stand_in_a_quotation() -> None:
    html = prose("> Let\n> $$a + b$$\n> be given.")
    assert "<blockquote>" in html and 'class="formula"' in html


def test_a_display_formula_goes_on_in_the_next_line_only_where_its_author_left_room() -> None:
    def parts(tex: str) -> int:
        return prose(f"$$\n{tex}\n$$").count('class="katex-display"')

    assert parts(r"a = b, \qquad\text{so}\qquad c = d") == 3
    assert parts(r"\left( a \qquad b \right) \qquad \{ x \qquad y \}") == 3
    assert parts(r"\begin{aligned} a &= b \qquad c \\ d &= {e \qquad f} \end{aligned}") == 1


def test_values_of_a_program_are_shown_as_they_are() -> None:
    values = "gave ['a*b', 'c*d']; expected \"x_y_z\""
    assert unescape(said(values)) == values
    html = said("`mean` of $x$ raises")
    assert "<code>mean</code>" in html and "<math" in html


def test_a_formula_that_cannot_be_read_is_shown_as_it_was_written() -> None:
    assert r"\frac{" in prose(r"See $\frac{$ here.")


def test_links_to_concepts_and_resources_are_resolved() -> None:
    def resolve(kind: str, id: str) -> tuple[str, str] | None:
        return ("/concept/vectors", "Vectors") if (kind, id) == ("concept", "vectors") else None

    assert 'href="/concept/vectors"' in prose("[v](concept:vectors)", resolve)
    missing = prose("[v](concept:none) and [r](resource:none)", resolve)
    assert "href" not in missing and ">v<" in missing and ">r<" in missing


def test_links_elsewhere_do_not_say_where_one_came_from() -> None:
    assert 'rel="external noopener noreferrer"' in prose("[x](https://example.org)")


def test_code_is_coloured_here() -> None:
    assert 'class="c-k"' in prose("```python\ndef f(): return 1\n```")


def test_sections_have_addresses_of_their_own() -> None:
    text = "## Two things\n\n## Two things\n\n### Smaller $x$\n"
    assert [(found.id, found.level) for found in headings(text)] == [
        ("two-things", 2),
        ("two-things-2", 2),
        ("smaller-x", 3),
    ]
    assert 'id="two-things-2"' in prose(text)


def test_hints_of_a_task_stand_together_and_are_numbered() -> None:
    html = prose("```{hint} Look\na\n```\n\n```{hint}\nb\n```\n\ntext\n\n```{hint} New\nc\n```\n")
    groups = html.split('<div class="hints">')[1:]
    assert len(groups) == 2
    assert "Hint 1</span> Look" in groups[0] and "Hint 2" in groups[0] and "Hint 1</span> New" in groups[1]


def test_the_same_text_is_rendered_once() -> None:
    assert prose("once $x$", no_links) is prose("once $x$", no_links)
