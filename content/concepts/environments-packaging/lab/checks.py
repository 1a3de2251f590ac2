"""What must hold of versions, specifiers and the resolver; the oracle is the packaging library."""

import itertools

from packaging.specifiers import SpecifierSet
from packaging.version import Version

from groundup.grading import check, equal, probe, raises, taken, that

ORDERED = (
    *(
        "0.dev1",
        "0a0.dev0",
        "0.0a1",
        "0",
        "0.0.post1",
        "0.0.0.1",
        "0.9",
        "0.10",
        "1.dev3",
        "1.0a1.dev1",
        "1.0a1",
    ),
    *(
        "1.0a1.post2",
        "1.0a2",
        "1.0a10",
        "1.0b1",
        "1.0rc1",
        "1.0",
        "1.0.post0.dev1",
        "1.0.post0",
        "1.0.post1.dev2",
    ),
    *("1.0.post1", "1.0.post10", "1.0.1.dev0", "1.0.1", "1.1a1", "1.9", "1.10", "1.10.1", "2.0rc2", "2.0"),
)
BROKEN = (
    "",
    "1.",
    ".1",
    "1..2",
    "a1",
    "1.0a",
    "1.0.post",
    "1-2",
    "1.0 ",
    "1.0x1",
    "1.0.dev",
    "v1",
    "1.0rc",
    "1,0",
)
SIGNS = ("==", "!=", "<", "<=", ">", ">=")


def version(rng, most=3):
    release = ".".join(str(int(n)) for n in rng.integers(0, most, size=int(rng.integers(1, 4))))
    pre = str(rng.choice(["", "", "", "a1", "a2", "b1", "rc1"]))
    post = str(rng.choice(["", "", "", ".post0", ".post1"]))
    dev = str(rng.choice(["", "", "", ".dev0", ".dev2"]))
    return release + pre + post + dev


def key(lab, v):
    found = taken(lab.parse(v))
    that(isinstance(found, tuple), f"parse({v!r}) should give a tuple.")
    return found


def same_order(lab, a, b):
    """parse orders two versions as the packaging library does."""
    mine, theirs = key(lab, a), key(lab, b)
    wanted = (Version(a) > Version(b)) - (Version(a) < Version(b))
    try:
        got = (mine > theirs) - (mine < theirs)
    except TypeError:
        that(False, f"The keys of {a} and {b} cannot be compared: {mine} and {theirs}.")
    signs = {-1: "older than", 0: "the same as", 1: "newer than"}
    that(got == wanted, f"By your keys {a} is {signs[got]} {b}; it is {signs[wanted]} it.")


# --- task 1 ----------------------------------------------------------------------------------------


@check("The docstring's examples", task=1)
def example(lab, rng):
    for a, b in (("1.9", "1.10"), ("1.0", "1.0.0"), ("2.0rc1", "2.0")):
        same_order(lab, a, b)


@check("Zeros at the end say nothing", task=1)
def zeros(lab, rng):
    for a, b in (
        ("1", "1.0.0"),
        ("0", "0.0"),
        ("1.0a1", "1a1"),
        ("1.10", "1.1"),
        ("0.0.1", "0.1"),
        ("1.0.1", "1.1"),
    ):
        same_order(lab, a, b)


@check("dev, a, b, rc, final, post: a long row in its order", task=1)
def row(lab, rng):
    for older, newer in itertools.pairwise(ORDERED):
        same_order(lab, older, newer)
        same_order(lab, newer, older)


@check("Random versions: the order of the packaging library", task=1)
def random_versions(lab, rng):
    for _ in range(60):
        same_order(lab, version(rng), version(rng))


@check("Refuses what is no version", task=1)
def no_version(lab, rng):
    same_order(lab, "1.0", "1.1")
    for text in BROKEN:
        raises(ValueError, lab.parse, text)


# --- task 2 ----------------------------------------------------------------------------------------


