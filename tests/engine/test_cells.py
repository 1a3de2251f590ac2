"""An open lesson: cells like a notebook, moving figures, and nothing of either can hurt the page."""

from __future__ import annotations

import contextlib
import re
import threading
import time
from collections.abc import Iterator

import pytest

from groundup.engine import Cells, Engine, svg
from groundup.records import GroundupError

FIGURES = """
import matplotlib.pyplot as plt

def arrow(x, u):
    fig, ax = plt.subplots()
    ax.plot([0, x], [0, u[1]], color="#2f5fd0", label="to $x^2$")
    ax.set_xlim(-4, 4)
    ax.set_ylim(-2, 2)
    ax.legend()
    return fig, f"An arrow to {x}."

def broken(x):
    raise ValueError("not this one")

def endless():
    while True: pass
"""


@pytest.fixture(scope="module")
def shared(engine: Engine) -> Iterator[Cells]:
    cells = engine.open()
    yield cells
    cells.close()


@pytest.fixture
def cells(engine: Engine) -> Iterator[Cells]:
    cells = engine.open()
    yield cells
    cells.close()


def shown(done) -> list[tuple[str, str]]:
    return [(output.kind, output.content) for output in done.outputs]


def test_cells_share_a_namespace_and_echo_the_last_expression(cells) -> None:
    assert shown(cells.run("x = [1, 2]\nprint('made')")) == [("text", "made\n")]
    assert shown(cells.run("x.append(3)\nx")) == [("text", "[1, 2, 3]\n")]
    assert shown(cells.run("x;")) == []
    assert shown(cells.run("None")) == []


def test_a_fault_names_cell_and_line_and_keeps_the_output_before_it(shared) -> None:
    done = shared.run("print('before')\n1 / 0", name="third")
    assert (done.run.status, done.run.fault.kind) == ("error", "ZeroDivisionError")
    assert (done.run.fault.path, done.run.fault.line) == ("cell third", 2)
    assert shown(done) == [("text", "before\n")]


@pytest.mark.parametrize("source", ["x = (", "raise SystemExit", "import sys; sys.exit(3)", "input()"])
def test_whatever_a_cell_does_is_its_result(shared, source) -> None:
    assert shared.run(source).run.status == "error"
    assert shown(shared.run("1 + 1")) == [("text", "2\n")]


def test_open_figures_are_shown_and_closed(shared) -> None:
    done = shared.run(
        "import matplotlib.pyplot as plt\nplt.plot([1, 2], [3, 4])\nplt.title('T');\nprint('p')"
    )
    assert [kind for kind, _ in shown(done)] == ["text", "svg"]
    drawn = shown(done)[1][1]
    assert drawn.startswith('<svg xmlns="http://www.w3.org/2000/svg" viewBox=')
    assert "var(--fig-blue)" in drawn
    assert re.search(r"<text[^>]*>T</text>", drawn)
    assert shown(shared.run("plt.get_fignums()")) == [("text", "[]\n")]


def test_show_puts_the_figure_where_it_stands(engine) -> None:
    with contextlib.closing(engine.open()) as first:  # also in the first cell of a lesson
        done = first.run("import matplotlib.pyplot as plt\nplt.plot([1, 2]); plt.show()\nprint('after')")
    assert [kind for kind, _ in shown(done)] == ["svg", "text"]


def test_an_image_in_a_figure_is_kept(shared) -> None:
    done = shared.run("import matplotlib.pyplot as plt\nplt.imshow([[1, 2], [3, 4]]);")
    assert "data:image/png;base64," in shown(done)[0][1]


def test_html_is_sanitised(shared) -> None:
    source = """
class Table:
    def _repr_html_(self):
        return "<table><tr><td onclick='x()'>1<script>alert(1)</script></td></tr></table>"
Table()"""
    assert shown(shared.run(source)) == [("html", "<table><tbody><tr><td>1</td></tr></tbody></table>")]


@pytest.mark.parametrize("source", ["print('\\ud800')", "'\\udfff'", "raise ValueError('\\ud800')"])
def test_halves_of_characters_do_not_reach_the_page(shared, source) -> None:
    done = shared.run(source)
    texts = [content for _, content in shown(done)] + ([done.run.fault.message] if done.run.fault else [])
    assert "".join(texts).encode()


