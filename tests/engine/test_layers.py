"""Each layer switched off in turn: what gets through then is what the table of attacks says.

So every layer is shown to stop what it is there for, by itself, and every attack is shown to be a real one:
with no layer at all, all of them get through but those that something stops which is always there.
The table that these tests measure stands in docs/trust.md and is compared with it here.
"""

from __future__ import annotations

import re

import pytest

from groundup.engine.inside import landlock
from tests.engine import arena
from tests.engine.arena import CONFIGURATIONS
from tests.engine.attacks import ATTACKS, FOLDER, OTHER_USER, PRIVILEGES, SWITCHABLE, USER_NAMESPACE
from tests.engine.room import ROOT

SCOPES_SINCE = 6  # the version of Landlock that also watches over signals and abstract sockets
NAMES = [configuration.name for configuration in CONFIGURATIONS]


@pytest.mark.parametrize("name", NAMES)
def test_what_gets_through_is_what_no_layer_that_is_on_stops(room, name) -> None:
    if room.tier != "A" or landlock.version() < SCOPES_SINCE:
        pytest.skip(f"tier {room.tier} and version {landlock.version()} of Landlock: not every layer is here")
    found = room.ask(arena.breaches, name)
    expected = {attack.name for attack in ATTACKS.values() if not attack.is_stopped(found["holds"])}
    assert found["through"] == expected
    assert found["right"]  # and a right submission passes after them
    assert (found["tier"] == "A") is (name == "all")  # a layer that is off is noticed and reported


def test_every_attack_gets_through_without_layers() -> None:
    """But for what another user, an own folder or given-up capabilities stop."""
    never = {attack.name for attack in ATTACKS.values() if attack.is_stopped({PRIVILEGES, FOLDER})}
    assert never == {"s08 a raw socket", "s16 a file for the next submission"}


def test_the_table_in_the_documents_is_the_one_that_is_measured() -> None:
    text = (ROOT / "docs/trust.md").read_text()
    rows = re.findall(r"^\| (.+?) \| (\d+) \| (\d+) \|", text, re.MULTILINE)
    documented = {name: (int(root), int(ordinary)) for name, root, ordinary in rows}
    assert documented == {c.name: (_through(c, root=True), _through(c, root=False)) for c in CONFIGURATIONS}
    assert f"{len(ATTACKS)} attacks" in text


def _through(configuration: arena.Configuration, root: bool) -> int:
    holds = configuration.holds(root)
    return sum(not attack.is_stopped(holds) for attack in ATTACKS.values())


@pytest.mark.parametrize("layer", sorted(SWITCHABLE | {OTHER_USER, USER_NAMESPACE}))
def test_every_layer_stops_something(layer) -> None:
    assert any(layer in named for attack in ATTACKS.values() for named in attack.stopped_by)
