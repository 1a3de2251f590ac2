"""A Dockerfile is read and judged by severity; what was not built is said not to be."""

import pytest

from groundup.audit import NotThere
from groundup.audit.drafts import BEGAN, Draft, Step
from groundup.audit.probes.container import container
from groundup.audit.probes.dockerfile import bases_of, findings, read_dockerfile
from tests.audit.rooms import inspect

GOOD = """\
# syntax=docker/dockerfile:1
ARG VERSION=3.11.9
FROM python:${VERSION}-slim AS build
COPY requirements.lock ./
RUN pip install --no-cache-dir \\
    # a comment between continued lines
    -r requirements.lock

FROM build
RUN useradd app
COPY --chown=app app ./app
USER app
HEALTHCHECK CMD ["python", "-c", "import app"]
CMD ["python", "-m", "app"]
"""
FILES = {"requirements.lock": "", "app/__init__.py": "", "data/t.csv": "x\n", ".dockerignore": "data\n.git\n"}


def looked_at(text=GOOD, **changes):
    files = {path: content.encode() for path, content in {**FILES, "Dockerfile": text, **changes}.items()}
    return inspect(Draft((Step("all", BEGAN, files),)))


def severities(text=GOOD, **changes):
    return [(one.severity, one.said) for one in findings(looked_at(text, **changes), ["data/t.csv"])]


def test_the_images_that_it_needs_are_named_once_and_its_own_stages_left_out():
    text = GOOD.replace("USER app", "COPY --from=uv:0.4 /uv /bin/\nCOPY --from=build /x /x\nUSER app")
    assert bases_of(read_dockerfile(text)) == ["python:3.11.9-slim", "uv:0.4"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("VERSION=3.11.9", "VERSION=latest", "not pinned"),
        ("python:${VERSION}-slim", "python", "not pinned"),
        ("USER app\n", "", "runs as root"),
        ("USER app\n", "USER app\nUSER 0:0\n", "runs as root"),
        ("HEALTHCHECK CMD", "LABEL health", "no HEALTHCHECK"),
        ("USER app\n", "ENV API_KEY=abc123\nUSER app\n", "writes a secret"),
        ("COPY --chown=app app ./app", "COPY .env app ./", ".env into the image"),
        ("COPY --chown=app app ./app", "COPY data ./data\nCOPY app ./app", None),
        ("COPY requirements.lock ./", "COPY . .", "before the dependencies"),
    ],
)
def test_what_is_wrong_is_high_and_named(old, new, said):
    assert GOOD.count(old) == 1
    found = severities(GOOD.replace(old, new))
    assert [severity for severity, _ in found] == (["high"] if said else [])
    assert all(said in text for _, text in found)


def test_training_data_is_found_where_the_ignore_file_lets_it_through():
    whole = GOOD.replace("COPY --chown=app app ./app", "COPY . .")
    assert severities(whole) == []
    (found,) = severities(whole, **{".dockerignore": ".git\n"})
    assert found[0] == "high" and "data/t.csv" in found[1]


@pytest.mark.parametrize(
    ("ignore", "taken"),
    [
        ("*\n!app\n", False),
        ("**/*.csv\n", False),
        ("*.csv\n", True),
        ("data/*\n!data/t.csv\n", True),
        ("/data/\n", False),
        ("# data\n", True),
        ("**/**/**/**/nothing\n", True),
    ],
)
def test_the_ignore_file_is_read_as_docker_reads_it(ignore, taken):
    whole = GOOD.replace("COPY --chown=app app ./app", "COPY . .")
    found = severities(whole, **{".dockerignore": ignore})
    assert any("data/t.csv" in said for _, said in found) is taken


def test_a_builder_may_hold_what_the_last_stage_does_not():
    text = GOOD.replace("FROM build\n", "FROM python:3.11.9-slim\n").replace(
        "AS build\n", "AS build\nCOPY data data\n"
    )
    assert severities(text, **{".dockerignore": ""}) == []


def test_a_health_check_of_the_compose_file_counts():
    text = GOOD.replace("HEALTHCHECK CMD", "LABEL health")
    assert severities(text, **{"compose.yaml": "services:\n  a:\n    healthcheck:\n      test: x\n"}) == []


def test_the_project_itself_may_be_installed_after_its_dependencies():
    text = GOOD.replace(
        "COPY --chown=app app ./app", "RUN uv sync --no-install-project\nCOPY . .\nRUN uv sync"
    )
    assert severities(text) == []


def test_an_image_that_is_made_for_another_user_needs_none():
    text = "FROM gcr.io/distroless/python3:nonroot@sha256:0\nCOPY app ./app\nHEALTHCHECK CMD true\n"
    assert severities(text) == []


def test_caches_are_advice_and_no_failure():
    text = GOOD.replace("--no-cache-dir ", "").replace(
        "RUN useradd app", "RUN apt-get install -y curl\nADD a b"
    )
    assert [severity for severity, _ in severities(text)] == ["low", "low", "low"]
    found = container(lambda _: []).look(looked_at(text))
    assert found.passed is None and "Advice" in found.seen


def test_continued_lines_and_here_documents_are_one_instruction():
    found = read_dockerfile("FROM a:1.2\nRUN <<EOF\nUSER root\nFROM x\nEOF\nRUN a \\\n  b\nUSER c\n")
    assert [(one.name, one.line) for one in found] == [("FROM", 1), ("RUN", 2), ("RUN", 6), ("USER", 8)]
    assert found[2].words == ["a", "b"]


def test_no_dockerfile_and_no_base_are_named():
    with pytest.raises(NotThere, match="no FROM"):
        read_dockerfile("RUN true\n")
    with pytest.raises(NotThere, match="no Dockerfile"):
        findings(inspect(Draft((Step("all", BEGAN, {}),))), [])
