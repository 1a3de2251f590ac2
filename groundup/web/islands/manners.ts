// Small courtesies: focus goes to what was answered, and wide things can be reached by keyboard.

/** After a part of the page was replaced, its answer is read and the next key acts on it. */
export function focusAnswers(): void {
  document.querySelector<HTMLElement>("[data-focus]")?.focus();
  document.addEventListener("htmx:after:swap", (event) => {
    const place = event.target as HTMLElement | null;
    const scope = place?.isConnected ? place : document.body;
    (scope.matches?.("[data-focus]") ? scope : scope.querySelector<HTMLElement>("[data-focus]"))?.focus({ preventScroll: true });
    reachScrollers();
  });
}

/** What is wider than its column can be scrolled with the arrow keys. */
export function reachScrollers(): void {
  addEventListener("resize", reachScrollers); // the same listener again is no second one
  for (const box of document.querySelectorAll<HTMLElement>(".formula, .wide")) {
    const overflows = box.scrollWidth > box.clientWidth + 1;
    if (overflows) box.tabIndex = 0;
    else box.removeAttribute("tabindex");
  }
}