def names_pre(spec):
    """Whether a clause names a pre-release."""
    named = [clause.strip(" =!<>~").removesuffix(".*") for clause in spec.split(",") if clause]
    return any(Version(v).is_prerelease for v in named)


def is_settled(v, spec):
    """False where versions of the packaging library differ: `<` a post-release, `>` a pre-release of one."""
    for clause in filter(None, spec.split(",")):
        named, mine = Version(clause.strip(" =!<>~").removesuffix(".*")), Version(v)
        if Version(named.base_version) == Version(mine.base_version) and clause.strip()[1:2] != "=":
            below = clause.strip().startswith("<") and named.is_postrelease and mine.is_prerelease
            above = clause.strip().startswith(">") and named.is_prerelease and mine.is_postrelease
            if below or above:
                return False
    return True


def same_answer(lab, v, spec):
    if not is_settled(v, spec):
        return
    wanted = SpecifierSet(spec).contains(v, prereleases=names_pre(spec))
    equal(lab.satisfies(v, spec), wanted, as_type=bool)


@check("The docstring's examples, and no clause at all", task=2)
def spec_example(lab, rng):
    for v, spec in (
        ("1.10", ">=1.4,<2"),
        ("2.0rc1", ">=1.4"),
        ("1.5.0", "~=1.4.2"),
        ("1.5.1", ">=1.4,<2,!=1.5.1"),
    ):
        same_answer(lab, v, spec)
    equal(lab.satisfies("1.0", ""), True)
    equal(lab.satisfies("1.0a1", ""), False)
    equal(lab.satisfies("1.0", " >= 0.9 , < 2 "), True)
    equal(lab.satisfies("3.0", " >= 0.9 , < 2 "), False)


@check("Each comparison below, at and above the version", task=2)
def comparisons(lab, rng):
    for sign in SIGNS:
        for v in ("1.3", "1.4", "1.4.0", "1.4.1", "1.10", "1.3.9"):
            same_answer(lab, v, f"{sign}1.4")


@check("==1.4.* and !=1.4.* look at the first numbers", task=2)
def stars(lab, rng):
    for sign in ("==", "!="):
        for v in ("1.4", "1.4.9", "1.40", "1.3", "1", "2.4", "1.4.post1", "14"):
            same_answer(lab, v, f"{sign}1.4.*")
        for v in ("1", "1.0", "1.0.3", "1.1", "2"):
            same_answer(lab, v, f"{sign}1.0.*")
    same_answer(lab, "1.4rc1", ">=1.4a1,==1.4.*")


@check("~= keeps all numbers but the last", task=2)
def compatible(lab, rng):
    for spec in ("~=1.4.2", "~=1.4", "~=1.4.0", "~=2.2.post3", "~=0.3.1"):
        for v in (
            "1.4.2",
            "1.4.1",
            "1.4.10",
            "1.5.0",
            "2.0",
            "1.4",
            "1.9",
            "2.2",
            "2.2.post3",
            "2.3",
            "3",
            "0.3.1",
            "0.4",
        ):
            same_answer(lab, v, spec)


@check("Pre-releases fit only where a clause names one", task=2)
def pre_releases(lab, rng):
    for v in ("1.5a1", "1.5.dev2", "1.5rc1", "1.5.post1.dev1", "1.5"):
        for spec in (">=1.4", ">=1.4a1", "==1.5rc1", "<2", "!=1.0b1", ">=1.4,<=2.0.dev1", "~=1.4", "~=1.4a1"):
            same_answer(lab, v, spec)


@check("< leaves out pre-releases of its own version, > post-releases", task=2)
def own_version(lab, rng):
    for v in (
        "2.0rc1",
        "2.0.dev1",
        "2.0",
        "2.0.post0",
        "2.0.dev0",
        "2.0.post1",
        "1.9rc1",
        "2.0.1",
        "2.0.1.dev1",
        "2.0a1",
    ):
        for spec in (
            ">=1.0a1,<2.0",
            ">=1.0a1,<2",
            "<2.0rc1",
            ">2.0",
            ">1.0a1,>2",
            ">2.0.post0",
            ">2.0a1",
            "<2.0.post1,>0a1",
        ):
            same_answer(lab, v, spec)


