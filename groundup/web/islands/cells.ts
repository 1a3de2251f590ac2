// The cells of a lesson: the source as an editor, Run, and what it shows. Cells run one after another.
import type { EditorView } from "@codemirror/view";
import { openEditor, replaceText } from "./editor";

let waiting: Promise<unknown> = Promise.resolve();

function mount(cell: HTMLElement): void {
  const form = cell.querySelector<HTMLFormElement>("[data-cell-form]");
  const shown = cell.querySelector<HTMLElement>("[data-cell-shown]");
  const field = form?.querySelector("textarea");
  if (!form || !shown || !field || form.dataset.mounted) return;
  form.dataset.mounted = "yes";
  const given = field.value;
  const reset = form.querySelector<HTMLButtonElement>("[data-cell-reset]");
  const run = () => {
    void (waiting = waiting.then(() => runCell(cell, form, editor)));
    return true;
  };
  const editor = openEditor({
    parent: form,
    text: given,
    label: field.getAttribute("aria-label") ?? "Code",
    keys: [{ key: "Shift-Enter", run }, { key: "Mod-Enter", run }],
    onChange: (text) => {
      field.value = text;
      if (reset) reset.hidden = text === given;
    },
  });
  form.prepend(editor.dom);
  field.hidden = true;
  shown.hidden = true;
  form.hidden = false;
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    run();
  });
  reset?.addEventListener("click", () => {
    replaceText(editor, given);
    editor.focus();
  });
}

async function runCell(cell: HTMLElement, form: HTMLFormElement, editor: EditorView): Promise<void> {
  const state = cell.querySelector<HTMLElement>("[data-cell-state]");
  const outputs = cell.querySelector<HTMLElement>("[data-cell-outputs]");
  const slow = setTimeout(() => state && (state.textContent = "Running"), 150);
  cell.setAttribute("aria-busy", "true");
  try {
    const body = new URLSearchParams({ source: editor.state.doc.toString() });
    const answer = await fetch(form.action, { method: "POST", body, headers: { "HX-Request": "true" } });
    const html = await answer.text();
    if (outputs) outputs.innerHTML = html; // from our own server, made safe there
    if (state) state.textContent = "";
  } catch {
    if (state) state.textContent = "The program does not answer. Is groundup still running?";
  } finally {
    clearTimeout(slow);
    cell.removeAttribute("aria-busy");
  }
}

/** Editors open first where the reader is, then, in idle moments, everywhere: the keys reach each of them. */
export function openCells(): void {
  const near = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        near.unobserve(entry.target);
        mount(entry.target as HTMLElement);
      }
    },
    { rootMargin: "800px" },
  );
  const cells = [...document.querySelectorAll<HTMLElement>("[data-cell]")];
  for (const cell of cells) near.observe(cell);
  const idle = window.requestIdleCallback ?? ((act: () => void) => setTimeout(act, 50));
  const openNext = () => {
    const cell = cells.shift();
    if (!cell) return;
    mount(cell);
    idle(openNext);
  };
  idle(openNext);
}
