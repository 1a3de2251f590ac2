"""Planted faults of the exemplar: each one fault, and the criterion that has to name it."""

from groundup.audit import Edit, Fault, added, only_once, removed, replaced

TREE = "repositories/sunspot-year"
SERVICE = "repositories/tumour-triage"


def _copied(path: str, to: str) -> Edit:
    """The same content a second time."""
    return lambda draft: added(to, draft.files[path])(draft)


FAULTS = (
    Fault("shows-no-service", "count", (replaced("groundup.toml", 'kind = "service"', 'kind = "analysis"'),)),
    Fault("evaluates-on-nothing", "count", (removed("repositories/handbook-answers/cases.json"),)),
    Fault(
        "forgets-a-package",
        "five-minutes",
        (replaced(f"{TREE}/forecast.py", "import numpy as np\n", "import numpy as np\nimport plotly\n"),),
    ),
    Fault(
        "service-that-nobody-can-start",
        "count",
        (replaced(f"{SERVICE}/groundup.toml", 'serve = "python serve.py --port {port}"\n', ""),),
    ),
    Fault(
        "changes-code-after-the-audit",
        "audits",
        (replaced(f"{TREE}/forecast.py", "BLOCK, DRAWS = 11, 2000", "BLOCK, DRAWS = 11, 2001"),),
    ),
    Fault(
        "flips-a-gate-by-leaving-it-out",
        "audits",
        (replaced("audits/sunspot-year.json", '"criterion": "runs"', '"criterion": "ran"'),),
    ),
    Fault(
        "commit-object-of-another",
        "audits",
        (replaced("audits/sunspot-year.commit", "Write up", "Wrote up"),),
    ),
    Fault(
        "post-hides-the-baseline",
        "posts",
        (replaced("posts/sunspot-year.md", "is off by 22.8.", "is off by much more."),),
    ),
    Fault(
        "post-without-its-figure",
        "posts",
        (
            replaced(
                "posts/handbook-answers.md",
                "../repositories/handbook-answers/figure.svg",
                "../docs/screenshot.png",
            ),
        ),
    ),
    Fault(
        "page-links-to-nothing",
        "page",
        (
            replaced("docs/index.html", 'href="sunspot-year.html"', 'href="sunspots.html"'),
            replaced("build.py", """<p><a href="{one["name"]}.html">""", """<p><a href="sunspots.html">"""),
        ),
    ),
    Fault(
        "page-prints-a-better-number",
        "page",
        (replaced("docs/index.html", "<strong>0.967</strong>", "<strong>0.984</strong>"),),
    ),
    Fault(
        "page-edited-by-hand",
        "page",
        (replaced("docs/index.html", "Small questions, measured", "Large questions, measured"),),
    ),
    Fault(
        "claims-what-is-not-there",
        "role-fit",
        (
            replaced(
                "groundup.toml",
                "\n[evidence]\n",
                f'\n[evidence]\nshap = "{SERVICE}/triage.py#shap.TreeExplainer("\n',
            ),
        ),
    ),
    Fault(
        "chooses-a-role-that-does-not-fit",
        "role-fit",
        (replaced("groundup.toml", "role-data-scientist", "role-ml-engineer"),),
    ),
    Fault(
        "story-without-a-number",
        "stories",
        (
            replaced(
                "stories/handbook-answers.md",
                "It is right for 0.86 of the questions that were put away, with an interval from 0.71 to "
                "0.94; the baseline\nis right for 0.58. Without refusals the same search gets 0.64:",
                "It is right for nearly all of the questions that were put away, far more often than the\n"
                "baseline, and the meeting was impressed. Without refusals the same search is hardly better:",
            ),
        ),
    ),
    Fault(
        "story-without-a-lesson",
        "stories",
        (replaced("stories/sunspot-year.md", "**Lesson.** The average", "The average"),),
    ),
    Fault(
        "reports-a-stored-result",
        "pipelines",
        (
            replaced(
                f"{TREE}/forecast.py",
                "    years, counts = load()\n    tested",
                "    table = HERE / 'kept' / 'sunspots.csv'\n    years, counts = load(table)\n    tested",
            ),
            _copied(f"{TREE}/data/sunspots.csv", f"{TREE}/kept/sunspots.csv"),
        ),
    ),
    Fault("repository-without-licence", "licence", (removed(f"{TREE}/LICENSE"),)),
    Fault(
        "commits-a-key",
        "no-secrets",
        (only_once("publish.py", 'TOKEN = "gh' + "p_qWm7LxRz2NcKd9TbYpEs4HgUv8JaFo3MiQ1Zt" + '"\n'),),
    ),
)
