"""Secrets: does any blob of any commit, or a commit's message, hold a key?

SECRETS                              the criterion `no-secrets`
found_in(path, content) -> [Secret]  what one file holds

Looked for are the shapes of well-known providers' keys, private keys, passwords in addresses, and strings of
high entropy that are assigned to a name that says secret. The last kind is looked for in code, settings and
cells of notebooks alone: data, lock files and pictures are full of strings that look like chance. A key of an
unknown shape under a name that says nothing is not found.

A finding names file, line, kind and fingerprint, and never repeats the secret. `.secrets-allow` at the top
lists what may stay, one in a line: a fingerprint or a path, then the reason in three words or more.
"""

from __future__ import annotations

import hashlib
import itertools
import json
import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import PurePosixPath

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed
from groundup.audit.inspection import Inspection
from groundup.records import Commit, Finding, Repository

WHY = "A key in the history is read by machines within minutes, and stays there when the file is deleted."
ALLOW = ".secrets-allow"
WORDS_OF_A_REASON = 3
EDGE, END = r"(?<![A-Za-z0-9_/+=-])", r"(?![A-Za-z0-9_/+=-])"
SHAPES = {
    "AWS access key": EDGE + r"(?:AKIA|ASIA)[0-9A-Z]{16}" + END,
    "GitHub token": EDGE + r"(?:gh[pousr]_[A-Za-z0-9]{36,251}|github_pat_[A-Za-z0-9_]{40,})" + END,
    "GitLab token": EDGE + r"glpat-[A-Za-z0-9_-]{20,}" + END,
    "Slack token": EDGE + r"xox[abeoprs]-[0-9]{6,}-[0-9A-Za-z-]{16,}" + END,
    "Slack webhook": r"https://hooks\.slack\.com/services/T\w{6,}/B\w{6,}/\w{16,}",
    "Anthropic key": EDGE + r"sk-ant-[A-Za-z0-9_-]{24,}" + END,
    "OpenAI key": EDGE
    + r"sk-(?:proj-|svcacct-)?(?=[A-Za-z_-]*[0-9])(?=[a-z0-9_-]*[A-Z])[A-Za-z0-9_-]{32,}"
    + END,
    "Google key": EDGE + r"AIza[0-9A-Za-z_-]{35}" + END,
    "Stripe key": EDGE + r"[rs]k_live_[0-9A-Za-z]{20,}" + END,
    "Hugging Face token": EDGE + r"hf_[A-Za-z0-9]{34,}" + END,
    "PyPI token": EDGE + r"pypi-AgE[A-Za-z0-9_-]{60,}" + END,
    "npm token": EDGE + r"npm_[A-Za-z0-9]{36}" + END,
    "SendGrid key": EDGE + r"SG\.[\w-]{22}\.[\w-]{43}" + END,
    "Telegram token": EDGE + r"[0-9]{8,10}:AA[A-Za-z0-9_-]{33}" + END,
    "Kaggle key": r"\"username\"\s*:\s*\"[^\"]{1,60}\"\s*,\s*\"key\"\s*:\s*\"([0-9a-f]{32})\"",
    "private key": r"-----BEGIN (?:[A-Z]{2,9} )?PRIVATE KEY(?: BLOCK)?-----(?:\\n|[\s\"'])*"
    r"(?:[\w-]{1,40}: [^\n]{0,200}\s{1,4}){0,5}[A-Za-z0-9+/]{40}",
    "password in an address": r"\b[a-z][a-z0-9+]{2,15}://[^\s:/@\"'<>{}$]{1,64}:([^\s:/@\"'<>{}$*]{8,128})@[\w.-]+",
}
PATTERNS = {kind: re.compile(shape) for kind, shape in SHAPES.items()}
ASSIGNED = re.compile(
    r"(?<![\w.-])([\w.-]{0,40}?(?:secret|token|passw|pwd|passphrase|credential|key)[\w.-]{0,40})"
    r"[\"']?\]?\s{0,8}(?::\s*\w{1,12}\s*)?(?:=>|:=|=|:)\s{0,8}[bru]?([\"']?)([^\s\"',;#()\[\]{}<>]{16,200})\2",
    re.IGNORECASE,
)
ALONE = {"secret", "secrets", "token", "password", "passwd", "pwd", "passphrase", "credential", "credentials"}
ALONE |= {"apikey", "authtoken", "secretkey", "accesskey"}
BEFORE_KEY = {"api", "access", "auth", "private", "secret", "account", "encryption", "signing", "license"}
HARMLESS = re.compile(
    "hash|sha|sha256|md5|digest|checksum|public|pub|url|uri|path|file|dir|name|pattern|regex|re|ids?|counts?|vocab"
    "|length|limit|max|min|num|n|type|class|label|example|prefix|suffix|header|field|env|var|format|columns?"
    "|order|sort|test|fake|dummy|mock|list|expiry|ttl"
)
PLACEHOLDER = re.compile(
    r"example|your|changeme|change[-_]me|dummy|fake|placeholder|redacted|sample|insert|replace|xxxx|todo|test"
    r"|0123456|1234567|abcdef|aaaa|0000|environ|getenv|secrets\.|config|settings|\*{3}|\.{3}",
    re.IGNORECASE,
)
CODE = {".py", ".js", ".ts", ".sh", ".bash", ".zsh", ".ps1", ".r", ".jl", ".ipynb", ".java", ".go", ".rs"}
SETTINGS = {
    ".env",
    ".ini",
    ".cfg",
    ".conf",
    ".toml",
    ".yml",
    ".yaml",
    ".properties",
    ".tf",
    ".tfvars",
    ".json",
}
UNQUOTED = {".env", ".ini", ".cfg", ".conf", ".yml", ".yaml", ".properties", ".tfvars"}
LOCKED = re.compile(
    r"(\.lock|[-.]lock\.(json|ya?ml)|\.sum|requirements[\w.-]*\.txt)$|(^|/)package-lock\.json$"
)
NAME = re.compile(r"[\w-]{1,30}(\.[A-Za-z_][\w-]{0,29})+|(\.{0,2}/|~/|https?:)\S+|[\w./-]+\.[a-z]{2,5}")
LONG_LINE = 2000  # a line beyond it was made by a machine


