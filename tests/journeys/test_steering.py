"""The walk of a plan: a missed week, the forecast, planning anew, the calendar, a gap, the loop."""

from __future__ import annotations

import re
from datetime import date

import pytest
from icalendar import Calendar
from playwright.sync_api import BrowserContext, Page, expect

from groundup import actions
from groundup.records import Agenda, Goal
from tests.journeys.conftest import Site, Watch


@pytest.fixture(autouse=True)
def chosen(site: Site) -> None:
    """A goal from today on, and nothing wished, promised or told before."""
    w = site.workspace
    w.store.save_agenda(w.store.learner(), Agenda())
    today = w.clock().date()
    actions.setup(w, actions.Choice(Goal("concept", "svd"), 6, "evenings", today, zone="Europe/Berlin"))


def test_a_missed_week_moves_the_plan_and_a_way_out_is_taken(page: Page, site: Site) -> None:
    page.goto("/plan")
    expect(page.get_by_role("heading", name="When it is likely done")).to_be_visible()
    expect(page.get_by_text("Nothing is known of your weeks yet")).to_be_visible()
    before = page.locator(".lede strong").inner_text()
    site.clock.sleep(days=7)
    page.goto("/plan")
    # What was promised for the week is held; after it the rest is planned anew, and may end a day sooner.
    expect(page.get_by_text(re.compile("The finish moved [67] days later"))).to_be_visible()
    expect(page.get_by_text("From your last week:")).to_be_visible()
    assert page.locator(".lede strong").inner_text() != before
    page.get_by_role("link", name="Plan anew").click()
    page.get_by_label("Hours a week").fill("4")
    page.get_by_role("button", name="Show what would change").click()
    expect(page.get_by_role("heading", name="What would change")).to_be_visible()
    expect(page.get_by_role("heading", name="Study more")).to_be_visible()
    settings = actions.current_settings(site.workspace)
    assert settings is not None and settings.hours_per_week == 6  # nothing has changed yet
    page.get_by_role("button", name=re.compile("Take this way.*study more")).click()
    expect(page).to_have_url(re.compile("/plan$"))
    settings = actions.current_settings(site.workspace)
    assert settings is not None and settings.hours_per_week > 4


def test_a_holiday_and_a_pin_are_kept(page: Page, watch: Watch) -> None:
    page.goto("/plan")
    page.get_by_text("Holidays, pauses and pins").click()
    free = page.locator("form[action='/plan/pause']")
    free.get_by_label("No study from").fill("2026-12-21")
    free.get_by_label("until").fill("2027-01-03")
    free.get_by_label("Why").fill("Christmas")
    free.get_by_role("button").click()
    page.get_by_text("Holidays, pauses and pins").click()
    expect(page.get_by_text("Christmas: Mon 21 Dec to Sunday 3 January 2027")).to_be_visible()
    pin = page.locator("form[action='/plan/pin']")
    pin.locator("[name=day]").fill("2026-12-25")
    pin.get_by_role("button").click()
    expect(page.get_by_role("alert")).to_contain_text("which is a day off")
    watch.complaints.clear()  # the console says that the answer was a refusal
    pin.locator("[name=day]").fill("2026-12-16")
    pin.get_by_role("button").click()
    page.get_by_text("Holidays, pauses and pins").click()
    expect(page.get_by_text("is pinned to Wednesday 16 December 2026")).to_be_visible()


def test_the_calendar_is_read_by_another_program(page: Page, context: BrowserContext, site: Site) -> None:
    actions.pause(site.workspace, date(2026, 12, 21), date(2027, 1, 3))
    page.goto("/calendar")
    page.get_by_role("button", name="Make an address").click()
    address = page.get_by_label("Address").input_value()
    answer = context.request.get(address)
    parsed = Calendar.from_ical(answer.body())
    starts = [event["DTSTART"].dt for event in parsed.walk("VEVENT")]
    assert starts and all(str(at.tzinfo) == "Europe/Berlin" for at in starts)
    assert not any(at.date().isoformat()[:7] == "2026-12" and at.day >= 21 for at in starts)


def test_a_gap_is_closed_first_and_the_loop_is_walked(page: Page) -> None:
    page.goto("/gaps")
    page.get_by_role("button", name=re.compile("Close this one")).nth(2).click()
    expect(page.get_by_text("the shortest way to close one gap")).to_be_visible()
    page.get_by_role("button", name="Back to the goal").click()
    page.goto("/loop")
    page.get_by_label(re.compile("Goal of the first pass")).fill("Compress my photographs")
    page.get_by_role("button", name="Begin the pass").click()
    page.get_by_role("button", name="On to step 2").click()
    page.get_by_label("A line for today").fill("Met eigenvalues")
    page.get_by_role("button", name="Note it").click()
    expect(page.get_by_text("Met eigenvalues")).to_be_visible()
    page.get_by_label("What did it teach you").fill("Begin smaller")
    page.get_by_role("button", name="End the pass").click()
    expect(page.get_by_role("heading", name="Pass 1: Compress my photographs")).to_be_visible()
