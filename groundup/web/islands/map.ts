// The map: zoom and pan with mouse, fingers, keys and buttons; what a concept rests on and leads to; the filter.

interface Place {
  x: number;
  y: number;
  scale: number;
}

const frame = document.querySelector<HTMLElement>("[data-map]")!;
const svg = frame.querySelector("svg")!;
const view = svg.querySelector<SVGGElement>("[data-map-view]")!;
const full = { width: Number(svg.dataset.width), height: Number(svg.dataset.height) };
const KEEP = "groundup-map";

let place: Place = { x: 0, y: 0, scale: 1 };

// --- zoom and pan, in pixels: the drawing gives up its view box, which would keep all of it in sight

const LARGEST = 2.5;
const READABLE = 0.92; // titles at about 11.5 pixels

function least(): number {
  return Math.min(frame.clientWidth / full.width, frame.clientHeight / full.height, 1);
}

function within(offset: number, size: number, frameSize: number): number {
  return size <= frameSize ? (frameSize - size) / 2 : Math.min(Math.max(offset, frameSize - size), 0);
}

function show(next: Place): void {
  const scale = Math.min(Math.max(next.scale, least()), LARGEST);
  place = {
    scale,
    x: within(next.x, full.width * scale, frame.clientWidth),
    y: within(next.y, full.height * scale, frame.clientHeight),
  };
  view.setAttribute("transform", `translate(${place.x} ${place.y}) scale(${place.scale})`);
  sessionStorage.setItem(KEEP, JSON.stringify(place));
}

function zoom(factor: number, at = { x: frame.clientWidth / 2, y: frame.clientHeight / 2 }): void {
  const scale = Math.min(Math.max(place.scale * factor, least()), LARGEST);
  const grown = scale / place.scale;
  show({ scale, x: at.x - (at.x - place.x) * grown, y: at.y - (at.y - place.y) * grown });
}

function pan(dx: number, dy: number): void {
  show({ ...place, x: place.x + dx, y: place.y + dy });
}

/** At a size that can be read, beginning where the learner stands. */
function begin(): void {
  svg.removeAttribute("viewBox");
  const kept = sessionStorage.getItem(KEEP);
  if (kept) return show(JSON.parse(kept) as Place);
  show({ x: 0, y: 0, scale: READABLE });
  const first = svg.querySelector<SVGGElement>(".node.on-path.node-learning, .node.on-path.node-fading") ??
    svg.querySelector<SVGGElement>(".node.on-path:not(.node-mastered, .node-claimed, .node-inferred)");
  if (first) centre(first);
}

function centre(node: SVGGElement): void {
  const box = node.getBBox();
  const at = node.transform.baseVal.consolidate()?.matrix;
  if (!at) return;
  const [x, y] = [(at.e + box.width / 2) * place.scale, (at.f + box.height / 2) * place.scale];
  show({ ...place, x: frame.clientWidth / 2 - x, y: frame.clientHeight / 2 - y });
}

/** Where the keys have gone, at a size that can be read. */
function bringHere(node: SVGGElement): void {
  if (place.scale < 0.6) place = { ...place, scale: READABLE };
  else if (isInSight(node)) return;
  centre(node);
}

function isInSight(node: Element): boolean {
  const [inner, outer] = [node.getBoundingClientRect(), frame.getBoundingClientRect()];
  return inner.left >= outer.left && inner.right <= outer.right && inner.top >= outer.top && inner.bottom <= outer.bottom;
}

// --- all that a concept rests on, and what it leads to next

function trace(id: string | null): void {
  svg.classList.toggle("is-tracing", id !== null);
  for (const part of svg.querySelectorAll(".is-traced")) part.classList.remove("is-traced");
  if (id === null) return;
  const lines = [...svg.querySelectorAll<SVGPathElement>("[data-from]")];
  const found = new Set([id]);
  for (const at of found) {
    for (const line of lines.filter((line) => line.dataset.to === at)) {
      line.classList.add("is-traced");
      found.add(line.dataset.from!);
    }
  }
  for (const line of lines.filter((line) => line.dataset.from === id)) {
    line.classList.add("is-traced");
    found.add(line.dataset.to!);
  }
  for (const one of found) document.getElementById(`node-${one}`)?.classList.add("is-traced");
}

function nodeAt(target: EventTarget | null): SVGGElement | null {
  return target instanceof Element ? target.closest<SVGGElement>("[data-node]") : null;
}

// --- the filter