@check("Random versions and specifiers: the answers of the packaging library", task=2)
def random_specs(lab, rng):
    for _ in range(120):
        clauses = []
        for _ in range(int(rng.integers(1, 4))):
            sign, named = str(rng.choice([*SIGNS, "~="])), version(rng)
            if sign == "~=" and "." not in Version(named).base_version:
                named = f"{int(rng.integers(0, 3))}.{int(rng.integers(0, 3))}"
            clauses.append(sign + named)
        if rng.random() < 0.3:
            clauses.append(f"{rng.choice(['==', '!='])}{int(rng.integers(0, 3))}.{int(rng.integers(0, 2))}.*")
        same_answer(lab, version(rng), ",".join(clauses))


@check("Refuses what is no version or clause, also where another clause decides", task=2)
def no_clause(lab, rng):
    equal(lab.satisfies("1.0", ">=1.0"), True)
    for spec in (
        "1.0",
        "=1.0",
        "=>1.0",
        ">=",
        "~=1",
        "~=1.4.*",
        ">=1.4.*",
        "==1.4a1.*",
        "<2,>x",
        ">3,!1",
        "==*",
        ">=1 2",
    ):
        raises(ValueError, lab.satisfies, "1.0", spec)
        raises(ValueError, lab.satisfies, "1.0a1", spec)
    raises(ValueError, lab.satisfies, "one", ">=1.0")


# --- task 3 ----------------------------------------------------------------------------------------


def reference(index, root):
    """The result by its definition: all choices in the order of the search, the first that fits."""
    return _first(index, root, {})


def _first(index, root, chosen):
    asked = list(root.items())
    asked += [pair for name, v in chosen.items() for pair in index[name][v].items()]
    waiting = sorted({name for name, _ in asked if name not in chosen})
    if not waiting:
        good = all(
            SpecifierSet(spec).contains(chosen[name], prereleases=names_pre(spec)) for name, spec in asked
        )
        return chosen if good else None
    name = next((name for name in root if name in waiting), waiting[0])
    for v in sorted(index.get(name, {}), key=Version, reverse=True):
        found = _first(index, root, {**chosen, name: v})  # tried to the end, whatever is asked of it
        if found is not None:
            return found
    return None


def same_choice(lab, index, root):
    wanted = reference(index, root)
    if wanted is None:
        raises(ValueError, lab.resolve, index, root)
    else:
        equal(lab.resolve(index, root), wanted)


@check("The newest versions that fit, and nothing that is not needed", task=3)
def newest(lab, rng):
    index = {
        "a": {"1.9": {}, "1.10": {"b": ">=1"}, "2.0rc1": {}},
        "b": {"1.0": {}, "0.9": {}},
        "c": {"1.0": {}},
    }
    same_choice(lab, index, {"a": ">=1"})
    same_choice(lab, index, {"a": "<1.10"})
    same_choice(lab, index, {"c": "", "a": ""})
    equal(lab.resolve(index, {}), {})
    same_choice(lab, index, {"a": "==2.0rc1"})


@check("Goes back to an older version where the newest leads nowhere", task=3)
def backtracks(lab, rng):
    index = {
        "app": {"1.0": {"lib": ">=1"}, "2.0": {"lib": ">=3"}},
        "tool": {"1.0": {"lib": "<2"}, "1.1": {"lib": "<2.5"}},
        "lib": {"1.5": {}, "2.0": {"gone": ""}, "3.0": {}},
    }
    same_choice(lab, index, {"app": "", "tool": ""})
    same_choice(lab, index, {"tool": "", "app": ""})
    same_choice(lab, {"a": {"1.0": {}, "2.0": {"b": "<1"}}, "b": {"1.0": {}}}, {"a": ">=1"})


