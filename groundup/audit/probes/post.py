"""Short post: is it as long as a post is, and does it say number, interval, baseline, figure and a failure?

POST                                                     the criterion `short-post`
short_post(id="short-post", least=600, most=900) -> Criterion
words_of(text) -> int                                    words of its prose

The post is the output `post` of groundup.toml, else post.md or the last Markdown file under posts/ or blog/.
Its figure has to be made by the documented command. Whether it is well written is for readers.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterator

from groundup.audit.criteria import Criterion, NotThere, criterion, failed, passed
from groundup.audit.inspection import Inspection
from groundup.audit.probes.figures import numbers_in, shown
from groundup.audit.probes.fresh import Built, built
from groundup.audit.probes.record import Record
from groundup.audit.probes.sections import Markdown, read_markdown, without_comments
from groundup.records import Finding

WHY = "A post is how others meet the work; one that hides the baseline or the failure is not believed."
PICTURE = re.compile(r"!\[[^\]]{0,200}\]\(\s{0,9}<?([^)\s>]{1,500})|<img[^>]{1,500}?src=[\"']([^\"']{1,500})")
FAILURE = re.compile(
    r"\b(fail\w*|limit\w*|wrong|mistake\w*|do not|does not|did not|cannot|weak\w*|worse|worst|miss\w*)\b",
    re.IGNORECASE,
)
FAILURE_WORDS = 20  # fewer say nothing


def short_post(id: str = "short-post", least: int = 600, most: int = 900) -> Criterion:
    def look(inspection: Inspection) -> Finding:
        page = find_post(inspection)
        if wrong := _length(page, least, most):
            return wrong
        run = built(inspection)
        if wrong := _figure(page, run) or _headline(page, run.record) or _failure(page):
            return wrong
        count = words_of(page.text)
        return passed(
            f"{page.path}: {count} words, a figure of the run, number, interval and baseline.", words=count
        )

    return criterion(id, why=WHY)(look)


POST: Criterion = short_post()


def find_post(inspection: Inspection) -> Markdown:
    """Raises NotThere."""
    files = inspection.repository.files
    declared = inspection.manifest.outputs.get("post", "")
    kept = sorted(path for path in files if re.fullmatch(r"(posts?|blog)/[^/]+\.md", path))
    path = next((p for p in (declared, "post.md", *reversed(kept)) if p in files), "")
    if not path:
        raise NotThere("There is no post: neither post.md nor one under posts/.", "Write post.md.")
    return read_markdown(inspection.text(path), path)


def words_of(text: str, whole: bool = False) -> int:
    """Without front matter, code, pictures, addresses and comments; `whole`: with headings and tables."""
    text = re.sub(r"\A---\n.*?\n---\n", "", text, flags=re.DOTALL)
    text = "\n".join(_prose(without_comments(text)))
    text = re.sub(r"!\[[^\]]{0,200}\]\([^)]{0,500}\)", "", text)
    text = re.sub(r"\]\([^)]{0,500}\)|https?://\S+|</?[A-Za-z][^<>]{0,500}>", "", text)
    if not whole:
        text = re.sub(r"^(#.*|\s*\|.*)$", "", text, flags=re.MULTILINE)
    return len([word for word in text.split() if re.search(r"\w", word)])


def _prose(text: str) -> Iterator[str]:
    """The lines outside fenced code."""
    fence = ""
    for line in text.splitlines():
        mark = line.lstrip()[:3]
        if fence:
            fence = "" if mark == fence and not line.strip().strip(fence[0]) else fence
        elif mark in ("```", "~~~"):
            fence = mark
        else:
            yield line


def _length(page: Markdown, least: int, most: int) -> Finding | None:
    """Counted with and without headings and tables: either may fit."""
    few, many = words_of(page.text), words_of(page.text, whole=True)
    if least <= many and few <= most:
        return None
    return failed(
        f"{page.path} has {few} words; it takes {least} to {most}.",
        "Say what was measured and how it fails." if many < least else "Keep what a stranger needs to know.",
        words=few,
    )


def _figure(page: Markdown, run: Built) -> Finding | None:
    folder = posixpath.dirname(page.path)
    shown_there = [one or two for one, two in PICTURE.findall(page.text)]
    paths = [posixpath.normpath(posixpath.join(folder, path)) for path in shown_there]
    if any(path in run.outputs for path in paths):
        return None
    if not paths:
        return failed(f"{page.path} shows no figure.", "Show one that the documented command makes.")
    return failed(
        f"{page.path} shows {paths[0]}, which `{run.command}` does not make.",
        "Let the run write the figure, and show that file.",
    )


def _headline(page: Markdown, record: Record) -> Finding | None:
    metric, baseline = record.metric(), record.baseline()
    wanted = {
        f"{metric.name} {metric.value:.4g}": metric.value,
        f"the lower end {metric.low:.4g} of its interval": metric.low or 0.0,
        f"the upper end {metric.high:.4g} of its interval": metric.high or 0.0,
        f"the baseline {baseline.name} {baseline.value:.4g}": baseline.value,
    }
    there = [one for one in numbers_in(page.text) if one.is_decimal]
    for what, value in wanted.items():
        if not any(shown(value, one) for one in there):
            return failed(
                f"{page.path} does not say {what} of {record.path}.",
                "Write the headline number with its interval, and the baseline beside it, from the last run.",
            )
    return None


def _failure(page: Markdown) -> Finding | None:
    for block in page.whole.blocks:
        if FAILURE.search(block.text) and words_of(block.text) >= FAILURE_WORDS:
            return None
    return failed(
        f"{page.path} has no paragraph on what failed or where it stops working.",
        "Add one honest failure: what you tried or where the model is wrong, with an example.",
    )