function filter(): void {
  const words = document.querySelector<HTMLInputElement>("#map-filter")!.value.toLowerCase().split(/\s+/).filter(Boolean);
  const path = document.querySelector<HTMLInputElement>("#map-path")?.checked ?? false;
  const fits = (name: string, onPath: boolean) => words.every((word) => name.includes(word)) && (!path || onPath);
  for (const node of svg.querySelectorAll<SVGGElement>("[data-node]")) {
    const name = node.querySelector("title")?.textContent?.toLowerCase() ?? "";
    node.classList.toggle("is-faded", !fits(name, node.classList.contains("on-path")));
  }
  for (const row of document.querySelectorAll<HTMLElement>("#map-list [data-row]")) {
    row.hidden = !fits(row.dataset.name ?? "", row.classList.contains("on-path"));
  }
  if (words.length) for (const stage of document.querySelectorAll<HTMLDetailsElement>("#map-list details")) stage.open = true;
}

// --- hands and keys

const held = new Map<number, { x: number; y: number }>();
let moved = 0;

function grasp(event: PointerEvent): void {
  held.set(event.pointerId, { x: event.clientX, y: event.clientY });
  moved = 0;
}

function drag(event: PointerEvent): void {
  const before = held.get(event.pointerId);
  if (!before) return;
  const now = { x: event.clientX, y: event.clientY };
  moved += Math.abs(now.x - before.x) + Math.abs(now.y - before.y);
  if (moved > 4 && !frame.hasPointerCapture(event.pointerId)) frame.setPointerCapture(event.pointerId);
  const other = [...held.entries()].find(([id]) => id !== event.pointerId)?.[1];
  if (other) {
    const spread = (point: { x: number; y: number }) => Math.hypot(point.x - other.x, point.y - other.y) || 1;
    const box = frame.getBoundingClientRect();
    zoom(spread(now) / spread(before), { x: (now.x + other.x) / 2 - box.left, y: (now.y + other.y) / 2 - box.top });
  } else {
    pan(now.x - before.x, now.y - before.y);
  }
  held.set(event.pointerId, now);
}

function letGo(event: PointerEvent): void {
  held.delete(event.pointerId);
}

const KEYS: Record<string, () => void> = {
  "+": () => zoom(1.25),
  "=": () => zoom(1.25),
  "-": () => zoom(0.8),
  "0": () => show({ x: 0, y: 0, scale: least() }),
  ArrowLeft: () => pan(80, 0),
  ArrowRight: () => pan(-80, 0),
  ArrowUp: () => pan(0, 80),
  ArrowDown: () => pan(0, -80),
};

function press(event: KeyboardEvent): void {
  const act = KEYS[event.key];
  if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
  event.preventDefault();
  act();
}

frame.addEventListener("pointerdown", grasp);
frame.addEventListener("pointermove", drag);
frame.addEventListener("pointerup", letGo);
frame.addEventListener("pointercancel", letGo);
frame.addEventListener("keydown", press);
frame.addEventListener("click", (event) => moved > 4 && event.preventDefault(), true);
frame.addEventListener("dragstart", (event) => event.preventDefault());
frame.addEventListener(
  "wheel",
  (event) => {
    if (!event.ctrlKey && !event.metaKey && !document.fullscreenElement && event.deltaMode === 0 && !event.shiftKey) {
      // A plain wheel scrolls the page until the map fills the window; then it moves the map.
      if (!frame.matches(":focus-within, .is-entered")) return;
    }
    event.preventDefault();
    const box = frame.getBoundingClientRect();
    if (event.ctrlKey || event.metaKey) zoom(Math.exp(-event.deltaY / 200), { x: event.clientX - box.left, y: event.clientY - box.top });
    else pan(-event.deltaX, -event.deltaY);
  },
  { passive: false },
);
frame.addEventListener("pointerdown", () => frame.classList.add("is-entered"));
frame.addEventListener("pointerleave", () => frame.classList.remove("is-entered"));
svg.addEventListener("pointerover", (event) => trace(nodeAt(event.target)?.dataset.node ?? null));
svg.addEventListener("pointerleave", () => trace(null));
svg.addEventListener("focusin", (event) => {
  const node = nodeAt(event.target);
  trace(node?.dataset.node ?? null);
  if (node?.matches(":focus-visible")) bringHere(node);
  frame.scrollTo(0, 0); // the browser scrolls to what has focus; the map moves itself
});
svg.addEventListener("focusout", () => trace(null));
for (const button of document.querySelectorAll<HTMLElement>("[data-zoom]")) {
  const key = { in: "+", out: "-", all: "0" }[button.dataset.zoom!];
  button.addEventListener("click", () => KEYS[key!]!());
}
document.querySelector("#map-filter")!.addEventListener("input", filter);
document.querySelector("#map-path")?.addEventListener("change", filter);
document.addEventListener("htmx:after:swap", filter);
document.querySelector<HTMLElement>("[data-map-tools]")!.hidden = false;
frame.classList.add("is-live");
new ResizeObserver(() => show(place)).observe(frame);
begin();
