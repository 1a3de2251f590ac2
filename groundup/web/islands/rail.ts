// The rail beside a lesson: open where there is room, and the section that is being read marked.

export function followRail(): void {
  const rail = document.querySelector<HTMLDetailsElement>("[data-rail]");
  if (!rail) return;
  const wide = matchMedia("(min-width: 72rem)");
  const fit = () => (rail.open = wide.matches);
  fit();
  wide.addEventListener("change", fit);
  const links = new Map([...rail.querySelectorAll("a")].map((link) => [link.hash.slice(1), link]));
  const seen = new IntersectionObserver(
    (entries) => {
      for (const entry of entries) {
        if (!entry.isIntersecting) continue;
        for (const link of links.values()) link.removeAttribute("aria-current");
        links.get(entry.target.id)?.setAttribute("aria-current", "true");
      }
    },
    { rootMargin: "-10% 0px -75% 0px" },
  );
  for (const id of links.keys()) {
    const heading = document.getElementById(id);
    if (heading) seen.observe(heading);
  }
}
