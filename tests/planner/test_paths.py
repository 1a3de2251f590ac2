"""From goals to work, in an order in which it can be done."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st
from planner_graphs import chain, graphs, node

from groundup.planner import ProjectWork, items, path_to
from groundup.planner.paths import needs
from groundup.records import Graph

GRAPH: Graph = {
    "a": node("a"),
    "b": node("b", ("a",)),
    "c": node("c", ("a",), minutes=(20, 10, 0)),
    "d": node("d", ("b", "c")),
    "e": node("e"),
}


def ids(found: object) -> list[str]:
    return [item.id for item in found]  # type: ignore[attr-defined]


def test_the_path_is_the_goal_and_all_it_rests_on_in_roadmap_order() -> None:
    assert path_to(GRAPH, ["d"]) == ("a", "b", "c", "d")
    assert path_to(GRAPH, ["c", "e"]) == ("a", "c", "e")


def test_what_is_done_is_left_out_with_all_that_only_it_needs() -> None:
    assert path_to(GRAPH, ["d"], done={"b"}) == ("a", "c", "d")
    assert path_to(GRAPH, ["d"], done={"b", "c"}) == ("d",)
    assert path_to(GRAPH, ["d"], done={"d"}) == ()


def test_a_goal_that_is_not_in_the_graph_is_no_path() -> None:
    assert path_to(GRAPH, ["gone"]) == ()


@settings(deadline=None)
@given(graphs())
def test_a_path_is_closed_and_in_an_order_that_can_be_walked(graph: Graph) -> None:
    path = path_to(graph, [max(graph)])
    for n, concept in enumerate(path):
        assert set(graph[concept].prerequisites) <= set(path[:n])


def test_each_concept_is_lesson_practice_and_lab_if_it_has_one() -> None:
    assert ids(items(("a", "c"), GRAPH)) == ["a/lesson", "a/practice", "a/lab", "c/lesson", "c/practice"]
    assert ids(items(("a", "c"), GRAPH, done={"a/lesson", "c"})) == ["a/practice", "a/lab"]


def test_own_pace_stretches_the_minutes_by_kind_of_work() -> None:
    found = items(("a",), GRAPH, pace={"lesson": 1.5, "lab": 0.5})
    assert [item.minutes for item in found] == [30, 10, 15]


def test_a_project_comes_in_increments_after_its_concepts() -> None:
    project = ProjectWork("churn", "Churn", 300, ("a", "b", "elsewhere"))
    found = items(("a", "b", "c"), GRAPH, projects=(project,))
    assert ids(found)[6:9] == ["churn/project/1", "churn/project/2", "churn/project/3"]
    assert [item.minutes for item in found[6:9]] == [120, 120, 60]
    left = items(("a", "b"), GRAPH, done={"churn/project/1"}, projects=(project,))
    assert ids(left)[-2:] == ["churn/project/2", "churn/project/3"]
    assert items((), GRAPH, done={"churn"}, projects=(project,)) == ()
    assert len(items((), GRAPH, projects=(project,))) == 3


def test_a_short_rest_of_a_project_is_not_an_increment_of_its_own() -> None:
    found = items((), GRAPH, projects=(ProjectWork("p", "P", 260, ()),))
    assert [item.minutes for item in found] == [120, 140]


def test_the_first_item_of_a_concept_waits_for_the_last_of_each_prerequisite() -> None:
    found = items(("a", "b", "c", "d"), GRAPH)
    waits = {found[n].id: {found[p].id for p in before} for n, before in enumerate(needs(found, GRAPH))}
    assert waits["a/lesson"] == set()
    assert waits["a/lab"] == {"a/practice"}
    assert waits["d/lesson"] == {"b/lab", "c/practice"}


def test_a_prerequisite_that_is_done_passes_on_what_it_rests_on_itself() -> None:
    graph = chain(3)
    found = items(("c0", "c1", "c2"), graph, done={"c1"})
    waits = {found[n].id: {found[p].id for p in before} for n, before in enumerate(needs(found, graph))}
    assert waits["c2/lesson"] == {"c0/lab"}


@settings(deadline=None)
@given(graphs(), st.data())
def test_items_are_listed_in_an_order_in_which_they_can_be_done(graph: Graph, data: st.DataObject) -> None:
    done = data.draw(st.sets(st.sampled_from(sorted(graph))))
    found = items(tuple(graph), graph, done)
    assert all(p < n for n, before in enumerate(needs(found, graph)) for p in before)