@check("What a package needs may need more, and each other", task=3)
def deep(lab, rng):
    index = {f"p{i}": {"1.0": {f"p{i + 1}": ">=1"}, "1.1": {f"p{i + 1}": ">=1.1"}} for i in range(6)}
    index["p6"] = {"1.0": {"p0": ">=1"}, "0.5": {}}
    same_choice(lab, index, {"p0": ""})
    same_choice(
        lab,
        {"x": {"1": {"y": "==1"}, "2": {"y": "==2"}}, "y": {"1": {"x": "==1"}, "2": {"x": "==1"}}},
        {"x": ""},
    )


@check("What is needed besides is decided in alphabetical order", task=3)
def alphabetical(lab, rng):
    either = {"b": {"1": {}, "2": {"a": "<2"}}, "a": {"1": {}, "2": {"b": "<2"}}}
    same_choice(lab, {"r": {"1": {"b": "", "a": ""}}, **either}, {"r": ""})
    same_choice(lab, either, {"b": "", "a": ""})


@check("Says that nothing fits", task=3)
def impossible(lab, rng):
    index = {"a": {"1.0": {"c": "<1"}}, "b": {"1.0": {"c": ">=1"}}, "c": {"0.9": {}, "1.1": {}}}
    same_choice(lab, index, {"a": "", "b": ""})
    same_choice(lab, index, {"a": ""})
    same_choice(lab, index, {"d": ""})
    same_choice(lab, index, {"a": ">1"})


@check("Random indices: the first choice in the order of the brief", task=3)
def random_indices(lab, rng):
    for _ in range(12):
        names = ["b", "a", "d", "c"]
        index = {name: {f"{n}.0": wants(rng, name, names) for n in (1, 2, 3)} for name in names}
        root = {str(name): spec(rng) for name in rng.permutation(names)[:2]}
        same_choice(lab, index, root)


def wants(rng, name, names):
    others = [other for other in names if other != name and rng.random() < 0.45]
    return {other: spec(rng) for other in others}


def spec(rng):
    return str(rng.choice(["", ">=2", "<3", "!=2.0", "==1.*", "<=2,>=1", ">1"]))


@check("Leaves its arguments alone", task=3)
def unchanged(lab, rng):
    from groundup.grading import echo

    index, root = {"a": {"1.0": {"b": ""}}, "b": {"2.0": {}}}, {"a": ">=1"}
    found, after = echo(lab.resolve, index, root)
    equal(found, {"a": "1.0", "b": "2.0"})
    equal(after, [index, root])


# --- what tells mistakes apart ---------------------------------------------------------------------


@probe
def nine_and_ten(lab):
    return lab.satisfies("1.10", ">=1.9")


@probe
def zeros_at_the_end(lab):
    return lab.satisfies("1.0.0", "==1.0")


@probe
def development(lab):
    return lab.satisfies("1.0.dev1", ">=1.0a1")


@probe
def compatible_release(lab):
    return [lab.satisfies(v, "~=1.4.2") for v in ("1.4.9", "1.5.0")]


@probe
def a_star(lab):
    return [lab.satisfies(v, "==1.4.*") for v in ("1.4.2", "1.40")]


@probe
def a_pre_release(lab):
    return lab.satisfies("2.0b1", ">=1.0")


@probe
def any_clause(lab):
    return lab.satisfies("3.0", ">=1,<2")


@probe
def plain_choice(lab):
    return lab.resolve({"a": {"1": {}, "2": {}}}, {"a": ""})


@probe
def going_back(lab):
    return lab.resolve({"a": {"1": {}, "2": {"b": "<1"}}, "b": {"1": {}}}, {"a": ""})


@probe
def needs_of_needs(lab):
    return lab.resolve({"a": {"1": {"b": ""}}, "b": {"1": {"c": ""}}, "c": {"1": {}}}, {"a": ""})
