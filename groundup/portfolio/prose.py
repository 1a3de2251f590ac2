"""The learner's Markdown as HTML: posts, stories, model cards.

Promises: whatever a text holds, what comes out cannot run, load or send anything. Raw HTML is text; what was
rendered passes an allow list once more; pictures are those of the site itself, links lead to http(s) and
mailto alone. A formula is MathML where something that can set it is handed in, else TeX as it was written.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from itertools import pairwise
from typing import Any, cast

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup
from markupsafe import escape as escape_text
from mdit_py_plugins.dollarmath import dollarmath_plugin
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

Formula = Callable[[str, bool], str]  # (TeX, whether it is displayed) -> HTML with a <math> in it
Pictures = Mapping[str, tuple[str, int, int]]  # as a text names it -> (address on the site, width, height)

LARGEST = 400_000  # characters of one text; what follows is cut, and said
_LINK = re.compile(r"^(https?://[^\s\\]+|mailto:[^\s\\]+|#[\w-]*)$", re.I)
_MATH = re.compile(r"<math\b.*?</math>", re.S)
_FRONT = re.compile(r"\A---\n.*?\n---\n", re.S)
_CODE = HtmlFormatter(nowrap=True, classprefix="c-")
_MATH_TAGS = """math semantics mrow mi mo mn ms mtext mspace mfrac msqrt mroot msub msup msubsup munder mover
munderover mtable mtr mtd mpadded mphantom mstyle menclose annotation"""
_TAGS = """p h2 h3 h4 h5 h6 ul ol li em strong s code pre blockquote hr br a img table thead tbody tr th td
div span figure"""
MATH_TAGS = set(_MATH_TAGS.split())
TAGS = set(_TAGS.split()) | MATH_TAGS
ATTRIBUTES = {
    "a": {"href"},
    "img": {"src", "alt", "width", "height", "loading", "decoding"},
    "ol": {"start"},
    "th": {"scope"},
    "div": {"class", "tabindex", "role", "aria-label"},
    "span": {"class"},
    "code": {"class"},
    "pre": {"class", "tabindex"},
    "math": {"display"},
    "mo": {"stretchy", "fence", "separator", "lspace", "rspace", "minsize", "maxsize"},
    "mi": {"mathvariant"},
    "mspace": {"width"},
    "mtable": {"columnalign", "rowspacing", "columnspacing"},
    "mstyle": {"displaystyle", "scriptlevel"},
    "munder": {"accentunder"},
    "mover": {"accent"},
}


@dataclass(frozen=True)
class Setting:
    """What rendering needs from outside: where its pictures lie, and who sets formulas."""

    pictures: Pictures
    formula: Formula | None = None


def prose(text: str, setting: Setting, *, below: int = 1) -> Markup:
    """A text as HTML; its highest heading becomes the one below level `below`."""
    kept = (
        text if len(text) <= LARGEST else text[:LARGEST] + "\n\n(The text is longer; the rest is not shown.)"
    )
    parser = _parser()
    environment = {"setting": setting}
    tokens = parser.parse(_FRONT.sub("", kept.replace("\r\n", "\n"), count=1), environment)
    _shift_headings(tokens, below)
    renderer = cast(RendererHTML, parser.renderer)
    return _sanitised(renderer.render(tokens, parser.options, environment))


def said(text: str) -> Markup:
    """A plain sentence of the program's, in which backticks hold code; nothing else in it is a mark."""
    return Markup(re.sub(r"`([^`]+)`", r"<code>\1</code>", str(escape_text(text))))


def parted(text: str) -> tuple[str, str]:
    """(title, rest): the first heading of level 1, if the text begins with one; else no title."""
    plain = _FRONT.sub("", text.replace("\r\n", "\n").lstrip("\ufeff"), count=1).lstrip()
    first, _, rest = plain.partition("\n")
    if first.startswith("# "):
        return first[2:].strip().rstrip("#").strip(), rest
    return "", plain


def title_of(text: str) -> str:
    """The heading that it begins with, without its marks; empty where it begins otherwise."""
    return plain(parted(text)[0], most=160)


