"""Lists from elsewhere: what is recognised, what is not, and that nothing is guessed."""

from __future__ import annotations

import json

import pytest

from groundup import actions
from groundup.actions.roadmap_sh import NODES, TOPICS
from groundup.catalog import Catalog, content_roots, load
from groundup.workspace import Workspace
from tests.actions.conftest import evidence, refusal


@pytest.fixture(scope="module")
def taught() -> Catalog:
    """What groundup itself teaches."""
    return load(content_roots())


def found(w: Workspace, text: str) -> dict[str, tuple[str, ...]]:
    return {
        one.entry: tuple(link.id for link in one.concepts) for one in actions.find_claims(w, text).recognised
    }


@pytest.mark.parametrize(
    "text",
    [
        "counting\nHalving\n",
        "# what I know\n- [x] counting\n* [X] Halving\n- [ ] doubling\n",
        "1. counting   # long ago\n2. halving\n\n",
        '["counting", "Halving", "counting"]',
        '{"done": ["counting", "Halving"], "learning": ["doubling"], "skipped": []}',
        '\ufeff {"done": ["counting", "Halving"]}',
    ],
)
def test_lists_of_every_form_are_read(w: Workspace, text: str) -> None:
    assert sorted(c for concepts in found(w, text).values() for c in concepts) == ["counting", "halving"]
    assert evidence(w) == []  # looking claims nothing


def test_what_is_not_recognised_is_said_with_what_it_resembles_and_never_taken(w: Workspace) -> None:
    view = actions.find_claims(w, "doublings\nHaskell\n")
    assert view.recognised == () and view.fresh == ()
    assert [(one.entry, one.like) for one in view.unrecognised] == [
        ("doublings", ("doubling",)),
        ("Haskell", ()),
    ]


def test_being_learned_and_skipped_are_counted_and_no_claims(w: Workspace) -> None:
    text = json.dumps({"done": ["counting"], "learning": ["doubling", "x"], "skipped": ["halving"]})
    view = actions.find_claims(w, text)
    assert (view.learning, view.skipped, view.fresh) == (2, 1, ("counting",))


def test_what_is_claimed_or_begun_already_is_not_claimed_again(w: Workspace) -> None:
    actions.claim(w, ["counting"])
    actions.read(w, "doubling")
    assert actions.find_claims(w, "counting\ndoubling\nhalving").fresh == ("halving",)


def test_an_id_of_roadmap_sh_is_known_alone_and_after_its_name(w: Workspace, taught: Catalog) -> None:
    w.catalog = taught
    node = "GN6SnI7RXIeW8JeD-qORW"
    both = ("derivatives", "gradients")
    entries = [node, f"derivatives-partial-derivatives@{node}", "Derivatives, Partial Derivatives"]
    assert list(found(w, json.dumps({"done": entries})).values()) == [both] * 3


def test_every_topic_names_concepts_that_are_taught(taught: Catalog) -> None:
    unknown = {id for concepts in TOPICS.values() for id in concepts.split()} - set(taught.concepts)
    assert unknown == set()
    assert {slug for slug in NODES.values() if slug not in TOPICS} == set()
    assert all(len(node) == 21 for node in NODES)


@pytest.mark.parametrize(
    "text", ["{", "[1, 2]", '{"nodes": []}', '{"done": {"a": 1}}', '{"done": "x"}', "[" * 100_000]
)
def test_what_is_no_list_is_refused_with_the_form_it_should_have(w: Workspace, text: str) -> None:
    assert '"done"' in refusal("invalid", lambda: actions.find_claims(w, text))


def test_a_list_has_an_end(w: Workspace) -> None:
    refusal("invalid", lambda: actions.find_claims(w, "x\n" * 600_000))
    refusal("invalid", lambda: actions.find_claims(w, "\n".join(map(str, range(6000)))))


def test_an_endless_entry_is_shown_shortened(w: Workspace) -> None:
    (one,) = actions.find_claims(w, "x" * 5000).unrecognised
    assert len(one.entry) < 300


def test_an_empty_list_holds_nothing(w: Workspace) -> None:
    view = actions.find_claims(w, "\n  \n")
    assert (view.recognised, view.unrecognised, view.fresh) == ((), (), ())
