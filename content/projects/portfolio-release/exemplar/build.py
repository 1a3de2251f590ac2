"""Build docs/index.html from the audit reports and run records: no number on the page is typed by hand."""

import html
import json
import re
import tomllib
from pathlib import Path

HERE = Path(__file__).parent
STYLE = """
:root { color-scheme: light dark; font: 1.05rem/1.6 system-ui, sans-serif; }
body { max-width: 46rem; margin: 0 auto; padding: 1rem; }
img { width: 100%; height: auto; background: white; }
table { border-collapse: collapse; }
th, td { padding: 0.2rem 1rem 0.2rem 0; text-align: left; }
"""


def read(path):
    return json.loads((HERE / path).read_text())


def paragraphs(text):
    """The small part of Markdown that posts and stories use; everything else stays text."""
    for block in text.strip().split("\n\n"):
        said = html.escape(" ".join(block.split()), quote=False)
        if picture := re.fullmatch(r"!\[(.*)\]\((.*)\)", said):
            name = "-".join(Path(picture[2]).parts[-2:])
            yield f'<p><img src="{name}" alt="{html.escape(picture[1])}"></p>'
        elif said.startswith("#"):
            level = len(said) - len(said.lstrip("#"))
            yield f"<h{level}>{said.lstrip('# ')}</h{level}>"
        else:
            said = re.sub(r"\*\*(.+?)\*\*", r"<strong>\1</strong>", said)
            said = re.sub(r"`(.+?)`", r"<code>\1</code>", said)
            yield f"<p>{said}</p>"


def page(title, body):
    return f"""<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<title>{html.escape(title)}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<style>{STYLE}</style>
</head>
<body>
{body}
</body>
</html>
"""


def said(finding):
    mark = {True: "passed", False: "did not pass", None: "could not be looked at"}[finding["passed"]]
    return mark + (" (must pass)" if finding["gate"] else "")


def section(one):
    """What the audit saw, and the headline of the run record, for one repository."""
    report, record = read(one["report"]), read(f"{one['tree']}/result.json")
    metric, baseline = record["metric"], record["baseline"]
    marks = [finding["passed"] for finding in report["findings"]]
    rows = "\n".join(
        f"<tr><th scope='row'>{finding['criterion']}</th><td>{said(finding)}</td></tr>"
        for finding in report["findings"]
    )
    return f"""<section id="{one["name"]}">
<h2>{html.escape(one["title"])}</h2>
<p>{metric["name"].capitalize()} <strong>{metric["value"]:.3f}</strong> (95 % interval {metric["low"]:.3f} to
{metric["high"]:.3f}); baseline, {baseline["name"]}: {baseline["value"]:.3f}.</p>
<p><img src="{one["name"]}-figure.svg" alt="The result of {html.escape(one["title"])}"></p>
<p>{sum(mark is True for mark in marks)} of {len(marks)} criteria passed at commit
<code>{report["commit"][:12]}</code>, audited on {report["at"][:10]} as {report["project"]}.</p>
<details><summary>What was looked at</summary><table>
{rows}
</table></details>
<p><a href="{one["name"]}.html">The post</a> ·
<a href="{one["name"]}.html#story">The story, in two minutes</a></p>
</section>"""


def article(one):
    post, story = ("\n".join(paragraphs((HERE / one[kind]).read_text())) for kind in ("post", "story"))
    back = f'<p><a href="index.html#{one["name"]}">Back to the numbers</a></p>'
    return page(
        one["title"], f'<article>\n{post}\n</article>\n<article id="story">\n{story}\n</article>\n{back}'
    )


def main():
    manifest = tomllib.loads((HERE / "groundup.toml").read_text())
    docs = HERE / "docs"
    docs.mkdir(exist_ok=True)
    for one in manifest["repositories"]:
        (docs / f"{one['name']}.html").write_text(article(one))
        (docs / f"{one['name']}-figure.svg").write_bytes((HERE / one["tree"] / "figure.svg").read_bytes())
    sections = "\n".join(section(one) for one in manifest["repositories"])
    who = "Noor Haddad. Three repositories that run with one command each."
    head = f"<h1>Small questions, measured answers</h1>\n<p>{who}</p>\n"
    (docs / "index.html").write_text(page("Noor Haddad: portfolio", head + sections))
    print(f"docs/index.html shows {len(manifest['repositories'])} repositories")


if __name__ == "__main__":
    main()
