"""The trusted side of the wire, fed with anything: only Malformed, LearnerError and RunEnded ever leave.

Here hypothesis writes the frames: random bytes, frames of ours with some bytes changed, and trees that are
nearly right, which is where the checks are. Memory and time are bounded whatever comes.
"""

from __future__ import annotations

import json
import os
import socket
import threading
import tracemalloc
from collections import Counter
from collections.abc import Callable, Iterator
from types import SimpleNamespace
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from groundup.engine.conversation import Conversation
from groundup.engine.inside import wire
from groundup.records import Handle, LearnerError, Limits, RunEnded

EXAMPLES = settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large]
)
TALKS = settings(EXAMPLES, max_examples=100)
BRIEF = Limits(wall_s=0.5, output_kib=4)
MOST_TIMES = 64  # of what came, so of LONGEST_HEADER 256 MiB


# --- what may come ------------------------------------------------------------------------------------

LEAVES = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-3, 70),
    st.integers(),
    st.sampled_from([2**31, 2**63, 10**30, 10**400, -(10**400), 1e308, -0.0, float("nan"), float("inf")]),
    st.text(max_size=6),
    st.sampled_from(
        ["<f8", "|b1", "|O", "<U3", "<U9999", "nan", "-inf", "ff", "-f", "0x1", "int", "numpy.float64"]
    ),
)
KINDS = st.sampled_from([*wire._UNPACKERS, "handle", "rng", "callable", "exec", "", "__class__"])
FIELDS = ("v", "b", "d", "s", "n", "t", "c", "k", "x")


def _nodes(children: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    fields = st.dictionaries(st.sampled_from(FIELDS), children, max_size=4)
    tagged = st.builds(lambda kind, rest: {**rest, "k": kind}, KINDS, fields)
    array = st.fixed_dictionaries(
        {"k": st.sampled_from(["array", "scalar"]), "d": st.sampled_from([*wire.DTYPES, "<U1", "|O"])}
        | {"s": st.lists(st.integers(-1, 5), max_size=4), "b": st.integers(-1, 2)}
    )
    pairs = st.builds(
        lambda items: {"k": "dict", "v": items}, st.lists(st.lists(children, max_size=3), max_size=4)
    )
    return st.one_of(st.lists(children, max_size=4), fields, tagged, array, pairs)


TREES = st.recursive(LEAVES, _nodes, max_leaves=12)
BUFFERS = st.lists(st.binary(max_size=24), max_size=4)
ANSWERS = st.dictionaries(
    st.sampled_from(["ok", "fault", "used", "refused", "back", "args", "value", "echo", "op"]),
    st.one_of(
        TREES, st.fixed_dictionaries({"value": TREES}), st.fixed_dictionaries({"value": TREES, "echo": TREES})
    ),
    max_size=4,
)


def framed(header: dict[str, Any], buffers: list[bytes]) -> bytes:
    """A frame as it should be, whatever it says."""
    text = json.dumps({**header, "buffers": [len(b) for b in buffers]}).encode()
    rest = b"".join(buffers)
    return wire.HEAD.pack(len(text), len(rest)) + text + rest


FRAMES = st.builds(framed, ANSWERS, BUFFERS)


@st.composite
def spoiled(draw: st.DrawFn) -> bytes:
    """A frame with some bytes changed, left out or put in."""
    frame = bytearray(draw(FRAMES))
    for _ in range(draw(st.integers(1, 4))):
        at = draw(st.integers(0, max(0, len(frame) - 1)))
        how = draw(st.sampled_from(["change", "cut", "insert", "end"]))
        if how == "change" and frame:
            frame[at] = draw(st.integers(0, 255))
        elif how == "cut":
            del frame[at : at + draw(st.integers(1, 8))]
        elif how == "insert":
            frame[at:at] = draw(st.binary(max_size=8))
        else:
            del frame[at:]
    return bytes(frame)


STREAMS = st.one_of(st.binary(max_size=200), FRAMES, spoiled(), st.builds(bytes.__add__, FRAMES, FRAMES))


# --- frames, trees ------------------------------------------------------------------------------------


def reader(stream: bytes, step: int) -> Callable[[int], bytes]:
    pieces = iter([stream[at : at + step] for at in range(0, len(stream), step)])
    return lambda size: next(pieces, b"")


def special(kind: str, tree: dict[str, Any]) -> Handle:
    raise wire.Malformed(kind)


@EXAMPLES
@given(STREAMS, st.integers(1, 50))
def test_an_inbox_gives_frames_or_refuses(stream: bytes, step: int) -> None:
    inbox = wire.Inbox(reader(stream, step))
    try:
        while True:
            message, buffers = inbox.receive()
            assert type(message) is dict
            assert all(type(buffer) is bytes for buffer in buffers)
    except (wire.Malformed, EOFError):
        pass


@EXAMPLES
@given(TREES, BUFFERS)
def test_a_tree_becomes_plain_data_or_is_refused(tree: Any, buffers: list[bytes]) -> None:
    try:
        value = wire.Unpacker(buffers, special).unpack(tree)
    except wire.Malformed:
        return
    for part in parts(value):
        assert isinstance(part, PLAIN) or part in (..., slice) or part in wire.TYPE_NAMES


PLAIN = (
    type(None),
    bool,
    int,
    float,
    complex,
    str,
    bytes,
    slice,
    np.ndarray,
    np.generic,
    list,
    tuple,
    dict,
    set,
    frozenset,
)


def parts(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, dict):
        value = [*value, *value.values()]
    if isinstance(value, list | tuple | set | frozenset):
        for item in value:
            yield from parts(item)


SCALARS = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(),
    st.floats(allow_nan=False),
    st.text(max_size=5),
    st.binary(max_size=5),
)
HASHABLE = st.one_of(SCALARS, st.tuples(SCALARS, SCALARS))
VALUES = st.recursive(
    st.one_of(SCALARS, st.complex_numbers(allow_nan=False), st.sets(HASHABLE, max_size=4)),
    lambda inner: st.one_of(
        st.lists(inner, max_size=40), st.tuples(inner, inner), st.dictionaries(HASHABLE, inner, max_size=4)
    ),
    max_leaves=20,
)


