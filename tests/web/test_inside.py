"""The JavaScript that the server runs: from any thread, bounded, and the same answer each time."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from groundup.web.inside import formula, lay_out


def test_any_thread_may_ask() -> None:
    with ThreadPoolExecutor(8) as threads:
        set_formulas = list(threads.map(lambda n: formula(f"x_{{{n}}}"), range(40)))
    assert all(f"<mn>{n}</mn>" in html for n, html in enumerate(set_formulas))


def test_a_formula_that_defines_itself_ends() -> None:
    assert "katex-error" in formula(r"\def\a{\a\a}\a")


def test_one_formula_leaves_nothing_behind_for_the_next() -> None:
    formula(r"\gdef\leak{7}\leak")
    assert "#cc0000" in formula(r"\leak")  # unknown again


def test_a_graph_flows_from_left_to_right() -> None:
    laid = lay_out([("a", 10, 5), ("b", 10, 5), ("c", 10, 5)], [("a", "b"), ("b", "c")])
    assert laid.nodes["a"][0] < laid.nodes["b"][0] < laid.nodes["c"][0]
    assert {(source, target) for source, target, _ in laid.edges} == {("a", "b"), ("b", "c")}
