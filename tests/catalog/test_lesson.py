"""lesson.md becomes blocks, with the line of each, and says what it could not read."""

import textwrap

from groundup.catalog import Aside, Cell, FigurePlace, Prose, QuestionPlace, parse_lesson

HEADER = "---\njupytext: {}\n---\n\n# A title\n\n"


def parse(body):
    return parse_lesson(HEADER + textwrap.dedent(body), "lesson.md")


def test_blocks_come_in_order_with_their_lines():
    lesson, problems = parse(
        """\
        Some prose,
        two lines.

        ```{code-cell} python
        x = 1
        x
        ```

        ```{output}
        1
        ```

        ```{moving-figure} arrows
        ```

        ```{question} combo
        ```
        Last words.
        """
    )
    assert problems == []
    assert lesson.title == "A title"
    assert lesson.blocks == (
        Prose("Some prose,\ntwo lines.", 7),
        Cell("cell-1", "x = 1\nx", "1", 10),
        FigurePlace("arrows", 19),
        QuestionPlace("combo", 22),
        Prose("Last words.", 24),
    )


def test_ordinary_code_stays_in_the_prose():
    lesson, problems = parse(
        """\
        Like this:

        ```python
        # Title of a file, not of a lesson
        ```

        ~~~
        ```{question} shown, not asked
        ~~~
        """
    )
    assert problems == []
    assert len(lesson.blocks) == 1
    assert "shown, not asked" in lesson.blocks[0].markdown


def test_a_longer_fence_nests_code_in_an_aside():
    lesson, problems = parse(
        """\
        ````{dropdown} The proof
        First
        ```python
        1 + 1
        ```
        then.
        ````
        """
    )
    assert problems == []
    assert lesson.blocks == (Aside("dropdown", "The proof", "First\n```python\n1 + 1\n```\nthen.", 7),)


def test_cells_are_numbered_and_claim_nothing_without_output():
    lesson, _ = parse("```{code-cell} python\n1\n```\n```{code-cell} python\n2\n```\n")
    assert [(cell.id, cell.expected) for cell in lesson.blocks] == [("cell-1", None), ("cell-2", None)]


def test_comments_are_not_shown_and_do_not_move_the_lines():
    lesson, _ = parse("% a note\n\nProse.\n% another\n")
    assert lesson.blocks == (Prose("Prose.", 9),)


def test_what_cannot_be_read_is_said_with_its_line():
    _, problems = parse(
        """\
        ```{output}
        of nothing
        ```

        ```{quiz} x
        ```

        ```{question}
        ```

        ```{note} Careful
        ```

        ````{warning} Deep
        ```{question} combo
        ```
        ````

        ```{code-cell} r
        1
        ```

        ```{code-cell} python
        never closed
        """
    )
    assert [(found.path, found.rule) for found in problems] == [
        ("lesson.md:7", "{output} follows its {code-cell}."),
        ("lesson.md:11", "Every block is of a known kind: {quiz} is not."),
        ("lesson.md:14", "{question} names a question family."),
        ("lesson.md:17", "An aside says something."),
        ("lesson.md:21", "An aside holds prose: {question} does not work inside {warning}."),
        ("lesson.md:25", "Cells are Python."),
        ("lesson.md:29", "Every fence is closed."),
    ]
    assert all(found.remedy for found in problems)


def test_header_and_title_are_asked_for():
    lesson, problems = parse_lesson("Just prose.\n", "lesson.md")
    assert lesson.blocks == (Prose("Just prose.", 1),)
    assert [found.rule for found in problems] == [
        "The lesson opens with a jupytext header, so that it opens as a notebook.",
        "The first line after the header is `# Title`.",
    ]
