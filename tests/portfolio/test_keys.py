"""Keys and their names."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from groundup.portfolio.keys import Key, base58, did_of, from_base58, is_signed, public_of
from tests.portfolio.samples import KEY, OTHER


@given(st.binary(max_size=80))
def test_base58_comes_back_as_it_was(raw: bytes) -> None:
    assert from_base58(base58(raw)) == raw


@pytest.mark.parametrize(
    ("raw", "text"),
    [  # draft-msporny-base58-03, section 5
        (b"Hello World!", "2NEpo7TZRRrLZSi2U"),
        (
            b"The quick brown fox jumps over the lazy dog.",
            "USm3fpXnKG5EUBx2ndxBDMPVciP5hGey2Jh4NDv6gmeo1LkMeiKrLJUUBk6Z",
        ),
        (bytes.fromhex("0000287fb4cd"), "11233QC4"),
    ],
)  # fmt: skip
def test_base58_is_that_of_its_specification(raw: bytes, text: str) -> None:
    assert (base58(raw), from_base58(text)) == (text, raw)


@pytest.mark.parametrize("text", ["0", "O", "I", "l", "a b", "é", "z" * 201])
def test_what_is_not_base58_is_refused(text: str) -> None:
    with pytest.raises(ValueError):
        from_base58(text)


def test_a_key_is_named_and_found_by_its_name() -> None:
    signature = KEY.sign(b"hello")
    assert KEY.did.startswith("did:key:z6Mk")
    assert did_of(public_of(KEY.did)) == KEY.did
    assert is_signed(KEY.did, signature, b"hello")
    assert not is_signed(KEY.did, signature, b"hellO")
    assert not is_signed(OTHER.did, signature, b"hello")


@pytest.mark.parametrize(
    "name",
    [
        "",
        "did:web:example.org",
        "did:key:",
        "did:key:zabc",
        "did:key:u" + "a" * 40,
        KEY.did + "1",
        KEY.did[:-1],
    ],
)
def test_other_names_are_refused(name: str) -> None:
    with pytest.raises(ValueError):
        public_of(name)


def test_a_private_key_is_not_shown() -> None:
    assert KEY.seed.hex() not in repr(KEY) and "seed" not in repr(Key(bytes(32)))
