r"""Markdown to HTML: prose of lessons, briefs, prompts and explanations, with mathematics set on the
server.

Promises: what comes out is safe to show whoever wrote what went in. Raw HTML is text, links go to http(s),
to a relative address, to `concept:` or `resource:` and nowhere else, and formulas cannot carry links or
attributes. Code that is only shown is coloured here. Nothing is fetched.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any, cast

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

from groundup.web.inside import formula

# "concept" or "resource", id -> (address, title), or None where there is no such thing.
Resolve = Callable[[str, str], "tuple[str, str] | None"]

_SAFE_LINK = re.compile(
    r"^(https?://|mailto:|concept:|resource:|#|\.{0,2}/(?!/)|[^:/?#\\]+(?:[/?#]|$))", re.I
)
_DIRECTIVE = re.compile(r"^\{(?P<kind>hint|note|warning|dropdown)\}\s*(?P<title>.*)$")
_MARKS = re.compile(r"[,.;:!?)\]\u2019\u201d]+")
_BRACKETS = re.compile(r"\\[A-Za-z]+|\\.|[{}]", re.DOTALL)  # and every other command: `\{` is no bracket
_OPENING, _CLOSING = ("{", r"\begin", r"\left"), ("}", r"\end", r"\right")
_NESTING = re.compile(r"\\[A-Za-z]+|\\.|[{}()\[\],]", re.DOTALL)
_OPENING_IN_LINE = ("{", "(", "[", r"\{", r"\begin")
_CLOSING_IN_LINE = ("}", ")", "]", r"\}", r"\end")
LONG_LIST = 30  # characters of TeX
_CODE = HtmlFormatter(nowrap=True, classprefix="c-")


@dataclass(frozen=True)
class Heading:
    """A section of a text, for the rail beside it."""

    id: str
    title: Markup
    level: int


def no_links(kind: str, id: str) -> None:
    """Resolves nothing: `concept:` and `resource:` stay plain text."""


def code(source: str, language: str = "python") -> Markup:
    """Source as coloured HTML."""
    try:
        lexer = get_lexer_by_name(language or "text", stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    return Markup(highlight(source, lexer, _CODE))


def prose(text: str, resolve: Resolve = no_links) -> Markup:
    """A text as HTML."""
    return _rendered(text, resolve)[0]


def headings(text: str, resolve: Resolve = no_links) -> tuple[Heading, ...]:
    """Its sections, in order."""
    return _rendered(text, resolve)[1]


def formulas(text: str) -> Iterator[tuple[str, bool]]:
    """Each formula of a text, and whether it is displayed."""
    for token in _parser().parse(text, {"resolve": no_links}):
        for one in (token, *(token.children or ())):
            if one.type == "math_inline":
                yield _listed(one.content), False
            elif one.type.startswith("math_"):
                yield from ((part, True) for part in _parts(one.content))


def line(text: str, resolve: Resolve = no_links) -> Markup:
    """One line without a paragraph around it: a title, an option, a label."""
    return _line(text, resolve)


def said(text: str, resolve: Resolve = no_links) -> Markup:
    """One line that shows values: their quotes and stars stay as they are; code and formulas are set."""
    return Markup(_parser(is_prose=False).renderInline(text, {"resolve": resolve}))


@lru_cache(maxsize=4096)
def _line(text: str, resolve: Resolve) -> Markup:
    return Markup(_parser().renderInline(text, {"resolve": resolve}))


@lru_cache(maxsize=2048)
def _rendered(text: str, resolve: Resolve) -> tuple[Markup, tuple[Heading, ...]]:
    environment: dict[str, Any] = {"resolve": resolve}
    parser = _parser()
    tokens = _gather_hints(parser.parse(text, environment))
    found = tuple(_name_headings(parser, tokens, environment))
    return Markup(parser.renderer.render(tokens, parser.options, environment)), found


@lru_cache(maxsize=2)
def _parser(is_prose: bool = True) -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": is_prose})
    if is_prose:
        parser.enable(["table", "strikethrough", "smartquotes"])
    else:
        parser.disable(["emphasis", "entity", "autolink", "link"])
    parser.disable("image")  # pages load nothing that a text names
    parser.validateLink = lambda url: bool(_SAFE_LINK.match(url))  # type: ignore[method-assign]  # its own hook
    parser.use(
        dollarmath_plugin,
        double_inline=True,
        allow_labels=False,
        renderer=lambda tex, options: formula(tex, display=bool(options["display_mode"])),
    )
    parser.core.ruler.push("hold_marks", _hold_marks)
    rules = {
        "code_inline": _inline_code,
        "fence": _fence,
        "code_block": _fence,
        "link_open": _link,
        "table_open": _table,
    }
    for name, rule in (rules | {"table_close": _table_end, "math_inline": _inline_formula}).items():
        parser.add_render_rule(name, rule)
    parser.add_render_rule("math_inline_double", _display_formula)
    parser.add_render_rule("math_block", _display_formula)
    return parser


def _inline_formula(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return _held(formula(_listed(tokens[at].content)), tokens[at])


def _inline_code(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return _held(f"<code>{escape(tokens[at].content)}</code>", tokens[at])


def _held(html: str, token: Token) -> str:
    """With the comma or full stop that follows: it must not begin a line of its own."""
    mark = token.meta.get("mark", "")
    return f'<span class="held">{html}{escape(mark)}</span>' if mark else html


def _hold_marks(state: Any) -> None:
    """Move punctuation that follows a formula or code into it."""
    for inline in (token for token in state.tokens if token.children):
        for token, following in pairwise(inline.children):
            if token.type in ("math_inline", "code_inline") and following.type == "text":
                found = _MARKS.match(following.content)
                if found and len(token.content) < 40:  # a long formula may break where it likes
                    token.meta["mark"] = found[0]
                    following.content = following.content[found.end() :]


def _listed(tex: str) -> str:
    """A long list that may go on in the next line after each comma that is inside nothing."""
    if len(tex) < LONG_LIST:
        return tex
    parts, depth, start = [], 0, 0
    for found in _NESTING.finditer(tex):
        if found[0] == "," and depth == 0:
            parts.append(tex[start : found.end()])
            start = found.end()
        depth += (found[0] in _OPENING_IN_LINE) - (found[0] in _CLOSING_IN_LINE)
    return r"\allowbreak ".join([*parts, tex[start:]])


def _display_formula(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    # A <span>, so that it may stand inside a paragraph as well; the style sheet makes it a block.
    parts = [formula(part, display=True) for part in _parts(tokens[at].content)]
    return f'<span class="formula">{"".join(parts)}</span>'


def _parts(tex: str) -> list[str]:
    r"""Where a displayed formula may go on in the next line: at each \qquad that is inside nothing."""
    parts, depth, start = [], 0, 0
    for found in _BRACKETS.finditer(tex):
        word = found[0]
        if word == r"\qquad" and depth == 0:
            parts.append(tex[start : found.start()])
            start = found.end()
        depth += (word in _OPENING) - (word in _CLOSING)
    return [part for part in (*parts, tex[start:]) if part.strip()] or [tex]


def _fence(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    directive = _DIRECTIVE.match(token.info.strip())
    if directive is not None:
        return str(
            aside(
                directive["kind"],
                directive["title"],
                token.content,
                env["resolve"],
                number=token.meta.get("number", 0),
            )
        )
    language = token.info.split(maxsplit=1)[0] if token.info.strip() else "text"
    return f'<pre class="code" tabindex="0"><code>{code(token.content, language)}</code></pre>\n'


def aside(kind: str, title: str, body: str, resolve: Resolve = no_links, *, number: int = 0) -> Markup:
    """A note, a warning, or something that opens: a derivation, or the hint of that number."""
    heading, inner = line(title, resolve), prose(body, resolve)
    if kind in ("dropdown", "hint"):
        mark = f'<span class="hint-mark">Hint {number or ""}</span> ' if kind == "hint" else ""
        opens = f"<summary>{mark}{heading}</summary>"
        return Markup(f'<details class="{kind}">{opens}<div class="inner">{inner}</div></details>\n')
    named = f'<p class="aside-title">{heading}</p>' if title else ""
    return Markup(f'<aside class="{kind}" aria-label="{escape(title or kind)}">{named}{inner}</aside>\n')


def _link(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    href = str(token.attrGet("href") or "")
    kind, colon, id = href.partition(":")
    if colon and kind in ("concept", "resource"):
        found = env["resolve"](kind, id)
        if found is None:
            token.attrs = {"class": "unlinked"}
            return str(r.renderToken(tokens, at, options, env))
        href = found[0]
        token.attrs = {"href": href, "title": found[1]}
    if href.lower().startswith(("http:", "https:")):
        token.attrSet("rel", "external noopener noreferrer")
    return str(r.renderToken(tokens, at, options, env))


def _table(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return '<div class="wide">\n<table>\n'


def _table_end(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return "</table>\n</div>\n"


def _gather_hints(tokens: list[Token]) -> list[Token]:
    """Hints that follow one another become one group, in which each is shown when the one before is open."""
    gathered: list[Token] = []
    inside = False
    number = 0
    for token in tokens:
        is_hint = token.type == "fence" and token.info.strip().startswith("{hint}")
        if is_hint != inside:
            block = Token("html_block", "", 0)
            block.content = '<div class="hints">' if is_hint else "</div>"
            gathered.append(block)
            inside, number = is_hint, 0
        if is_hint:
            number += 1
            token.meta["number"] = number
        gathered.append(token)
    if inside:
        end = Token("html_block", "", 0)
        end.content = "</div>"
        gathered.append(end)
    return gathered


def _name_headings(parser: MarkdownIt, tokens: list[Token], environment: dict[str, Any]) -> list[Heading]:
    """Give each heading an id that can be linked to, and list them."""
    found: list[Heading] = []
    taken: set[str] = set()
    renderer = cast(RendererHTML, parser.renderer)
    for opening, inline in pairwise(tokens):
        if opening.type != "heading_open":
            continue
        id = _slug(inline.content, taken)
        opening.attrSet("id", id)
        title = Markup(renderer.renderInline(inline.children or [], parser.options, environment))
        found.append(Heading(id, title, int(opening.tag[1])))
    return found


def _slug(title: str, taken: set[str]) -> str:
    words = re.sub(r"[^a-z0-9]+", "-", title.lower()).strip("-") or "section"
    id, number = words, 1
    while id in taken:
        number += 1
        id = f"{words}-{number}"
    taken.add(id)
    return id
