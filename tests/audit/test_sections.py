"""A page is read as its readers see it, whatever somebody puts into it."""

from __future__ import annotations

import pytest

from groundup.audit import NotThere
from groundup.audit.probes.figures import numbers_in
from groundup.audit.probes.post import words_of
from groundup.audit.probes.sections import code_spans, read_markdown, without_comments


def test_a_section_reaches_to_the_next_heading_of_its_level() -> None:
    page = read_markdown("# A\n\n## Data\n\n### From\n\none `x`\n\n## End\n\ntwo\n", "R")
    section = page.section("Data")
    assert section is not None and "one" in section.text and "two" not in section.text
    assert [block.kind for block in section.blocks] == ["paragraph"] and section.spans == ("x",)


def test_a_section_that_begins_with_a_heading_is_not_empty() -> None:
    page = read_markdown(
        "## Data\n\n### Source\n\nfrom here\n\n## Limits\n\n### Of it\n\n<!-- later -->\n", "R"
    )
    full, bare = page.section("Data"), page.section("Limits")
    assert full is not None and not full.is_empty
    assert bare is not None and bare.is_empty


def test_comments_are_not_seen() -> None:
    assert without_comments("a<!-- b -->c<!-- d\n-->e<!-- f") == "ace"


def test_code_spans() -> None:
    assert code_spans("`a` ``b ` c`` ` d\n e `") == ("a", "b ` c", "d e")


@pytest.mark.parametrize("piece", ["![", "](", "<!--", "`", "` `` ", "<a ", "```a\n", "1,111", "# a\n", "> "])
def test_a_page_made_to_take_long_ends(piece: str) -> None:
    text = piece * (60_000 // len(piece))
    numbers_in(text)
    words_of(text)
    code_spans(text)
    assert read_markdown(text, "R").section("Nothing") is None


def test_a_page_that_nobody_can_read_is_refused() -> None:
    with pytest.raises(NotThere):
        read_markdown("a" * 300_000, "R")