def test_html_loads_nothing_from_elsewhere(shared) -> None:
    source = """
class Beacon:
    def _repr_html_(self):
        far = "https://evil.example"
        return f"<p style='background:url({far})'>x<img src='{far}'><a href='//e'>y</a></p>"
Beacon()"""
    assert shown(shared.run(source)) == [("html", "<p>xy</p>")]


@pytest.mark.parametrize("control", [float("nan"), object()])
def test_controls_that_are_no_data_are_refused(shared, control) -> None:
    with pytest.raises(GroundupError, match="controls"):
        shared.draw(FIGURES, "arrow", {"x": control, "u": [1, 1]})


def test_a_slow_cell_is_interrupted_and_the_names_stay(cells) -> None:
    cells.run("x = 5")
    done = cells.run("while True: pass", timeout_s=0.4)
    assert (done.run.status, done.run.fault.line) == ("timeout", 1)
    assert shown(cells.run("x")) == [("text", "5\n")]


def test_a_cell_that_ignores_the_interrupt_is_killed_and_the_others_run_again(cells, monkeypatch) -> None:
    monkeypatch.setattr("groundup.engine.conversation.LASTING_GRACE_S", 0.2)
    cells.run("x = 5", name="first")
    cells.run("y = 1 / 0", name="second")
    cells.run("import signal; signal.signal(signal.SIGINT, signal.SIG_IGN)\nx = 6", name="third")
    done = cells.run("while True: pass", timeout_s=0.3, name="fourth")
    assert done.run.status == "timeout"
    assert cells.done == ("first", "third")
    assert shown(cells.run("x")) == [("text", "6\n")]


def test_ending_the_child_is_told_and_mended(cells) -> None:
    cells.run("x = 5")
    assert cells.run("import os; os._exit(0)").run.status == "crashed"
    assert shown(cells.run("x")) == [("text", "5\n")]


def test_a_cell_can_be_stopped_from_another_thread(cells) -> None:
    cells.run("x = 5")
    threading.Timer(0.3, cells.interrupt).start()
    begun = time.monotonic()
    done = cells.run("while True: pass", timeout_s=30)
    assert time.monotonic() - begun < 10
    assert "stopped" in done.run.fault.message
    assert shown(cells.run("x")) == [("text", "5\n")]


@pytest.mark.parametrize(
    ("source", "status"),
    [
        ("b = bytearray(2**36)", "memory"),
        ("print('x' * 10**6)", "output"),
        ("while True: print('x')", "output"),
    ],
)
def test_limits_hold_in_cells(cells, source, status) -> None:
    assert cells.run(source).run.status == status
    assert shown(cells.run("2")) == [("text", "2\n")]


def test_a_figure_follows_its_controls(shared) -> None:
    one = shared.draw(FIGURES, "arrow", {"x": 1.0, "u": [1, 1]})
    two = shared.draw(FIGURES, "arrow", {"x": 2.0, "u": [1, 1]})
    assert (one.alt, two.alt) == ("An arrow to 1.0.", "An arrow to 2.0.")
    assert one.svg != two.svg
    ids = [set(re.findall(r'id="([^"]+)"', drawing.svg)) for drawing in (one, two)]
    assert ids[0] and not ids[0] & ids[1]
    left, top, width, height, *limits = one.axes[0]
    assert limits == [-4, 4, -2, 2]
    assert 0 < left < left + width < 460.8
    assert 0 < top < top + height < 288


def test_a_figure_that_fails_says_why(shared) -> None:
    with pytest.raises(GroundupError, match="not this one"):
        shared.draw(FIGURES, "broken", {"x": 1})
    with pytest.raises(GroundupError, match="missing"):
        shared.draw(FIGURES, "missing", {})


def test_two_lessons_do_not_meet(engine, cells) -> None:
    cells.run("x = 5")
    other = engine.open()
    try:
        assert other.run("x").run.fault.kind == "NameError"
    finally:
        other.close()


