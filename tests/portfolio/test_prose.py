"""The learner's Markdown: what it becomes, and that nothing in it can run, load or send."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest

from groundup.portfolio.prose import LARGEST, TAGS, Setting, count_words, parted, plain, prose, said, title_of
from tests.portfolio.hostile import TEXTS

PLAIN = Setting({"figures/roc.svg": ("../figures/p/roc-1.svg", 320, 200)})


class Seen(HTMLParser):
    """Every element with its attributes, as a browser would read them."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.found: list[tuple[str, dict[str, str | None]]] = []
        self.feed(html)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.found.append((tag, dict(attrs)))


def inert(html: str) -> None:
    for tag, attributes in Seen(html).found:
        assert tag in TAGS, html
        assert not [name for name in attributes if name.startswith("on") or name in ("style", "id")], html
        href, source = attributes.get("href"), attributes.get("src")
        assert href is None or re.match(r"(https?://|mailto:|#)", href, re.I), html
        assert source is None or source == "../figures/p/roc-1.svg", html


def test_the_corpus_is_large_enough() -> None:
    assert len(TEXTS) >= 150


@pytest.mark.parametrize("text", TEXTS)
def test_nothing_that_is_written_can_run_or_load(text: str) -> None:
    for shape in (text, f"Before {text} after", f"# {text}", f"> - {text}", f"[{text}](https://ok.example)"):
        inert(str(prose(shape, PLAIN)))
        plain(shape), parted(shape), count_words(shape)


@pytest.mark.parametrize("text", TEXTS)
def test_what_sets_formulas_is_not_trusted_either(text: str) -> None:
    hostile = Setting({}, lambda tex, display: f"<math><mi>x</mi>{text}</math>")
    inert(str(prose("Inline $x$ and\n\n$$x$$", hostile)))


def test_everyday_markdown_is_what_it_looks_like() -> None:
    html = prose("Some *words*, `code`, [a link](https://ok.example) and a list:\n\n1. one\n2. two", PLAIN)
    assert "<em>words</em>" in html and "<code>code</code>" in html and "<li>one</li>" in html
    assert 'href="https://ok.example" rel="external noopener noreferrer nofollow"' in html


def test_pictures_are_those_of_the_repository() -> None:
    html = prose("![The curve](figures/roc.svg) ![Gone](figures/gone.png)", PLAIN)
    assert 'src="../figures/p/roc-1.svg"' in html and 'alt="The curve"' in html and 'width="320"' in html
    assert "<em>Gone</em>" in html


def test_headings_begin_below_that_of_the_page() -> None:
    html = prose("# One\n\n## Two\n\n#### Four", PLAIN, below=2)
    assert re.findall(r"<(h\d)>", html) == ["h3", "h4", "h6"]


def test_formulas_are_mathml_where_they_can_be_set_and_tex_where_not() -> None:
    setting = Setting(
        {}, lambda tex, display: f'<span style="x"><math display="block"><mi>{tex}</mi></math></span>'
    )
    assert '<math display="block"><mi>x</mi></math>' in prose("$$x$$", setting)
    assert '<code class="tex">x^2</code>' in prose("$x^2$", PLAIN)


def test_code_is_coloured_and_can_be_reached_by_keys() -> None:
    html = prose("```python\nimport this\n```", PLAIN)
    assert '<pre class="code" tabindex="0">' in html and 'class="c-kn"' in html


def test_a_text_without_end_is_cut_and_says_so() -> None:
    assert "the rest is not shown" in prose("word " * LARGEST, PLAIN)


@pytest.mark.parametrize("text", TEXTS)
def test_a_sentence_of_the_program_is_text_with_code_in_it(text: str) -> None:
    assert {tag for tag, _ in Seen(str(said(text))).found} <= {"code"}
    assert said("`x < 1` & *y*") == "<code>x &lt; 1</code> &amp; *y*"


def test_a_title_is_the_first_heading() -> None:
    assert parted("---\nx: 1\n---\n# The *title*\n\nText") == ("The *title*", "\nText")
    assert parted("Text\n\n# Later") == ("", "Text\n\n# Later")
    assert title_of("# The *title* of `x`\n\nText") == "The title of x" and title_of("Text") == ""


@pytest.mark.parametrize(
    ("text", "words"),
    [("One two-three, it's.", 4), ("# A `b c` $d$", 1), ("```\na b\n```\nc", 1), ("手書き数字", 2), ("", 0)],
)
def test_words_are_counted_as_they_are_spoken(text: str, words: int) -> None:
    assert count_words(text) == words


def test_a_teaser_is_the_first_paragraph_cut_at_a_word() -> None:
    assert plain("# T\n\nOne *two* `three`.\n\nFour") == "One two three."
    assert plain("word " * 99, most=12) == "word word…"
