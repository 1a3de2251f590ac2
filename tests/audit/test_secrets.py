"""Keys are found wherever in the history they lie; what only looks like one is left alone.

The keys below open nothing: they are made here, and put together so that no scanner finds them in this file.
"""

from __future__ import annotations

import base64
import json
import random
import string
from dataclasses import replace

import pytest

from groundup.audit import Draft, added, only_once
from groundup.audit.probes.secrets import SECRETS, found_in, is_random, says_secret
from tests.audit.small import look


def chance(length: int, letters: str = string.ascii_letters + string.digits, seed: int = 1) -> str:
    return "".join(random.Random(seed).choices(letters, k=length))


UPPER = string.ascii_uppercase + "234567"
HEX = "0123456789abcdef"
PEM = "-----BEGIN {}PRIVATE KEY-----\n" + "\n".join(chance(64, seed=n) for n in range(4))
KEYS = {
    "AWS access key": "AKIA" + chance(16, UPPER),
    "GitHub token": "ghp" + "_" + chance(36),
    "GitLab token": "glpat" + "-" + chance(20),
    "Slack token": "xoxb" + "-1234981237-" + chance(24),
    "Anthropic key": "sk-" + "ant-api03-" + chance(60),
    "OpenAI key": "sk-" + "proj-" + chance(48),
    "Google key": "AIza" + chance(35),
    "Stripe key": "sk_" + "live_" + chance(24),
    "Hugging Face token": "hf" + "_" + chance(34),
    "PyPI token": "pypi" + "-AgE" + chance(80),
    "npm token": "npm" + "_" + chance(36),
    "SendGrid key": "SG" + "." + chance(22) + "." + chance(43),
    "Telegram token": "813950271:AA" + chance(33),
    "private key": PEM.format("RSA "),
}


@pytest.mark.parametrize("kind", KEYS)
def test_each_provider_key_is_found_in_any_file(kind: str) -> None:
    for path in ("notes.txt", "app/main.py", "rows.csv"):
        found = found_in(path, f"first line\nsee {KEYS[kind]} there\n".encode())
        assert [(one.kind, one.line) for one in found][:1] == [(kind, 2)]


def test_further_shapes_are_found() -> None:
    kaggle = json.dumps({"username": "me", "key": chance(32, HEX)}).encode()
    assert found_in("kaggle.json", kaggle)[0].kind == "Kaggle key"
    address = f"DB = 'postgresql://app:{chance(14)}@db.internal/x'".encode()
    assert found_in("a.py", address)[0].kind == "password in an address"
    split = 'KEY = ("-----BEGIN PRIVATE KEY-----\\n"\n    "' + chance(64) + '\\n")'
    assert found_in("a.py", split.encode())[0].kind == "private key"


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("a.py", "API_KEY = '{}'"),
        ("a.py", 'api_key: str = "{}"'),
        ("a.py", 'os.environ["WANDB_API_KEY"] = "{}"'),
        ("a.py", 'login(token="{}")'),
        ("a.py", 'headers = {{"X-Auth-Token": "{}"}}'),
        ("settings.json", '{{"dbPassword": "{}"}}'),
        (".env", "SECRET_KEY={}"),
        (".env.production", "export OPENAI_API_KEY={}"),
        ("compose.yaml", "  admin_password: {}"),
        ("Dockerfile", "ENV API_TOKEN={}"),
    ],
)
def test_a_random_string_under_a_secret_name_is_found(path: str, line: str) -> None:
    for value in (chance(40), chance(40, HEX)):
        found = found_in(path, f"x = 1\n{line.format(value)}\n".encode())
        assert [one.line for one in found] == [2], line
        assert value not in found[0].kind


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("requirements.lock", "numpy==2.4.6 --hash=sha256:" + chance(64, HEX)),
        ("package-lock.json", '"token": "sha512-' + chance(80) + '"'),
        ("a.py", f'COMMIT = "{chance(40, HEX)}"'),
        ("a.py", f'sha256 = "{chance(64, HEX)}"'),
        ("a.py", f'TOKEN_SHA256 = "{chance(64, HEX)}"'),
        ("a.py", f'public_key = "{chance(44)}"'),
        ("a.py", 'api_key = os.environ["OPENAI_API_KEY_2026"]'),
        ("a.py", "token = tokenizer.next_token_after_the_99th(state)"),
        ("a.py", 'API_KEY = "your-api-key-goes-here-123"'),
        ("a.py", 'password = "correct horse battery staple"'),
        ("a.py", 'secret_name = "projects/17/secrets/database-a81"'),
        ("a.py", 'token = "test-0123456789abcdef"'),
        ("a.py", 'key = "' + chance(40) + '"'),
        ("a.py", 'passwords_path = "data/rockyou-2009.txt"'),
        ("a.py", 'AWS = "AKIA' + 'IOSFODNN7EXAMPLE"'),
        ("a.py", 'DB = "postgresql://postgres:postgres@localhost/test"'),
        ("ci.yml", "  token: ${{ secrets.GITHUB_TOKEN }}"),
        (".env.example", "API_KEY=changeme-changeme-1"),
        ("readme.md", "Begin with -----BEGIN PRIVATE KEY----- and so on."),
        ("spam.csv", f"token,{chance(40)}\npassword={chance(40)}"),
        ("risk.md", "see task-risk-sk-learn-milestone-with-Many-Words-And-1-number"),
        ("vocab.json", '{"token": "internationalisation"}'),
    ],
)
def test_what_only_looks_like_a_secret_is_left_alone(path: str, text: str) -> None:
    assert found_in(path, text.encode()) == []


