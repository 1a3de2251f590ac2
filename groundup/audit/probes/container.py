"""Container: the Dockerfile is read, and built, started and asked where a container engine was asked for.

container(private, given, id="container") -> Criterion
    private(inspection): paths that no image may hold; given(inspection): files that a run makes and it takes
judged(image, findings) -> Finding                  what a build says

Without a container engine a sound Dockerfile is `unseen`: whether the image builds and answers is not known.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping, Sequence

from groundup.audit.criteria import Criterion, criterion, failed, passed, unseen
from groundup.audit.inspection import Inspection
from groundup.audit.probes.dockerfile import PATH, RULES, bases_of, findings, read_dockerfile
from groundup.audit.probes.serving import told
from groundup.records import BuiltImage, Finding

WHY = "The image is what runs in the end: as root, with the training data in it, it is somebody's incident."


def container(
    private: Callable[[Inspection], Collection[str]],
    given: Callable[[Inspection], Mapping[str, bytes]] = lambda _: {},
    id: str = "container",
    why: str = WHY,
) -> Criterion:
    """For a project with files that no image may hold, whose image answers at its health path."""

    def look(inspection: Inspection) -> Finding:
        found = findings(inspection, private(inspection))
        high = [one for one in found if one.severity == "high"]
        noted = [f"{one.severity}: {one.said}" for one in found]
        if high:
            more = f" ({len(high)} findings of high severity)" if len(high) > 1 else ""
            return failed(f"{high[0].said}{more}.", high[0].todo, findings=noted)
        if inspection.containers is None:
            advice = f" Advice: {found[0].said}." if found else ""
            return unseen(
                f"{PATH} has no finding of high severity in {len(RULES)} rules.{advice} It was not built, as "
                "nobody asked for that: whether the image starts was not seen.",
                findings=noted,
                built=False,
            )
        repository = inspection.repository
        unwanted = {path: repository.files[path] for path in private(inspection) if path in repository.files}
        files = {**repository.files, **given(inspection)}
        bases = bases_of(read_dockerfile(inspection.text(PATH)))
        asks = told(inspection).health
        return judged(inspection.containers.try_image(files, bases, asks, unwanted), noted, asks)

    return criterion(id, cheap=True, why=why, builds=True)(look)


def judged(image: BuiltImage, noted: Sequence[str], asks: str = "/healthz") -> Finding:
    """The finding on an image; what this machine lacks is nobody's fault, and so unseen."""
    numbers = {"findings": list(noted), "engine": image.engine, "build_s": round(image.build_s, 1)}
    said = f": {image.said}" if image.said else ""
    if image.state == "unable":
        return unseen(
            f"{PATH} is sound as far as it can be read; {image.engine} could not try it here{said}",
            **numbers,
        )
    if image.state in ("failed", "slow"):
        how = f"ended with an error{said}" if image.state == "failed" else "was not done in time"
        return failed(
            f"The build by {image.engine} {how}",
            "Run `docker build .` in a fresh clone, and mend it.",
            **numbers,
        )
    numbers["size_mib"] = round(image.size_mib)
    if image.state == "ended":
        return failed(
            f"The image was built, and its container ended by itself{said}",
            "Run it with `docker run --network none`: CMD has to keep running, with no other service there.",
            **numbers,
        )
    if image.state != "answered":
        return failed(
            f"The container did not answer {asks} within {image.answer_s:.0f} s{said}",
            f"Let CMD start the server, and the server answer {asks} with 200 as soon as it can serve.",
            **numbers,
        )
    if image.healthy is False:
        return failed(
            f"The container answers {asks}, and its own HEALTHCHECK fails.",
            "Try the command of HEALTHCHECK inside: docker exec. A slim image has no curl.",
            **numbers,
        )
    if image.holds is None:
        return unseen(
            f"{image.engine} built it, and it answers {asks}; its files could not all be looked at, so that "
            "none of them is private was not seen.",
            **numbers,
        )
    if image.holds:
        return failed(
            f"The image holds {image.holds[0]}.",
            "Copy only what the service needs, and list the data in .dockerignore.",
            **numbers,
        )
    return passed(
        f"{image.engine} built it in {image.build_s:.0f} s ({image.size_mib:.0f} MiB); without a network it "
        f"answered {asks} after {image.answer_s:.1f} s.",
        answer_s=round(image.answer_s, 1),
        **numbers,
    )
