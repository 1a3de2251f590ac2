// A prompt of an interview: its clock, what is written until it is sent, and the editor where code is asked for.
// The server keeps beginning and end; here the time is only shown.

const turn = document.querySelector<HTMLElement>("[data-turn]")!;
const key = `interview ${turn.dataset.turn}`;
const form = document.querySelector<HTMLFormElement>("[data-interview]");

function spelled(seconds: number): string {
  const whole = Math.floor(seconds);
  return `${Math.floor(whole / 60)}:${String(whole % 60).padStart(2, "0")}`;
}

/** Counts down the minutes that are advised, then up. */
function runClock(clock: HTMLElement): void {
  const advised = 60 * Number(clock.dataset.minutes);
  const began = performance.now() - 1000 * Number(clock.dataset.seconds);
  const show = (): void => {
    const left = advised - (performance.now() - began) / 1000;
    clock.textContent = left >= 0 ? `${spelled(left)} left of ${clock.dataset.minutes} minutes` : `${spelled(-left)} over`;
    clock.classList.toggle("is-over", left < 0);
  };
  show();
  setInterval(show, 1000);
}

/** What was written outlives a closed window: it is put back until the answer is kept. */
function keepDraft(fields: HTMLTextAreaElement[]): void {
  const kept = JSON.parse(localStorage.getItem(key) ?? "{}") as Record<string, string>;
  for (const field of fields) {
    if (field.value === field.defaultValue && kept[field.name]) field.value = kept[field.name]!;
  }
  form!.addEventListener("input", () => {
    localStorage.setItem(key, JSON.stringify(Object.fromEntries(fields.map((field) => [field.name, field.value]))));
  });
}

async function openCode(field: HTMLTextAreaElement): Promise<void> {
  const { openEditor } = await import("./editor");
  const editor = openEditor({
    parent: field.parentElement!,
    text: field.value,
    label: "Your code",
    numbers: true,
    keys: [],
    onChange: (text) => {
      field.value = text;
      field.dispatchEvent(new Event("input", { bubbles: true }));
    },
  });
  field.after(editor.dom);
  field.hidden = true;
}

if (form === null) {
  localStorage.removeItem(key);
} else {
  const fields = [...form.querySelectorAll<HTMLTextAreaElement>("textarea")];
  keepDraft(fields);
  const code = form.querySelector<HTMLTextAreaElement>("[data-editor]");
  if (code) void openCode(code);
  const clock = document.querySelector<HTMLElement>("[data-clock]");
  if (clock) runClock(clock);
}
