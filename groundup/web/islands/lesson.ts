// A lesson, and the pages with questions: cells, figures, orderings, the rail.
import { openFigures } from "./figure";
import { openOrderings } from "./ordering";
import { followRail } from "./rail";

followRail();
openFigures();
openOrderings();
document.addEventListener("htmx:after:swap", () => openOrderings());
if (document.querySelector("[data-cell]")) void import("./cells").then(({ openCells }) => openCells());
