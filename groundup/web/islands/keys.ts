// The keys. Single letters work only where nobody is typing, and never together with Ctrl, Alt or Meta.

const ROADS: Record<string, string> = { t: "/today", r: "/review", m: "/map", p: "/plan", g: "/gaps" };
const WAIT_MS = 1200;

let waitingForRoad = 0;

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest(".cm-editor")) return true;
  if (target instanceof HTMLInputElement) return !["checkbox", "radio", "button", "submit"].includes(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

function rows(): HTMLElement[] {
  const all = [...document.querySelectorAll<HTMLElement>("[data-row] a, [data-row] > span[tabindex]")];
  return all.filter((row) => row.offsetParent !== null);
}

function move(step: number): void {
  const list = rows();
  const at = list.indexOf(document.activeElement as HTMLElement);
  const next = at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.min(Math.max(at + step, 0), list.length - 1);
  list[next]?.focus();
  list[next]?.scrollIntoView({ block: "nearest" });
}

function follow(selector: string): boolean {
  const link = document.querySelector<HTMLAnchorElement>(selector);
  link?.click();
  return link !== null;
}

function showHelp(): void {
  document.querySelector<HTMLDialogElement>("#keys-help")?.showModal();
}

function press(event: KeyboardEvent): boolean {
  const key = event.key;
  if (Date.now() < waitingForRoad) {
    waitingForRoad = 0;
    const road = ROADS[key];
    if (road) location.assign(road);
    return road !== undefined;
  }
  switch (key) {
    case "g":
      waitingForRoad = Date.now() + WAIT_MS;
      return true;
    case "j":
    case "k":
      move(key === "j" ? 1 : -1);
      return true;
    case "/": {
      const field = document.querySelector<HTMLInputElement>("main input[type=search]:not([hidden])") ??
        document.querySelector<HTMLInputElement>("#find");
      if (!field || field.offsetParent === null) location.assign("/search");
      field?.focus();
      return true;
    }
    case "?":
      showHelp();
      return true;
    case "n":
      return follow("[data-next]");
    case "Enter":
      return document.activeElement?.matches("body, #main, [data-focus]") ? follow("[data-next]") : false;
    default:
      return false;
  }
}

export function bindKeys(): void {
  document.addEventListener("keydown", (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (isTyping(event.target) || document.querySelector("dialog[open]")) return;
    if (press(event)) event.preventDefault();
  });
  document.querySelector("[data-keys-help]")?.addEventListener("click", (event) => {
    event.preventDefault();
    showHelp();
  });
}