@dataclass(frozen=True)
class Secret:
    kind: str
    line: int
    text: str

    @property
    def fingerprint(self) -> str:
        """What names it in `.secrets-allow` without telling it."""
        return hashlib.sha256(self.text.encode()).hexdigest()[:12]


def _look(inspection: Inspection) -> Finding:
    repository = inspection.repository
    allowed = _allowed(inspection.text(ALLOW))
    looked, kept = 0, 0
    for path, commit, content in _everything(repository):
        looked += 1
        for secret in found_in(path, content):
            if secret.fingerprint in allowed or path in allowed:
                kept += 1
                continue
            return _finding(repository, path, commit, secret)
    by_list = f", {kept} of them allowed with a reason" if kept else ""
    return passed(f"No key in {looked} versions of files and messages{by_list}.", versions=looked)


SECRETS: Criterion = criterion("no-secrets", cheap=True, why=WHY)(_look)


def _finding(repository: Repository, path: str, commit: Commit, secret: Secret) -> Finding:
    at = f"{path}, line {secret.line}" if path else f"the message of commit {commit.id[:10]}"
    here = commit.id == repository.head or repository.commits[0].files.get(path) == commit.files.get(path)
    since = "" if here and path else f" (in the history: commit {commit.id[:10]} of {commit.at:%Y-%m-%d})"
    return failed(
        f"{at}: {secret.kind} that begins with {secret.text[:4]!r}{since}; fingerprint {secret.fingerprint}.",
        "Withdraw the key where it was issued, now; read a new one from the environment; then take it out of "
        "the history with git filter-repo. If it opens nothing, put its fingerprint and the reason into "
        f"{ALLOW}.",
        kind=secret.kind,
        fingerprint=secret.fingerprint,
    )


