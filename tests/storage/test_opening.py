"""What cannot be opened is said with the way out, and stays as it is (D05, D06, D11)."""

from __future__ import annotations

import os
import random
import shutil
import stat
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pysqlite3
import pytest

from groundup.records import GroundupError
from groundup.storage import Store, open_store, sqlite
from tests.storage.deeds import chosen, fact, facts_of, question

MUTATIONS = int(os.environ.get("GROUNDUP_DEEP", "0")) * 400 or 60


def used_database(path: Path, n: int = 40) -> Path:
    with open_store(path) as store:
        store.save_settings(store.learner(), chosen())
        for number in range(n):
            store.save_instance(store.learner(), question(number))
            store.answer(f"q{number}", fact(store.learner()))
    return path


def refusal(path: Path) -> GroundupError:
    with pytest.raises(GroundupError) as refused:
        open_store(path)
    return refused.value


def test_a_new_one_is_made_whole_with_a_learner_of_its_own(tmp_path: Path) -> None:
    with open_store(tmp_path / "a.db") as a, open_store(tmp_path / "b.db") as b:
        assert a.learner() != b.learner()
    assert {p.name for p in tmp_path.iterdir()} == {"a.db", "a.db.lock", "b.db", "b.db.lock"}


def test_the_library_is_one_without_the_fault(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    assert tuple(map(int, store.library_version().split("."))) >= (3, 51, 3)
    monkeypatch.setattr(pysqlite3, "sqlite_version_info", (3, 40, 1))
    error = refusal(store.path)
    assert error.code == "environment" and "pip install" in error.message


def test_every_connection_is_set_up_for_durability(store: Store) -> None:
    wanted = {
        "synchronous": 2,
        "journal_mode": "wal",
        "mmap_size": 0,
        "foreign_keys": 1,
        "busy_timeout": sqlite.BUSY_TIMEOUT_MS,
    }
    for writes in (True, False):
        engine = sqlite.engine(store.path, writes=writes)
        with engine.connect() as connection:
            found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in wanted}
        engine.dispose()
        assert found == wanted


def test_readers_cannot_write(store: Store) -> None:
    engine = sqlite.engine(store.path, writes=False)
    with engine.connect() as connection, pytest.raises(Exception, match="readonly"):
        connection.exec_driver_sql("DELETE FROM settings")
    engine.dispose()


def _a_folder(path: Path) -> None:
    path.mkdir()


def _empty(path: Path) -> None:
    path.touch()


def _text_file(path: Path) -> None:
    path.write_text("dear diary " * 1000)


