// A moving figure: controls and draggable points ask the server for the drawing at their settings.
// One request at a time; while it runs, only the newest settings wait, so that a drag never queues up.

type Axes = [left: number, top: number, width: number, height: number, x0: number, x1: number, y0: number, y1: number];
type Settings = Record<string, unknown>;
interface Drawn {
  svg?: string;
  alt?: string;
  axes?: Axes[];
  message?: string;
}

class Figure {
  private readonly drawing: HTMLElement;
  private readonly form: HTMLFormElement;
  private axes: Axes[];
  private busy = false;
  private again = false;

  constructor(private readonly root: HTMLElement) {
    this.drawing = root.querySelector<HTMLElement>("[data-drawing]")!;
    this.form = root.querySelector<HTMLFormElement>("[data-controls]")!;
    this.axes = JSON.parse(root.dataset.axes ?? "[]") as Axes[];
    this.form.hidden = false;
    this.form.addEventListener("submit", (event) => event.preventDefault());
    this.form.addEventListener("input", () => this.changed());
    this.form.addEventListener("reset", () => setTimeout(() => this.changed()));
    this.placeHandles();
  }

  private changed(): void {
    for (const slider of this.form.querySelectorAll<HTMLInputElement>("input[type=range]")) {
      const shown = this.form.querySelector<HTMLOutputElement>(`output[for="${slider.id}"]`);
      if (shown) shown.value = slider.value;
    }
    void this.draw();
  }

  private settings(): Settings {
    const settings: Settings = {};
    for (const field of this.form.querySelectorAll<HTMLInputElement | HTMLSelectElement>("[data-kind]")) {
      if (field.dataset.kind === "slider") settings[field.name] = Number(field.value);
      if (field.dataset.kind === "choice") settings[field.name] = field.value;
      if (field.dataset.kind === "toggle") settings[field.name] = (field as HTMLInputElement).checked;
    }
    for (const point of this.points()) settings[point.dataset.point!] = this.fields(point).map((field) => Number(field.value));
    return settings;
  }

  private points(): HTMLElement[] {
    return [...this.form.querySelectorAll<HTMLElement>("[data-point]")];
  }

  private fields(point: HTMLElement): HTMLInputElement[] {
    return [...point.querySelectorAll("input")];
  }

  private async draw(): Promise<void> {
    this.placeHandles();
    if (this.busy) {
      this.again = true;
      return;
    }
    this.busy = true;
    do {
      this.again = false;
      await this.ask();
    } while (this.again);
    this.busy = false;
  }

  private async ask(): Promise<void> {
    try {
      const answer = await fetch(this.root.dataset.figure!, {
        method: "POST",
        headers: { "Content-Type": "application/json", "HX-Request": "true" },
        body: JSON.stringify(this.settings()),
      });
      this.show((await answer.json()) as Drawn);
    } catch {
      this.say("The program does not answer. Is groundup still running?");
    }
  }

  private show(drawn: Drawn): void {
    this.say(drawn.message ?? "");
    if (drawn.svg === undefined) return;
    const handles = [...this.drawing.querySelectorAll(".handle")];
    this.drawing.innerHTML = drawn.svg; // from our own server, made safe there
    this.drawing.append(...handles);
    this.axes = drawn.axes ?? this.axes;
    // A drag or a slide announces where it ended, not each step on the way.
    if (!this.again) this.root.querySelector("[data-alt]")!.textContent = drawn.alt ?? "";
    this.placeHandles();
  }

  private say(trouble: string): void {
    const place = this.root.querySelector<HTMLElement>("[data-trouble]")!;
    place.textContent = trouble;
    place.hidden = !trouble;
  }

  /** A handle over each draggable point. The number fields beside the figure do the same without dragging. */
  private placeHandles(): void {
    const view = this.drawing.querySelector("svg")?.viewBox.baseVal;
    for (const point of this.points()) {
      const axes = this.axes[Number(point.dataset.axesIndex)];
      if (!view || !axes) continue;
      const [left, top, width, height, x0, x1, y0, y1] = axes;
      const [x = 0, y = 0] = this.fields(point).map((field) => Number(field.value));
      const handle = this.handle(point);
      handle.style.left = `${(100 * (left + (width * (x - x0)) / (x1 - x0))) / view.width}%`;
      handle.style.top = `${(100 * (top + (height * (y1 - y)) / (y1 - y0))) / view.height}%`;
    }
  }

  private handle(point: HTMLElement): HTMLElement {
    const name = point.dataset.point!;
    const known = this.drawing.querySelector<HTMLElement>(`.handle[data-for="${CSS.escape(name)}"]`);
    if (known) return known;
    const made = document.createElement("span");
    made.className = "handle";
    made.dataset.for = name;
    made.title = `Drag ${name}`;
    made.addEventListener("pointerdown", (event) => this.drag(event, made, point));
    this.drawing.append(made);
    return made;
  }

  private drag(start: PointerEvent, handle: HTMLElement, point: HTMLElement): void {
    start.preventDefault();
    handle.setPointerCapture(start.pointerId);
    handle.classList.add("is-held");
    const move = (event: PointerEvent) => this.moveTo(point, event);
    const stop = () => {
      handle.classList.remove("is-held");
      handle.removeEventListener("pointermove", move);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", stop, { once: true });
    handle.addEventListener("pointercancel", stop, { once: true });
  }

  private moveTo(point: HTMLElement, event: PointerEvent): void {
    const svg = this.drawing.querySelector("svg");
    const axes = this.axes[Number(point.dataset.axesIndex)];
    if (!svg || !axes) return;
    const [left, top, width, height, x0, x1, y0, y1] = axes;
    const box = svg.getBoundingClientRect();
    const scale = svg.viewBox.baseVal.width / box.width;
    const across = ((event.clientX - box.left) * scale - left) / width;
    const down = ((event.clientY - box.top) * scale - top) / height;
    const values = [x0 + across * (x1 - x0), y1 - down * (y1 - y0)];
    this.fields(point).forEach((field, index) => (field.value = this.snapped(field, values[index]!)));
    void this.draw();
  }

  private snapped(field: HTMLInputElement, value: number): string {
    const step = Number(field.step) || 0.1;
    const within = Math.min(Math.max(value, Number(field.min)), Number(field.max));
    return (Math.round(within / step) * step).toFixed(Math.max(0, -Math.floor(Math.log10(step))));
  }
}

export function openFigures(): void {
  for (const root of document.querySelectorAll<HTMLElement>("[data-figure]")) {
    if (root.querySelector("[data-controls]")) new Figure(root);
  }
}
