"""Hostile text and drawings in a real browser: no dialog, no violation, nothing asked for elsewhere."""

from __future__ import annotations

from playwright.sync_api import Page, expect

from groundup import actions
from groundup.grading import Choice, Family, Question, instance_from
from groundup.records import Goal
from tests.journeys.conftest import Site, Watch
from tests.web.test_drawings import ATTACKS as DRAWN
from tests.web.test_prose import ATTACKS as WRITTEN


def test_hostile_text_is_text(site: Site, page: Page) -> None:
    page.on("dialog", lambda dialog: (_ for _ in ()).throw(AssertionError("a dialog opened")))
    store = site.workspace.store
    for number, attack in enumerate([*WRITTEN, *DRAWN]):
        prompt = f"Before.\n\n{attack}\n\nAfter."
        form = Choice([attack, "harmless"], 1)
        family = Family("hostile", lambda rng, p=prompt, f=form: Question(p, f, [], p))
        instance = instance_from(family, number, concept="vectors")
        store.save_instance(store.learner(), instance)
        page.goto(f"/question/{instance.id}")
        expect(page.get_by_text("Before.")).to_be_visible()
        page.get_by_role("button", name="I don\u2019t know").click()
        expect(page.locator(".reply")).to_be_visible()


def test_hostile_output_of_a_cell_is_inert(site: Site, page: Page) -> None:
    page.goto("/lesson/vectors")
    cell = page.locator("[data-cell]").first
    source = f"""
class Hostile:
    def _repr_html_(self):
        return {"".join(WRITTEN)!r}
Hostile()
"""
    cell.locator(".cm-content").click()
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(source)
    page.keyboard.press("Shift+Enter")
    expect(cell.locator("[data-cell-outputs]")).not_to_have_text("array([7, 6])")
    assert page.locator("[data-cell-outputs] script, [data-cell-outputs] img[onerror]").count() == 0


def test_another_site_can_change_nothing(site: Site, page: Page, watch: Watch) -> None:
    """Two ports of this machine are two origins of one site: Lax cookies would not tell them apart."""
    w = site.workspace
    actions.setup(w, actions.Choice(Goal("concept", "vectors"), 4, "evenings", w.clock().date(), zone="UTC"))
    before = w.store.revision()
    page.set_content(f'<form method="post" action="{site.url}/today/off"><button>x</button></form>')
    with page.expect_response("**/today/off") as answered:
        page.get_by_role("button").click()
    assert answered.value.status == 403
    assert w.store.revision() == before
    watch.complaints.clear()  # the refusal itself