def _half(path: Path) -> None:
    os.truncate(used_database(path), path.stat().st_size // 2)


def _a_few_bytes(path: Path) -> None:
    os.truncate(used_database(path), 50)


def _zeros_in_the_middle(path: Path) -> None:
    with used_database(path).open("r+b") as file:
        file.seek(4096)
        file.write(bytes(8192))


def _somebody_elses(path: Path) -> None:
    connection = pysqlite3.connect(str(path))
    connection.execute("CREATE TABLE recipes (name)")
    connection.close()


def _a_pipe(path: Path) -> None:
    os.mkfifo(path)


@pytest.mark.parametrize(
    ("make", "says"),
    [
        (_a_folder, "is a folder"),
        (_empty, "it is empty"),
        (_text_file, "not an SQLite database"),
        (_half, "damaged"),
        (_a_few_bytes, "damaged"),
        (_zeros_in_the_middle, "damaged"),
        (_somebody_elses, "not one of groundup's"),
        (_a_pipe, "not a file"),
    ],
)
def test_what_is_no_database_is_refused_and_left_alone(
    tmp_path: Path, make: Callable[[Path], None], says: str
) -> None:
    path = tmp_path / "groundup.db"
    make(path)
    before = path.read_bytes() if path.is_file() else b""
    error = refusal(path)
    assert error.code == "storage"
    assert says in error.message and str(path) in error.message
    if path.is_file():
        assert path.read_bytes() == before


def test_the_newest_backup_is_offered_with_the_commands(tmp_path: Path) -> None:
    path = used_database(tmp_path / "groundup.db")
    with open_store(path) as store:
        backup = store.backup()
    os.truncate(path, 5000)
    error = refusal(path)
    assert f"cp '{backup}' '{path}'" in error.message
    for command in error.message.partition("Restore it: ")[2].split("; "):
        subprocess.run(command, shell=True, check=False, stderr=subprocess.DEVNULL)
    with open_store(path) as store:
        assert store.count(store.learner()) == 40


def test_a_missing_folder_is_named(tmp_path: Path) -> None:
    error = refusal(tmp_path / "nowhere" / "groundup.db")
    assert (error.code, "groundup init" in error.message) == ("storage", True)


@pytest.mark.parametrize("name", ["x" * 300, "nul\0byte"])
def test_a_name_that_is_none(tmp_path: Path, name: str) -> None:
    assert refusal(tmp_path / name).code == "storage"


def test_two_names_for_one_file_are_one_database(tmp_path: Path) -> None:
    used_database(tmp_path / "real.db", 1)
    (tmp_path / "link.db").symlink_to(tmp_path / "real.db")
    with open_store(tmp_path / "link.db") as store:
        assert store.path == tmp_path / "real.db"


OPEN_AS_NOBODY = """
import os, sys
from groundup.storage import open_store
from groundup.records import GroundupError
if os.geteuid() == 0:
    os.setgroups([]); os.setgid(65534); os.setuid(65534)
try:
    open_store(sys.argv[1])
except GroundupError as error:
    print(error.code, error.message)
"""


@pytest.mark.parametrize("closed", ["file", "folder"])
def test_what_may_not_be_written_is_said(tmp_path: Path, closed: str) -> None:
    """In a process without root's powers, since root may write everywhere."""
    place = Path("/tmp") / f"groundup-{os.getpid()}-{closed}"  # root's own tmp_path is closed to nobody
    place.mkdir()
    try:
        path = used_database(place / "groundup.db", 2)
        place.chmod(0o777 if closed == "file" else 0o555)
        path.chmod(0o444 if closed == "file" else 0o666)
        (place / "groundup.db.lock").chmod(0o666)
        before = path.read_bytes()
        found = subprocess.run(
            [sys.executable, "-c", OPEN_AS_NOBODY, str(path)], capture_output=True, text=True, check=False
        )
        assert found.stdout.startswith("storage ") and "may not be written" in found.stdout, found
        assert found.stderr == ""
        assert path.read_bytes() == before
    finally:
        place.chmod(stat.S_IRWXU)
        shutil.rmtree(place)


def test_one_from_a_newer_groundup_is_left_byte_for_byte(tmp_path: Path) -> None:
    path = used_database(tmp_path / "groundup.db", 3)
    with open_store(path) as store:
        backup = store.backup()
    plain = pysqlite3.connect(str(path), isolation_level=None)
    plain.execute("UPDATE alembic_version SET version_num = '0099'")
    plain.execute("UPDATE about SET value = '7.1.0' WHERE key = 'made_by'")
    plain.close()
    before = path.read_bytes()
    error = refusal(path)
    assert error.code == "storage"
    assert "Install groundup 7.1.0 or newer" in error.message and str(backup) in error.message
    assert path.read_bytes() == before


# --- files that were mutated -------------------------------------------------------------------


def _flip(raw: bytearray, rng: random.Random) -> None:
    for _ in range(rng.choice((1, 4, 64))):
        raw[rng.randrange(len(raw))] ^= 1 << rng.randrange(8)


def _cut(raw: bytearray, rng: random.Random) -> None:
    del raw[rng.randrange(len(raw)) :]


def _blank(raw: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(raw))
    end = min(len(raw), start + rng.choice((16, 512, 4096)))
    raw[start:end] = bytes(end - start)


def _garble(raw: bytearray, rng: random.Random) -> None:
    start = rng.randrange(len(raw))
    end = min(len(raw), start + rng.choice((8, 200)))
    raw[start:end] = rng.randbytes(end - start)


def _swap_pages(raw: bytearray, rng: random.Random) -> None:
    one, two = (4096 * rng.randrange(len(raw) // 4096) for _ in range(2))
    raw[one : one + 4096], raw[two : two + 4096] = raw[two : two + 4096], raw[one : one + 4096]


def _grow(raw: bytearray, rng: random.Random) -> None:
    raw.extend(rng.randbytes(rng.choice((1, 4096, 10_000))))


def _header(raw: bytearray, rng: random.Random) -> None:
    raw[rng.randrange(100)] = rng.randrange(256)


KINDS = (_flip, _cut, _blank, _garble, _swap_pages, _grow, _header)


def test_no_mutation_of_the_file_gives_a_traceback_or_is_written_over(tmp_path: Path) -> None:
    sound = used_database(tmp_path / "groundup.db").read_bytes()
    refused = 0
    for number in range(MUTATIONS):
        rng = random.Random(number)
        raw = bytearray(sound)
        KINDS[number % len(KINDS)](raw, rng)
        path = tmp_path / f"{number}.db"
        path.write_bytes(raw)
        try:
            store = open_store(path)
        except GroundupError as error:
            assert error.code == "storage", (number, error.message)
            assert path.read_bytes() == raw, f"mutation {number} was written to although it was refused"
            refused += 1
            continue
        with store:
            _use(store)
    assert refused > MUTATIONS / 3  # the rest hit free space, or text that still reads


def _use(store: Store) -> None:
    """Everything may be refused for damage, nothing may fail otherwise."""
    deeds: list[Callable[[], object]] = [
        lambda: facts_of(store),
        lambda: store.settings(store.learner()),
        lambda: [store.instance(f"q{n}") for n in range(40)],
        store.revision,
        store.export_rows,
        lambda: store.add(fact(store.learner())),
        lambda: store.save_settings(store.learner(), chosen()),
        lambda: store.save_instance(store.learner(), question(99)),
        store.backup,
    ]
    for deed in deeds:
        try:
            deed()
        except GroundupError as error:
            assert error.code in ("storage", "not-found")


# --- a -wal that is not its own ----------------------------------------------------------------


def _crashed(path: Path, n: int) -> tuple[bytes, bytes]:
    """File and -wal as a kill would leave them, with n pieces of evidence in the -wal."""
    with open_store(path) as store:
        for _ in range(n):
            store.add(fact(store.learner()))
        return path.read_bytes(), Path(f"{path}-wal").read_bytes()


def test_a_leftover_wal_of_its_own_is_taken_in(tmp_path: Path) -> None:
    file, wal = _crashed(tmp_path / "a.db", 30)
    (tmp_path / "b.db").write_bytes(file)
    (tmp_path / "b.db-wal").write_bytes(wal)
    with open_store(tmp_path / "b.db") as store:
        assert store.count(store.learner()) == 30


def test_a_leftover_wal_of_another_database_is_refused_and_nothing_is_written(tmp_path: Path) -> None:
    big = used_database(tmp_path / "big.db", 300).read_bytes()
    used_database(tmp_path / "other.db", 20)
    _, wal = _crashed(tmp_path / "other.db", 60)
    path = tmp_path / "restored.db"
    path.write_bytes(big)
    Path(f"{path}-wal").write_bytes(wal)
    error = refusal(path)
    assert error.code == "storage" and f"{path}-wal" in error.message
    assert path.read_bytes() == big
    assert Path(f"{path}-wal").read_bytes() == wal


def test_a_wal_without_its_database_is_not_thrown_away(tmp_path: Path) -> None:
    _, wal = _crashed(tmp_path / "a.db", 5)
    leftover = tmp_path / "b.db-wal"
    leftover.write_bytes(wal)
    assert "belongs to it" in refusal(tmp_path / "b.db").message
    assert leftover.read_bytes() == wal
    (tmp_path / "b.db").touch()
    assert "empty" in refusal(tmp_path / "b.db").message
    assert leftover.read_bytes() == wal