def plain(text: str, most: int = 180) -> str:
    """The first paragraph without its marks, cut at a word: for a list of texts."""
    tokens = _parser().parse(text[:LARGEST], {})
    found = next((inner for opening, inner in pairwise(tokens) if opening.type == "paragraph_open"), None)
    words = "".join(_said(child) for child in found.children or ()) if found else ""
    cut = words if len(words) <= most else words[:most].rsplit(" ", 1)[0] + "…"
    return " ".join(cut.split())


def count_words(text: str) -> int:
    """Words as they are read aloud: marks, code and formulas left out; a CJK letter counts as half a word."""
    without = re.sub(r"```.*?```|`[^`]*`|\$[^$]*\$|[#>*_|\[\]()!-]", " ", text, flags=re.S)
    cjk = len(re.findall(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", without))
    rest = re.sub(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]", " ", without)
    return len(re.findall(r"\w+(?:[\u2019'.]\w+)*", rest)) + cjk // 2


def _sanitised(html: str) -> Markup:
    return Markup(
        nh3.clean(
            html,
            tags=TAGS,
            attributes=ATTRIBUTES,
            url_schemes={"http", "https", "mailto"},
            link_rel="external noopener noreferrer nofollow",
        )
    )


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    parser = MarkdownIt("commonmark", {"html": False, "typographer": True})
    parser.enable(["table", "strikethrough", "smartquotes"])
    parser.validateLink = lambda url: True  # type: ignore[method-assign]  # its own hook; _link and _image judge
    parser.use(dollarmath_plugin, double_inline=True, allow_labels=False)
    for name, rule in _RULES.items():
        parser.add_render_rule(name, rule)
    return parser


def _said(token: Token) -> str:
    return " " if token.type in ("softbreak", "hardbreak") else token.content


def _shift_headings(tokens: Sequence[Token], below: int) -> None:
    levels = [int(token.tag[1]) for token in tokens if token.type == "heading_open"]
    shift = below + 1 - min(levels, default=1)
    for token in tokens:
        if token.type in ("heading_open", "heading_close"):
            token.tag = f"h{max(2, min(6, int(token.tag[1]) + shift))}"


def _link_open(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    href = str(tokens[at].attrGet("href") or "")
    return f'<a href="{escape(href)}">' if _LINK.match(href) else "<span>"


def _link_close(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    """Closes what its opening, the nearest one before, was written as: links do not nest."""
    opening = next(token for token in reversed(tokens[:at]) if token.type == "link_open")
    return "</a>" if _LINK.match(str(opening.attrGet("href") or "")) else "</span>"


def _image(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    name = str(token.attrGet("src") or "")
    alt = escape("".join(_said(child) for child in token.children or ()))
    found = env["setting"].pictures.get(name.removeprefix("./")) if "setting" in env else None
    if found is None:
        return f"<em>{alt}</em>" if alt else ""
    address, width, height = found
    size = f' width="{width}" height="{height}"' if width and height else ""
    return f'<img src="{escape(address)}" alt="{alt}"{size} loading="lazy" decoding="async">'


def _fence(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    words = tokens[at].info.split()
    try:
        lexer = get_lexer_by_name(words[0] if words else "text", stripnl=False)
    except ClassNotFound:
        lexer = get_lexer_by_name("text", stripnl=False)
    return (
        f'<pre class="code" tabindex="0"><code>{highlight(tokens[at].content, lexer, _CODE)}</code></pre>\n'
    )


def _formula(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    token = tokens[at]
    display = token.type != "math_inline"
    make = env["setting"].formula if "setting" in env else None
    found = _MATH.search(make(token.content, display)) if make else None
    if found:
        inner = nh3.clean(found[0], tags=MATH_TAGS, attributes=ATTRIBUTES)
    else:
        inner = f'<code class="tex">{escape(token.content.strip())}</code>'
    if not display:
        return inner
    return f'<div class="formula">{inner}</div>' if token.type == "math_block" else inner


def _table_open(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return '<div class="wide" tabindex="0" role="group" aria-label="Table">\n<table>\n'


def _table_close(r: RendererHTML, tokens: Sequence[Token], at: int, options: Any, env: Any) -> str:
    return "</table>\n</div>\n"


_RULES = {
    "link_open": _link_open,
    "link_close": _link_close,
    "image": _image,
    "fence": _fence,
    "code_block": _fence,
    "math_inline": _formula,
    "math_inline_double": _formula,
    "math_block": _formula,
    "table_open": _table_open,
    "table_close": _table_close,
}
