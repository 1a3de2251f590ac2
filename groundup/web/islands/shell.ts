// What every page loads: htmx, the keys, and the line over which the server says that something changed.
import "htmx.org/dist/htmx.esm.js";
import { bindKeys } from "./keys";
import { listen } from "./live";
import { focusAnswers, reachScrollers } from "./manners";

bindKeys();
listen();
focusAnswers();
reachScrollers();