def _everything(repository: Repository) -> Iterator[tuple[str, Commit, bytes]]:
    """Each content once, with the path it has and the newest commit that has it; then the messages."""
    seen: set[str] = set()
    for commit in repository.commits:
        for path, id in commit.files.items():
            if id not in seen and id in repository.blobs:
                seen.add(id)
                yield path, commit, repository.blobs[id][1]
    for commit in repository.commits:
        yield "", commit, commit.message.encode()


def _allowed(text: str) -> set[str]:
    found = set()
    for number, line in enumerate(text.splitlines(), 1):
        words = line.split()
        if not words or words[0].startswith("#"):
            continue
        if len([word for word in words[1:] if re.search(r"[A-Za-z]", word)]) < WORDS_OF_A_REASON:
            raise NotThere(
                f"{ALLOW}, line {number}: {words[0]} stands there without a reason.",
                "Write behind it in a few words why it opens nothing.",
            )
        found.add(words[0])
    return found


# --- one file -----------------------------------------------------------------------------------


def found_in(path: str, content: bytes) -> list[Secret]:
    """The secrets of one file, in the order of their kinds."""
    text = content.decode("utf-8", errors="replace")
    shaped = [secret for kind, pattern in PATTERNS.items() for secret in _shaped(kind, pattern, text)]
    return [*shaped, *_assigned(path, text)]


def _shaped(kind: str, pattern: re.Pattern[str], text: str) -> Iterator[Secret]:
    for found in pattern.finditer(text):
        secret = found[found.lastindex or 0]
        if not _is_obvious(kind, secret):
            yield Secret(kind, text.count("\n", 0, found.start()) + 1, secret)


def _is_obvious(kind: str, secret: str) -> bool:
    """A placeholder, or one letter over and over."""
    body = secret.rpartition("-----")[2].strip() if kind == "private key" else secret
    if kind == "password in an address":
        return not is_random(body, 2.8)
    return bool(PLACEHOLDER.search(body)) or len(set(body)) < 8


def _assigned(path: str, text: str) -> Iterator[Secret]:
    place = PurePosixPath(path)
    ending = ".env" if place.name.startswith(".env") else place.suffix.lower()
    if LOCKED.search(path) or (ending not in CODE | SETTINGS and place.name != "Dockerfile"):
        return
    quoted = ending not in UNQUOTED and place.name != "Dockerfile"
    for number, line in _lines(ending, text):
        for name, quote, value in ASSIGNED.findall(line) if len(line) <= LONG_LINE else ():
            if (quote or not quoted) and says_secret(name) and is_random(value):
                yield Secret(f"a string that looks random, assigned to {name}", number, value)


def _lines(ending: str, text: str) -> Iterable[tuple[int, str]]:
    if ending == ".ipynb":
        return enumerate(_cells(text), 1)
    return enumerate(text.splitlines(), 1)


def _cells(text: str) -> Iterator[str]:
    """The source lines of a notebook, without outputs and attachments; the number counts these."""
    try:
        cells = json.loads(text).get("cells", [])
        sources = [cell.get("source", "") for cell in cells]
    except (ValueError, AttributeError, RecursionError):
        return
    for source in sources:
        parts = source if isinstance(source, list) else [source]
        yield from "".join(part for part in parts if isinstance(part, str)).splitlines()


def says_secret(name: str) -> bool:
    """api_key, dbPassword and SECRET do; key, tokenizer, token_count and public_key do not."""
    split = re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name)
    parts = [part for part in re.split(r"[\W_]+", split.lower()) if part]
    if any(HARMLESS.fullmatch(part) for part in parts):
        return False
    pairs = itertools.pairwise(parts)
    return bool(set(parts) & ALONE) or any(one in BEFORE_KEY and two == "key" for one, two in pairs)


def is_random(value: str, bits: float = 3.5) -> bool:
    """Letters and figures in no order that a person would write: by Shannon's entropy of its characters."""
    if PLACEHOLDER.search(value) or not (re.search(r"[A-Za-z]", value) and re.search(r"\d", value)):
        return False
    if NAME.fullmatch(value):
        return False
    counts = Counter(value)
    entropy = -sum(n / len(value) * math.log2(n / len(value)) for n in counts.values())
    return entropy >= min(bits, 3.0 if re.fullmatch(r"[0-9a-fA-F-]+", value) else bits)
