"""Credentials: their form, and what is found when something of them is not as it was issued."""

from __future__ import annotations

import json
from datetime import datetime, timedelta
from typing import Any

import pytest

from groundup import portfolio
from groundup.portfolio import Check, Key, handover, line_of
from groundup.portfolio.proofs import signed
from tests.portfolio.samples import AT, KEY, OTHER, issued

THIRD = Key(bytes(range(2, 34)))
LATER = AT + timedelta(days=30)


def document(**changes: Any) -> dict[str, Any]:
    """The credential, with what changes signed again by its own key."""
    made: dict[str, Any] = json.loads(issued()[0])
    if changes:
        made = {name: value for name, value in (made | changes).items() if value is not None}
        del made["proof"]
        made = signed(made, KEY, AT)
    return made


def check(
    made: dict[str, Any], now: datetime = LATER, evidence: bytes | None = None, **more: Any
) -> dict[str, Check]:
    _, checks = portfolio.check_credential(made, now, evidence=evidence, **more)
    return {one.name: one for one in checks}


def test_a_credential_as_it_was_issued_holds() -> None:
    content, evidence = issued()
    checks = check(json.loads(content), evidence=evidence)
    assert {one.passed for one in checks.values()} == {True}
    assert set(checks) == {"signature", "issuer", "form", "time", "evidence"}


def test_the_same_evidence_gives_the_same_bytes() -> None:
    assert issued() == issued()


def test_it_says_what_open_badges_ask_for_and_that_nobody_vouches_for_it() -> None:
    made = document()
    achievement = made["credentialSubject"]["achievement"]
    assert made["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert made["@context"][0] == "https://www.w3.org/ns/credentials/v2"
    assert achievement["type"] == ["Achievement"] and achievement["criteria"]["narrative"]
    described = achievement["resultDescription"][0]
    assert made["credentialSubject"]["result"][0]["resultDescription"] == described["id"]
    assert "No institution vouches for it" in made["issuer"]["description"]


def test_no_private_key_is_in_it() -> None:
    assert KEY.seed.hex() not in issued()[0].decode()


def test_without_its_evidence_it_holds_and_says_what_was_not_compared() -> None:
    checks = check(document())
    assert checks["evidence"].passed is None
    assert "not here" in checks["evidence"].seen


@pytest.mark.parametrize("position", range(0, 1400, 60))
def test_evidence_with_one_other_byte_is_found(position: int) -> None:
    evidence = bytearray(issued()[1])
    evidence[position % len(evidence)] ^= 1
    assert check(document(), evidence=bytes(evidence))["evidence"].passed is False


def test_a_wrong_issuer_is_found() -> None:
    named = document(issuer={"id": OTHER.did, "type": ["Profile"], "name": "MIT"})
    assert check(named)["issuer"].passed is False
    assert check(document(issuer=OTHER.did))["issuer"].passed is False


def test_a_key_that_was_not_expected_is_found() -> None:
    assert check(document(), issuers=frozenset({OTHER.did}))["issuer"].passed is False
    assert check(document(), issuers=frozenset({KEY.did}))["issuer"].passed is True


def test_it_expires_and_does_not_hold_before_its_time() -> None:
    made = json.loads(issued(until=AT + timedelta(days=10))[0])
    assert check(made, AT + timedelta(days=9))["time"].passed is True
    assert check(made, AT + timedelta(days=10))["time"].passed is False
    assert check(made, AT - timedelta(days=1))["time"].passed is False


@pytest.mark.parametrize("moment", ["", "yesterday", "2026-01-01", None, 7])
def test_a_time_that_cannot_be_read_does_not_hold(moment: object) -> None:
    assert check(document(validUntil=moment or "x"))["time"].passed is False


@pytest.mark.parametrize(
    "changes",
    [
        {"@context": ["https://www.w3.org/ns/credentials/v2"]},
        {"@context": [*portfolio.badges.CONTEXTS, "https://evil.example/context"]},
        {"type": ["VerifiableCredential"]},
        {"type": "OpenBadgeCredential"},
        {"id": None},
        {"name": None},
        {"validFrom": None},
        {"issuer": {"id": KEY.did}},
        {"credentialSubject": None},
        {"credentialSubject": {"type": ["AchievementSubject"]}},
        {"credentialSubject": {"type": ["AchievementSubject"], "achievement": {"type": ["Achievement"]}}},
        {"credentialSubject": [1, 2]},
    ],
)
def test_what_is_no_open_badge_is_named(changes: dict[str, Any]) -> None:
    found = check(document(**changes))["form"]
    assert (found.passed is False and found.seen.startswith("Its ")) or "has no" in found.seen


@pytest.mark.parametrize("related", [None, [], "x", [1], [{"digestSRI": "a"}, {"digestSRI": "b"}]])
def test_a_credential_that_names_no_one_hash_does_not_hold(related: object) -> None:
    assert check(document(relatedResource=related))["evidence"].passed is False


# --- rotation -------------------------------------------------------------------------------------


def test_a_new_key_speaks_for_what_the_old_one_issued() -> None:
    line = line_of(THIRD.did, [handover(KEY, OTHER, AT), handover(OTHER, THIRD, LATER)])
    assert line == {KEY.did, OTHER.did, THIRD.did}
    assert check(document(), issuers=line)["issuer"].passed is True


def test_a_key_does_not_speak_for_those_that_come_after_it() -> None:
    assert line_of(KEY.did, [handover(KEY, OTHER, AT)]) == {KEY.did}


def test_nobody_can_hand_over_but_both_keys_together() -> None:
    agreed = handover(KEY, OTHER, AT)
    word = agreed["word"]
    unsigned = {"kind": "handover", "from": KEY.did, "to": OTHER.did, "at": "2026-01-01T00:00:00Z"}
    unsound = [
        signed({"kind": "succession", "word": signed(unsigned, OTHER, AT)}, OTHER, AT),  # the new key alone
        signed({"kind": "succession", "word": signed(unsigned, KEY, AT)}, KEY, AT),  # the old key alone
        word,
        signed({"kind": "succession", "word": word | {"to": THIRD.did}}, THIRD, AT),
        signed({"kind": "succession", "word": signed({**unsigned, "kind": "x"}, KEY, AT)}, OTHER, AT),
        agreed | {"format": 2},
        {},
        {"kind": "succession", "word": None},
    ]
    for one in unsound:
        assert line_of(OTHER.did, [one]) == {OTHER.did}, one
        assert line_of(THIRD.did, [one]) == {THIRD.did}, one


def test_who_hands_over_to_a_strangers_key_does_not_become_that_stranger() -> None:
    """A forger signs with KEY, and says alone that OTHER, whom they want to be, follows it."""
    word = signed({"kind": "handover", "from": KEY.did, "to": OTHER.did}, KEY, AT)
    forged = signed({"format": 1, "kind": "succession", "word": word}, KEY, AT)
    assert check(document(), issuers=line_of(OTHER.did, [forged]))["issuer"].passed is False
