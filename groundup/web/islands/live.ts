// Server-sent events: the page hears that evidence changed or a verdict came, and the parts that care ask again.
// A hidden page hangs up, since a browser keeps few connections to one server; on return it asks what it missed.

let source: EventSource | null = null;
let beat: string | null = null;

function announce(name: string, detail = ""): void {
  document.body.dispatchEvent(new CustomEvent(name, { detail }));
}

function hear(now: string): void {
  if (beat !== null && beat !== now) announce("evidence");
  beat = now;
}

function connect(): void {
  if (source || document.hidden) return;
  const lab = document.querySelector<HTMLElement>("[data-lab]")?.dataset.lab ?? "";
  source = new EventSource(`/events?lab=${encodeURIComponent(lab)}`);
  source.addEventListener("hello", (event) => hear((event as MessageEvent<string>).data));
  source.addEventListener("evidence", (event) => hear((event as MessageEvent<string>).data));
  source.addEventListener("verdict", (event) => announce("verdict", (event as MessageEvent<string>).data));
  source.addEventListener("trouble", (event) => announce("trouble", (event as MessageEvent<string>).data));
}

function hangUp(): void {
  source?.close();
  source = null;
}

export function listen(): void {
  connect();
  document.addEventListener("visibilitychange", () => (document.hidden ? hangUp() : connect()));
  addEventListener("pagehide", hangUp);
  addEventListener("pageshow", connect);
}