def test_a_closed_lesson_says_so(engine) -> None:
    cells = engine.open()
    cells.run("1")
    cells.close()
    with pytest.raises(GroundupError, match="closed"):
        cells.run("1")


HOSTILE = [
    "<svg viewBox='0 0 1 1'><script>alert(1)</script></svg>",
    "<svg viewBox='0 0 1 1' onload='alert(1)'></svg>",
    "<svg viewBox='0 0 1 1'><g onclick='alert(1)'/></svg>",
    "<svg viewBox='0 0 1 1'><a href='javascript:alert(1)'><path d='M 0 0'/></a></svg>",
    "<svg viewBox='0 0 1 1'><use href='https://evil.example/x.svg#a'/></svg>",
    "<svg viewBox='0 0 1 1'><image href='https://evil.example/x.png'/></svg>",
    "<svg viewBox='0 0 1 1'><image href='data:text/html,alert(1)'/></svg>",
    "<svg viewBox='0 0 1 1'><image href='data:image/svg+xml;base64,PHN2Zz4='/></svg>",
    "<svg viewBox='0 0 1 1'><foreignObject><p onclick='alert(1)'>x</p></foreignObject></svg>",
    "<svg viewBox='0 0 1 1'><style>@import url(https://evil.example)</style></svg>",
    "<svg viewBox='0 0 1 1'><path style='fill: url(https://evil.example/#a)'/></svg>",
    "<svg viewBox='0 0 1 1'><path fill='url(https://evil.example)'/></svg>",
    "<svg viewBox='0 0 1 1'><path style='background-image: url(https://evil.example)'/></svg>",
    "<svg viewBox='0 0 1 1'><path style='position: fixed; inset: 0'/></svg>",
    "<svg viewBox='0 0 1 1'><animate attributeName='href' to='javascript:alert(1)'/></svg>",
    "<svg viewBox='0 0 1 1'><set attributeName='onclick' to='alert(1)'/></svg>",
    "<svg viewBox='0 0 1 1'><iframe src='https://evil.example'/></svg>",
    "<svg viewBox='0 0 1 1'><text>&lt;script&gt;alert(1)&lt;/script&gt;</text></svg>",
    "<svg viewBox='0 0 1 1'><path d='&quot;&gt;&lt;script&gt;alert(1)'/></svg>",
    "<svg viewBox='0 0 1 1'><path id='x\" onload=\"alert(1)'/></svg>",
]


@pytest.mark.parametrize("hostile", HOSTILE)
def test_hostile_drawings_come_out_harmless(hostile) -> None:
    safe = svg.cleaned(hostile)
    tags = re.findall(r"<[^>]*>", safe)
    assert all(re.match(r"</?([a-zA-Z]+)", tag)[1] in svg.ELEMENTS for tag in tags)
    for word in (
        "<script",
        "javascript",
        "evil",
        " onclick",
        " onload",
        "@import",
        "position",
        "text/html",
        "svg+xml",
    ):
        assert word not in safe.replace("&lt;", "").lower()


@pytest.mark.parametrize(
    "text",
    [
        "",
        "<svg",
        "<html/>",
        "<svg/>",
        "<p viewBox='0 0 1 1'/>",
        "<svg viewBox='0 0 1 1'/><svg viewBox='0 0 1 1'/>",
        "<!DOCTYPE svg [<!ENTITY a 'aaaa'>]><svg viewBox='0 0 1 1'><text>&a;</text></svg>",
        "<svg viewBox='0 0 1 1'>" + "<g/>" * (svg.MOST_ELEMENTS + 1) + "</svg>",
        "x" * (svg.LARGEST + 1),
    ],
)
def test_what_is_no_drawing_is_refused(text) -> None:
    with pytest.raises(svg.Unsafe):
        svg.cleaned(text)


def test_the_page_can_colour_a_drawing() -> None:
    safe = svg.cleaned(
        "<svg viewBox='0 0 1 1' width='3'><path fill='#1B1B1F' style='stroke: #c93c37'/></svg>"
    )
    assert 'style="fill: var(--fig-ink); stroke: var(--fig-red)"' in safe
    assert "width" not in safe
