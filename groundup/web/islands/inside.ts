// What the server runs in its own small JavaScript engine: formulas to HTML, and the layout of the map.
// No DOM, no clock, no network: text in, text out.
import { Graph, layout } from "@dagrejs/dagre";
import katex from "katex";

declare const globalThis: Record<string, unknown>;

globalThis.structuredClone ??= (value: unknown) => JSON.parse(JSON.stringify(value));

/**
 * A formula as HTML with MathML beside it for screen readers; what cannot be read is shown as it was written.
 * The answer is JSON: a string that was put together from many parts cannot cross to Python otherwise.
 */
globalThis.setFormula = (formula: string, display: boolean): string =>
  JSON.stringify(
    katex.renderToString(formula, {
      displayMode: display,
      output: "htmlAndMathml",
      throwOnError: false,
      strict: "ignore",
      trust: false,
      maxSize: 40,
      maxExpand: 500,
    }),
  );

interface Drawn {
  nodes: { id: string; width: number; height: number }[];
  edges: [string, string][];
}

/** Positions of the nodes (centres) and points along the edges, flowing from left to right. */
globalThis.layOut = (text: string): string => {
  const drawn = JSON.parse(text) as Drawn;
  const graph = new Graph();
  graph.setGraph({ rankdir: "LR", nodesep: 12, ranksep: 44, edgesep: 8, marginx: 0, marginy: 0 });
  graph.setDefaultEdgeLabel(() => ({}));
  for (const node of drawn.nodes) graph.setNode(node.id, { width: node.width, height: node.height });
  for (const [from, to] of drawn.edges) graph.setEdge(from, to);
  layout(graph);
  const nodes = drawn.nodes.map(({ id }) => [id, graph.node(id).x, graph.node(id).y]);
  const edges = drawn.edges.map(([from, to]) => [from, to, graph.edge(from, to).points.map((p: { x: number; y: number }) => [p.x, p.y])]);
  return JSON.stringify({ nodes, edges, width: graph.graph().width, height: graph.graph().height });
};
