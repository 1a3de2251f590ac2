"""The signed manifest: any byte that moves is found, in every file, the manifest included."""

from __future__ import annotations

import random

import pytest

from groundup.portfolio import Verified, check_files, with_manifest
from groundup.portfolio.manifest import NAME
from tests.portfolio.samples import AT, KEY, OTHER, site

SITE = site(2)


def holds(files: dict[str, bytes]) -> bool:
    return Verified("", *check_files(files)).passed


def test_a_portfolio_as_it_was_built_holds() -> None:
    signer, checks = check_files(SITE)
    assert signer == KEY.did
    assert [check.passed for check in checks] == [True, True]


@pytest.mark.parametrize("path", sorted(SITE))
def test_a_changed_byte_of_any_file_is_found(path: str) -> None:
    """First, last and eight drawn positions, each with a drawn other value; what is empty gets a byte."""
    draw = random.Random(path)
    content = SITE[path]
    positions = {0, len(content) - 1, *(draw.randrange(len(content)) for _ in range(8))} if content else set()
    for at in positions:
        changed = bytearray(content)
        changed[at] ^= draw.randrange(1, 256)
        assert not holds(SITE | {path: bytes(changed)}), (path, at)
    assert not holds(SITE | {path: content + b"\n"})
    assert not holds(SITE | {path: content[:-1]}) or not content


def test_every_single_byte_of_the_manifest_counts() -> None:
    small = with_manifest({"index.html": b"<p>Hello"}, KEY, AT, "groundup")
    for at in range(len(small[NAME])):
        for other in (1, 32, 255):  # 32 is the other case of a letter
            changed = bytearray(small[NAME])
            changed[at] ^= other
            assert not holds(small | {NAME: bytes(changed)}), (at, other)


def test_missing_and_added_files_are_named() -> None:
    missing = {path: content for path, content in SITE.items() if path != "mastery.html"}
    _, checks = check_files(missing | {"new.html": b""})
    assert checks[1].seen == "Since the manifest was signed: missing: mastery.html; added: new.html."
    assert checks[1].passed is False


def test_a_manifest_of_another_key_is_another_signer() -> None:
    files = {path: content for path, content in SITE.items() if path != NAME}
    assert check_files(with_manifest(files, OTHER, AT, "x"))[0] == OTHER.did


def test_without_a_manifest_it_is_no_portfolio() -> None:
    signer, checks = check_files({"index.html": b""})
    assert (signer, checks[0].passed) == ("", False)


def test_a_file_cannot_take_the_manifests_name() -> None:
    with pytest.raises(ValueError):
        with_manifest({NAME: b""}, KEY, AT, "x")