def test_pictures_in_notebooks_and_files_are_left_alone() -> None:
    raw = random.Random(3).randbytes(200_000)
    picture = base64.b64encode(raw).decode()
    cell = {"cell_type": "code", "source": ["x = 1"], "outputs": [{"data": {"image/png": picture}}]}
    assert found_in("a.ipynb", json.dumps({"cells": [cell]}).encode()) == []
    assert found_in("a.png", raw) == []


def test_a_notebook_is_read_by_its_cells() -> None:
    cell = {"cell_type": "code", "source": ["x = 1\n", f'API_KEY = "{chance(40)}"\n'], "outputs": []}
    assert len(found_in("a.ipynb", json.dumps({"cells": [cell]}).encode())) == 1


def test_a_clean_history_passes() -> None:
    assert look(SECRETS).passed


def test_a_deleted_key_is_found_in_the_history_and_never_repeated() -> None:
    key = KEYS["GitHub token"]
    found = look(SECRETS, only_once("login.py", f"x = '{key}'"))
    assert found.passed is False
    assert "login.py, line 1" in found.seen and "in the history" in found.seen
    assert key not in str(found)


def test_a_key_at_the_head_is_not_called_history() -> None:
    found = look(SECRETS, added("login.py", f"x = '{KEYS['GitHub token']}'"))
    assert found.passed is False and "in the history" not in found.seen


def test_an_allowed_key_needs_a_reason() -> None:
    key = KEYS["AWS access key"]
    first = look(SECRETS, added("t.py", f"x = '{key}'"))
    print_ = str(first.numbers["fingerprint"])
    there = added("t.py", f"x = '{key}'")
    assert look(
        SECRETS, there, added(".secrets-allow", f"# why\n{print_}  made for tests, opens nothing\n")
    ).passed
    assert look(SECRETS, there, added(".secrets-allow", "t.py made for the tests alone\n")).passed
    bare = look(SECRETS, there, added(".secrets-allow", f"{print_}\n"))
    assert bare.passed is False and ".secrets-allow, line 1" in bare.seen
    other = look(SECRETS, there, added(".secrets-allow", "other.py made for the tests alone\n"))
    assert other.passed is False and "t.py" in other.seen


def test_a_long_line_costs_no_time() -> None:
    assert found_in("a.py", ("token_" * 200_000).encode()) == []
    assert found_in("a.py", b"-----BEGIN PRIVATE KEY-----\n" + b"a: b\n" * 50_000) == []


def test_names_and_values_are_judged_by_themselves() -> None:
    assert says_secret("api_key") and says_secret("dbPassword") and says_secret("X-Auth-Token")
    assert not says_secret("key") and not says_secret("tokenizer") and not says_secret("num_tokens")
    assert is_random(chance(20)) and not is_random("aaaaaaaaaaaaaaaa1") and not is_random("data/set-2.csv")


def test_a_key_in_a_message_is_found() -> None:

    def edit(draft: Draft) -> Draft:
        first = replace(draft.steps[0], message=f"Use {KEYS['npm token']}")
        return Draft((first, *draft.steps[1:]))

    found = look(SECRETS, edit)
    assert found.passed is False and "message of commit" in found.seen
