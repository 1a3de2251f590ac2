"""Open pages are told of evidence that anybody wrote, of settings, a new day, a file that was saved."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from groundup import actions
from groundup.records import Goal
from groundup.web.events import Listener, Pulse, stream
from groundup.web.verdicts import Verdicts
from groundup.workspace import Workspace
from tests.web.conftest import MONDAY, PACK, Clock


def awaited(coroutine):
    """Its result, on a thread of its own: a browser of the journeys may keep this thread's loop running."""
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, coroutine).result()


SOLUTION = (PACK / "concepts" / "doubling" / "lab" / "solution.py").read_text(encoding="utf-8")


@pytest.fixture
def pulse(workspace: Workspace) -> Pulse:
    actions.setup(workspace, actions.Choice(Goal("role", "role-counter"), 6, "evenings", MONDAY, zone="UTC"))
    found = Pulse(workspace, Verdicts())
    found.look()
    return found


def test_nothing_is_said_while_nothing_changes(pulse: Pulse, workspace: Workspace) -> None:
    actions.ask(workspace, "doubling")  # a question that was asked is no evidence
    assert not pulse.look()


def test_evidence_is_noticed_once(pulse: Pulse, workspace: Workspace) -> None:
    actions.claim(workspace, ["counting"])
    assert pulse.look()
    assert not pulse.look()


def test_a_new_day_is_noticed(pulse: Pulse, clock: Clock) -> None:
    clock.sleep(days=1)
    assert pulse.look()


def test_settings_are_noticed(pulse: Pulse, workspace: Workspace) -> None:
    actions.take_day_off(workspace, MONDAY)
    assert pulse.look()


def test_a_page_hears_where_it_stands_and_then_what_changes(pulse: Pulse, workspace: Workspace) -> None:
    async def listen() -> list[str]:
        listener = Listener()
        messages = stream(pulse, listener)
        first = await anext(messages)
        actions.claim(workspace, ["counting"])
        await pulse.look_and_tell()
        second = await anext(messages)
        await messages.aclose()  # type: ignore[attr-defined]  # an asynchronous generator
        return [first, second]

    assert awaited(listen()) == [
        "retry: 1000\nevent: hello\ndata: 0\n\n",
        "event: evidence\ndata: 1\n\n",
    ]
    assert not pulse.listeners


def test_a_lab_that_is_saved_by_another_editor_is_checked_for_the_page_that_shows_it(
    pulse: Pulse, workspace: Workspace
) -> None:
    async def save_elsewhere() -> tuple[Listener, Listener]:
        here, elsewhere = Listener("lab-doubling"), Listener("lab-halving")
        pulse.listeners |= {here, elsewhere}
        path = actions.start_lab(workspace, "lab-doubling")
        path.write_text(SOLUTION, encoding="utf-8")
        await pulse._saved({path})
        return here, elsewhere

    here, elsewhere = awaited(save_elsewhere())
    assert here.messages.get_nowait() == ("verdict", "lab-doubling")
    assert here.messages.get_nowait()[0] == "evidence"
    assert elsewhere.messages.get_nowait()[0] == "evidence"
    latest = pulse.verdicts.latest("lab-doubling")
    assert latest is not None and latest.verdict.passed


def test_saving_on_the_page_is_answered_once(pulse: Pulse, workspace: Workspace) -> None:
    async def save_here() -> Listener:
        listener = Listener("lab-doubling")
        pulse.listeners.add(listener)
        checked = pulse.verdicts.save(workspace, "lab-doubling", SOLUTION.replace("\n", "\r\n"), 5.0)
        await pulse._saved({Path(checked.path)})
        return listener

    assert awaited(save_here()).messages.empty()


def test_a_file_that_cannot_be_read_is_said_to_the_page(pulse: Pulse, workspace: Workspace) -> None:
    async def save_nonsense() -> Listener:
        listener = Listener("lab-doubling")
        pulse.listeners.add(listener)
        path = actions.start_lab(workspace, "lab-doubling")
        path.write_bytes(b"\xff\xfe\xff")
        await pulse._saved({path})
        return listener

    name, sentence = awaited(save_nonsense()).messages.get_nowait()
    assert name == "trouble" and "UTF-8" in sentence


def test_a_page_that_does_not_read_is_not_waited_for(pulse: Pulse) -> None:
    async def shout() -> Listener:
        listener = Listener()
        pulse.listeners.add(listener)
        for n in range(1000):
            pulse.tell("evidence", str(n))
        return listener

    assert awaited(shout()).messages.qsize() == 64


def test_a_server_that_stops_does_not_wait_for_open_pages(pulse: Pulse) -> None:
    async def listen() -> list[str]:
        messages = stream(pulse, Listener())
        heard = [await anext(messages)]
        pulse.hang_up()
        return heard + [message async for message in messages]

    assert len(awaited(listen())) == 1
    assert not pulse.listeners