@EXAMPLES
@given(VALUES)
def test_what_is_packed_is_what_is_unpacked(value: Any) -> None:
    packer = wire.Packer(lambda left: pytest.fail(f"{left!r} is data"))
    pieces = wire.frame({"ok": packer.pack(value)}, packer.buffers)
    message, buffers = wire.Inbox(reader(b"".join(pieces), 7)).receive()
    assert same(wire.Unpacker(buffers, special).unpack(message["ok"]), value)


def same(one: Any, other: Any) -> bool:
    """Equal, and of the same types: True is not 1."""
    kinds, others = (Counter(map(type, parts(value))) for value in (one, other))
    return one == other and kinds == others


# --- a conversation with a child that says anything -----------------------------------------------------


class Peer:
    """In the place of a child: writes what it was given, and goes."""

    def __init__(self, says: bytes, prints: bytes = b"") -> None:
        self.connection, theirs = socket.socketpair()
        self.output, theirs_too = os.pipe()
        self.connection.setblocking(False)
        os.set_blocking(self.output, False)
        self.number, self.place, self.signals = 0, "", list[int]()
        self.zygote = SimpleNamespace(folder="", end_of=lambda number: None, check_alive=lambda: True)
        os.write(theirs_too, prints)
        os.close(theirs_too)
        self.thread = threading.Thread(target=self._speak, args=(theirs, says))
        self.thread.start()

    def _speak(self, connection: socket.socket, says: bytes) -> None:
        with connection:
            try:
                connection.sendall(says)
                connection.shutdown(socket.SHUT_WR)
                while connection.recv(65_536):
                    pass
            except OSError:
                return

    def signal(self, number: int) -> None:
        self.signals.append(number)

    def close(self) -> None:
        self.connection.close()
        os.close(self.output)
        self.thread.join(timeout=10)
        assert not self.thread.is_alive()


