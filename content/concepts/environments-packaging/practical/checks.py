"""What must hold of the package: read from its files, and seen by running what they install."""

from collections import Counter

from packaging.specifiers import InvalidSpecifier, SpecifierSet

from groundup.grading import check, equal, probe, that

BACKENDS = {
    "setuptools.build_meta": "setuptools",
    "hatchling.build": "hatchling",
    "flit_core.buildapi": "flit_core",
    "uv_build": "uv_build",
    "poetry.core.masonry.api": "poetry-core",
    "pdm.backend": "pdm-backend",
}
WORDS = (
    "the",
    "of",
    "and",
    "a",
    "in",
    "to",
    "it",
    "über",
    "naïve",
    "façade",
    "data",
    "model",
    "tree",
    "loss",
)


def text_of(rng, size):
    """Words with signs, numbers and capitals between them, and what the command should print."""
    drawn = [str(rng.choice(WORDS)) for _ in range(size)]
    shown = [word.title() if rng.random() < 0.3 else word for word in drawn]
    signs = [str(rng.choice([" ", ", ", ".\n", " 42 ", "_", "-"])) for _ in drawn]
    return "".join(word + sign for word, sign in zip(shown, signs, strict=True)), Counter(drawn)


def ranked(counts, n):
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))[:n]


def lines(counts, n):
    return "".join(f"{word} {count}\n" for word, count in ranked(counts, n))


def table(lab, name):
    declared = lab.declared()
    found = declared.get(name) if isinstance(declared, dict) else None
    that(isinstance(found, dict), f"pyproject.toml has no table [{name}] yet.")
    return found


# --- task 1 ----------------------------------------------------------------------------------------


@check("[build-system] names a build backend and requires it", task=1)
def build_system(lab, rng):
    found = table(lab, "build-system")
    backend, required = found.get("build-backend"), found.get("requires")
    that(
        isinstance(backend, str) and backend.partition(":")[0] in BACKENDS,
        f"`build-backend` is {backend!r}; one of the usual ones is {', '.join(BACKENDS)}.",
    )
    package = BACKENDS[backend.partition(":")[0]]
    names = [_bare(one) for one in required] if isinstance(required, list) else []
    that(_bare(package) in names, f"`requires` of [build-system] does not name {package}.")


def _bare(requirement):
    """The name in front of a version, as installers compare it."""
    text = str(requirement)
    for sign in "=<>!~ [;":
        text = text.partition(sign)[0]
    return text.lower().replace("_", "-").replace(".", "-")


@check("[project] has name, version, description, readme and no dependencies", task=1)
def project(lab, rng):
    found = table(lab, "project")
    equal(found.get("name"), "wordcount", "The name of the project")
    that(isinstance(found.get("version"), str), "[project] has no `version` yet.")
    said = found.get("description")
    that(
        isinstance(said, str) and len(said) >= 10,
        "[project] needs a `description`: a sentence of ten letters or more.",
    )
    equal(found.get("readme"), "README.md", "The readme of the project")
    that("README.md" in _paths(lab), "`readme` names README.md, which is not there.")
    equal(found.get("dependencies", []), [], "The dependencies")


def _paths(lab):
    found = lab.paths()
    that(isinstance(found, list), "The folder could not be listed.")
    return found


@check("requires-python admits 3.11 and 3.13, and refuses 3.9", task=1)
def pythons(lab, rng):
    wanted = table(lab, "project").get("requires-python")
    that(isinstance(wanted, str), "[project] has no `requires-python` yet.")
    try:
        accepts = SpecifierSet(wanted)
    except InvalidSpecifier:
        that(False, f"`requires-python` is {wanted!r}, which is no specifier of versions.")
    for python, fits in (("3.11.4", True), ("3.13.0", True), ("3.9.18", False)):
        that(
            accepts.contains(python) is fits,
            f"`requires-python` {wanted!r} {'refuses' if fits else 'admits'} {python}.",
        )


# --- task 2 ----------------------------------------------------------------------------------------


@check("The package lies below src, and the loose module is gone", task=2)
def layout(lab, rng):
    installed = lab.install()
    that(isinstance(installed, list), "Nothing was installed.")
    for name in ("__init__.py", "counting.py", "cli.py"):
        that(f"wordcount/{name}" in installed, f"src/wordcount/{name} is missing.")
    that("words.py" not in _paths(lab), "words.py still lies at the top: two copies drift apart.")


@check("count_words and most_common are imported from the package", task=2)
def functions(lab, rng):
    text, counts = text_of(rng, 40)
    found = lab.call("wordcount", "count_words", [text])
    equal(dict(found) if isinstance(found, dict) else found, dict(counts))
    n = int(rng.integers(2, 6))
    equal(
        lab.call("wordcount.counting", "most_common", [text, n]), [list(pair) for pair in ranked(counts, n)]
    )


@check("wordcount.__version__ is the version of the metadata, and importing prints nothing", task=2)
def version(lab, rng):
    declared = table(lab, "project").get("version")
    equal(lab.value("wordcount", "__version__"), declared)
    equal(lab.printed_by_import("wordcount"), "")


# --- task 3 ----------------------------------------------------------------------------------------


def ran(lab, arguments, files):
    found = lab.run("wordcount", arguments, files)
    that(
        isinstance(found, dict) and {"status", "printed", "complained"} <= found.keys(),
        "The command did not end.",
    )
    return found


@check("The command prints the three most frequent words", task=3)
def three(lab, rng):
    text, counts = text_of(rng, 60)
    found = ran(lab, ["text.txt"], {"text.txt": text})
    equal(found["printed"], lines(counts, 3))
    equal(found["status"], 0, "The exit code")


@check("-n chooses how many", task=3)
def chosen(lab, rng):
    text, counts = text_of(rng, 60)
    for n in (1, int(rng.integers(4, 9))):
        equal(ran(lab, ["a file.md", "-n", str(n)], {"a file.md": text})["printed"], lines(counts, n))


@check("A file that does not exist: a complaint, and exit code 1", task=3)
def missing(lab, rng):
    name = f"missing-{int(rng.integers(1000))}.txt"
    found = ran(lab, [name], {})
    equal(found["status"], 1, "The exit code")
    equal(found["printed"], "", "On standard output")
    said = found["complained"]
    that(isinstance(said, str) and name in said, f"Standard error does not name {name}.")


@check("Importing wordcount.cli runs nothing", task=3)
def quiet(lab, rng):
    equal(lab.printed_by_import("wordcount.cli"), "")
    text, counts = text_of(rng, 20)
    equal(ran(lab, ["t"], {"t": text})["printed"], lines(counts, 3))


# --- what tells mistakes apart ---------------------------------------------------------------------

SAMPLE = {"s.txt": "b a b c"}


@probe
def has_backend(lab):
    return "build-system" in lab.declared()


@probe
def upper_bound(lab):
    return SpecifierSet(lab.declared()["project"]["requires-python"]).contains("3.13.0")


@probe
def loose_module(lab):
    return "words.py" in lab.paths()


@probe
def installs(lab):
    return len(lab.install())


@probe
def command(lab):
    return lab.run("wordcount", ["s.txt"], SAMPLE)["printed"]


@probe
def complaint(lab):
    found = lab.run("wordcount", ["no.txt"], {})
    return [found["status"], bool(found["printed"]), bool(found["complained"])]


@probe
def on_import(lab):
    return lab.printed_by_import("wordcount.cli")


@probe
def versions(lab):
    return lab.value("wordcount", "__version__") == lab.declared()["project"]["version"]
