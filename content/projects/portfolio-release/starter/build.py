"""Build docs/index.html from the audit reports and run records: no number on it is typed by hand."""

import html
import json
import tomllib
from pathlib import Path

HERE = Path(__file__).parent


def repositories():
    return tomllib.loads((HERE / "groundup.toml").read_text()).get("repositories", [])


def section(one):
    """One repository: add the headline of its run record, its figure, and links to post and story."""
    report = json.loads((HERE / one["report"]).read_text())
    marks = [finding["passed"] for finding in report["findings"]]
    return (
        f'<section id="{one["name"]}">\n<h2>{html.escape(one["title"])}</h2>\n'
        f"<p>{sum(mark is True for mark in marks)} of {len(marks)} criteria passed at commit "
        f"<code>{report['commit'][:12]}</code>.</p>\n</section>"
    )


def main():
    sections = "\n".join(section(one) for one in repositories())
    page = HERE / "docs" / "index.html"
    page.parent.mkdir(exist_ok=True)
    page.write_text(f'<!doctype html>\n<html lang="en">\n<title>Portfolio</title>\n{sections}\n</html>\n')


if __name__ == "__main__":
    main()
