// The lab's editor: saves with Ctrl+S, and follows the file when another editor changes it.
import type { EditorView } from "@codemirror/view";
import { openEditor, replaceText } from "./editor";

const form = document.querySelector<HTMLFormElement>("[data-editor-form]")!;
const field = form.querySelector<HTMLTextAreaElement>("[data-editor]")!;
const state = form.querySelector<HTMLElement>("[data-editor-state]")!;
const lab = document.querySelector<HTMLElement>("[data-lab]")!.dataset.lab!;

let saved = field.value;
let saving = "";

function say(text: string): void {
  state.textContent = text;
}

function save(): boolean {
  form.requestSubmit();
  return true;
}

function open(): EditorView {
  const editor = openEditor({
    parent: form,
    text: field.value,
    label: "Your module",
    numbers: true,
    keys: [{ key: "Mod-s", run: save, preventDefault: true }],
    onChange: (text) => {
      field.value = text;
      say(text === saved ? "" : "not saved");
    },
  });
  field.after(editor.dom);
  field.hidden = true;
  return editor;
}

/** Another editor saved: take its text, unless something here is not saved yet. */
async function follow(): Promise<void> {
  const answer = await fetch(`/lab/${lab}/source`);
  if (!answer.ok) return;
  const text = await answer.text();
  if (text === field.value) {
    saved = text;
    return say("");
  }
  if (field.value !== saved) return say("The file was changed by another editor; saving here replaces it.");
  saved = text;
  replaceText(editor, text);
}

const editor = open();
document.addEventListener("keydown", (event) => {
  if ((event.ctrlKey || event.metaKey) && event.key === "s" && !event.defaultPrevented) {
    event.preventDefault();
    save();
  }
});
form.addEventListener("htmx:before:request", () => {
  saving = field.value;
  say("checking");
});
form.addEventListener("htmx:after:request", (event) => {
  const status = (event as CustomEvent<{ ctx: { response?: { status?: number } } }>).detail.ctx.response?.status ?? 0;
  if (status >= 400 || status === 0) return say("not saved");
  saved = saving;
  say(field.value === saved ? "saved" : "not saved");
});
form.addEventListener("htmx:error", () => say("not saved: the program does not answer"));
document.body.addEventListener("verdict", () => void follow());
document.body.addEventListener("trouble", (event) => say((event as CustomEvent<string>).detail));
addEventListener("beforeunload", (event) => {
  if (field.value !== saved) event.preventDefault();
});
document.querySelector("[data-reset]")?.addEventListener("submit", () => (saved = field.value));