def talked(says: bytes, ask: Callable[[Conversation], Any], prints: bytes = b"") -> Conversation:
    """A conversation that ended as it may: with an answer, or with one of the two exceptions."""
    peer = Peer(says, prints)
    conversation = Conversation(peer, BRIEF)  # type: ignore[arg-type]
    try:
        ask(conversation)
    except (LearnerError, RunEnded) as error:
        str(error).encode()  # can be written down
    finally:
        peer.close()
    run = conversation.run("A")
    assert run.status == "ok" or run.fault is not None
    assert json.dumps(
        [run.stdout, vars(run.fault) if run.fault else None, run.cpu_ms, run.peak_mib], allow_nan=False
    )
    return conversation


def call(conversation: Conversation) -> Any:
    return conversation.call(None, "f", [1, [2.0]], {"x": "y"})


def call_with_echo(conversation: Conversation) -> Any:
    return conversation.call(Handle(3, "T"), "f", [np.zeros(2)], echo=True)


def lend(conversation: Conversation) -> Any:
    return conversation.call(None, "f", [lambda *args: [args, np.zeros(2)]])


def fetch(conversation: Conversation) -> Any:
    return conversation.fetch({"op": "cell", "source": "1"})


def get(conversation: Conversation) -> Any:
    return conversation.get(None, "f")


ASKS = st.sampled_from([call, call_with_echo, lend, fetch, get])


@TALKS
@given(STREAMS, ASKS, st.binary(max_size=30))
def test_a_conversation_ends_in_an_answer_or_in_a_verdict(says, ask, prints) -> None:
    talked(says, ask, prints)


CALLS = st.builds(
    lambda number, args, buffers: framed({"back": number, "args": args}, buffers),
    st.one_of(st.just(0), LEAVES),
    st.one_of(st.lists(TREES, max_size=3), TREES),
    BUFFERS,
)


@TALKS
@given(st.lists(st.one_of(CALLS, FRAMES), max_size=5))
def test_functions_that_are_lent_can_be_called_with_anything(frames) -> None:
    talked(b"".join(frames), lend)


def test_calls_within_calls_end() -> None:
    """A child that answers every question with a call of the function that asks it."""

    def again(*_: Any) -> Any:
        return conversation.call(None, "f")

    peer = Peer(2000 * framed({"back": 0, "args": []}, []))
    conversation = Conversation(peer, BRIEF)  # type: ignore[arg-type]
    with pytest.raises((LearnerError, RunEnded)):
        conversation.call(None, "f", [again])
    peer.close()


# --- memory ---------------------------------------------------------------------------------------------

HEADER = 2**19
GREEDY = {
    "empty lists": b'{"ok": {"value": [' + b"[]," * (HEADER // 3) + b'0]}, "buffers": []}',
    "empty objects": b'{"ok": {"value": [' + b"{}," * (HEADER // 3) + b'0]}, "buffers": []}',
    "numbers": b'{"ok": {"value": [' + b"300," * (HEADER // 4) + b'0]}, "buffers": []}',
    "buffers": b'{"ok": {}, "buffers": [' + b"0," * (HEADER // 2) + b"0]}",
    "brackets": b"[" * HEADER,
    "one number": b'{"ok": {"value": ' + b"9" * HEADER + b'}, "buffers": []}',
    "one text": b'{"ok": {"value": "' + b"\\u1234" * (HEADER // 6) + b'"}, "buffers": []}',
}


@pytest.mark.parametrize("name", GREEDY)
def test_memory_is_bounded_by_a_multiple_of_what_came(name) -> None:
    header = GREEDY[name]
    stream = wire.HEAD.pack(len(header), 0) + header
    tracemalloc.start()
    try:
        talked(stream, call)
        peak = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()
    assert peak < MOST_TIMES * len(header)


@pytest.mark.parametrize(
    "head", [(2**32 - 1, 0), (0, 2**32 - 1), (wire.LONGEST_HEADER + 1, 0), (2, wire.LONGEST_BUFFERS + 1)]
)
def test_nothing_is_allocated_for_a_length_that_is_only_claimed(head) -> None:
    tracemalloc.start()
    try:
        talked(wire.HEAD.pack(*head) + b"{}", call)
        assert tracemalloc.get_traced_memory()[1] < 2**20
    finally:
        tracemalloc.stop()
