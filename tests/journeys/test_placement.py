"""A newcomer's placement in the browser: from setup, paused, ended, and the plan without what is known."""

from __future__ import annotations

import itertools
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect

from groundup import actions
from groundup.grading import Instance
from tests.journeys.conftest import Site

KNOWN = "foundations-python"  # the stage that this person knows


def answer(page: Page, site: Site, knows: set[str]) -> None:
    """What somebody who knows these concepts does with the question that is shown."""
    id = page.locator("input[name=question]").get_attribute("value")
    instance, _ = site.workspace.store.instance(id or "")
    if instance.concept in knows and fill(page, instance):
        page.get_by_role("button", name="Answer", exact=True).click()
    else:
        page.get_by_role("button", name="I don’t know").click()  # noqa: RUF001  # as it is set


def fill(page: Page, instance: Instance) -> bool:
    question, value = page.locator("[data-question]"), str(instance.form.value)
    if instance.kind == "choice":
        question.locator(f'input[value="{value}"]').check()
    elif instance.kind == "steps":
        for n, line in enumerate(value.split("\n")):
            question.locator(f"[name=step-{n}]").fill(line)
    elif instance.kind in ("choices", "ordering"):
        return False
    else:
        question.locator("[name=answer]").fill(value)
    return True


def test_a_placement_from_setup_to_the_plan(
    page: Page, site: Site, axe: Callable[[Page], list[str]], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(site.workspace, "entropy", itertools.count(1).__next__)  # the same round each time
    knows = {id for id, node in site.workspace.catalog.graph.items() if node.stage == KNOWN}
    page.goto("/setup")
    page.locator('input[name="goal"]').first.check()
    page.get_by_role("button", name="Make my plan, then find out").click()
    page.get_by_role("link", name="Begin", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Question 1")
    before = actions.plan(site.workspace).minutes_left
    for _ in range(3):
        answer(page, site, knows)
    page.get_by_role("link", name="Pause").click()
    expect(page.locator(".lede")).to_contain_text("Paused after 3 questions")

    page.goto("/today")
    page.get_by_role("link", name="Go on").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Question 4")
    while "/placement/question" in page.url:
        answer(page, site, knows)
    assert axe(page) == []
    page.locator(".placed-area > summary").first.click()
    expect(page.locator(".placed").first).to_be_visible()
    assert axe(page) == []

    inferred = {id for id, m in actions.standing(site.workspace).mastery.items() if m.state == "inferred"}
    assert len(inferred & knows) > 4 * len(inferred - knows)  # an inference, so now and then one is wrong
    assert actions.plan(site.workspace).minutes_left < before
    page.goto("/today")
    expect(page.locator(".left-out")).to_contain_text("Your placement says that you know")
    page.locator(".left-out").get_by_role("link", name="Why?").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What you know already")
    page.goto(f"/concept/{sorted(inferred)[0]}")
    page.get_by_role("link", name="Why?").click()
    expect(page.get_by_role("heading", level=2).first).to_have_text("What your placement says")
