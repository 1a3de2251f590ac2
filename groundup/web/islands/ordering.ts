// Putting things in order: by dragging, with arrow buttons, or with the place fields that are there without a script.

function relabel(list: HTMLElement): void {
  [...list.children].forEach((item, index) => {
    const field = item.querySelector("select");
    if (field) field.selectedIndex = index;
  });
}

function shift(item: HTMLElement, step: number, button: HTMLElement): void {
  const list = item.parentElement!;
  const other = step < 0 ? item.previousElementSibling : item.nextElementSibling;
  if (!other) return;
  list.insertBefore(step < 0 ? item : other, step < 0 ? other : item);
  relabel(list);
  button.focus();
  const place = [...list.children].indexOf(item) + 1;
  document.querySelector("#said")!.textContent = `Place ${place} of ${list.children.length}`;
}

/** What stands in the item, without the place field; of a formula its source. */
function nameOf(item: HTMLElement): string {
  const text = item.querySelector(":scope > .prose")?.cloneNode(true) as HTMLElement | undefined;
  for (const formula of text?.querySelectorAll(".katex") ?? []) formula.replaceWith(formula.querySelector("annotation")?.textContent ?? "");
  return text?.textContent?.trim() ?? "";
}

function arrow(item: HTMLElement, step: number): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "icon arrow";
  button.textContent = step < 0 ? "↑" : "↓";
  button.setAttribute("aria-label", `${step < 0 ? "Up" : "Down"}: ${nameOf(item)}`);
  button.addEventListener("click", () => shift(item, step, button));
  return button;
}

function makeDraggable(item: HTMLElement): void {
  item.draggable = true;
  item.addEventListener("dragstart", (event) => {
    item.classList.add("is-held");
    event.dataTransfer?.setData("text/plain", item.dataset.letter ?? "");
  });
  item.addEventListener("dragend", () => {
    item.classList.remove("is-held");
    relabel(item.parentElement!);
  });
  item.addEventListener("dragover", (event) => {
    event.preventDefault();
    const held = item.parentElement!.querySelector(".is-held");
    if (!held || held === item) return;
    const box = item.getBoundingClientRect();
    item.parentElement!.insertBefore(held, event.clientY < box.top + box.height / 2 ? item : item.nextSibling);
  });
}

export function openOrderings(scope: ParentNode = document): void {
  for (const list of scope.querySelectorAll<HTMLElement>("[data-ordering]:not(.is-open)")) {
    list.classList.add("is-open");
    if (list.closest("fieldset")?.disabled) continue;
    for (const item of [...list.children] as HTMLElement[]) {
      makeDraggable(item);
      const tools = document.createElement("span");
      tools.className = "arrows";
      tools.append(arrow(item, -1), arrow(item, 1));
      item.append(tools);
    }
  }
}
