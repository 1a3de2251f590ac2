// Builds what the browser and the server's small JavaScript engine load, into ../static/built.
// Every file that a page loads carries a hash of its content in its name; manifest.json says which is which.
import * as esbuild from "esbuild";
import { mkdir, readFile, readdir, rm, writeFile } from "node:fs/promises";
import { basename, dirname, join, relative } from "node:path";
import { fileURLToPath } from "node:url";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "..", "static", "built");
const shared = { bundle: true, minify: true, legalComments: "none", logLevel: "warning", absWorkingDir: here };
const packages = { nodePaths: [join(here, "node_modules")] }; // the styles lie outside this folder

const PAGES = ["shell.ts", "lesson.ts", "lab.ts", "map.ts", "interview.ts"];

async function buildPages() {
  return esbuild.build({
    ...shared,
    ...packages,
    entryPoints: [...PAGES, "../styles/style.css"],
    outdir: target,
    entryNames: "[name]-[hash]",
    chunkNames: "chunk-[hash]",
    assetNames: "[name]-[hash]",
    format: "esm",
    splitting: true,
    target: ["chrome123", "firefox120", "safari17.5"],
    loader: { ".woff2": "file", ".woff": "empty", ".ttf": "empty" },
    metafile: true,
  });
}

// KaTeX and dagre run inside the server; they are served to nobody.
async function buildInside() {
  await esbuild.build({
    ...shared,
    entryPoints: ["inside.ts"],
    outfile: join(target, "inside.js"),
    format: "iife",
    platform: "neutral",
    mainFields: ["module", "main"],
    target: ["es2020"],
  });
}

// The two faces that every page sets its first line in: asked for at once, before the sheet is read.
const FACES = { "source-serif-4-latin-opsz-normal": "text.woff2", "hanken-grotesk-latin-wght-normal": "words.woff2" };

function namesOf(metafile) {
  const names = {};
  for (const [path, output] of Object.entries(metafile.outputs)) {
    const face = FACES[basename(path).replace(/-[^-]+$/, "")];
    if (face) names[face] = basename(path);
    if (output.entryPoint && !/(cells|editor)\.ts$/.test(output.entryPoint)) {
      const kind = path.endsWith(".css") ? ".css" : ".js";
      names[basename(output.entryPoint).replace(/\.(ts|css)$/, kind)] = basename(path);
    }
  }
  return names;
}

// The licences of what is bundled travel with it.
async function writeLicences() {
  const lock = JSON.parse(await readFile(join(here, "package-lock.json"), "utf8"));
  const texts = [];
  for (const [path, facts] of Object.entries(lock.packages)) {
    if (!path || facts.dev || /esbuild/.test(path)) continue;
    const folder = join(here, path);
    const files = (await readdir(folder)).filter((name) => /^(licen[cs]e|ofl|copying)/i.test(name));
    const text = files.length ? await readFile(join(folder, files[0]), "utf8") : `Licence: ${facts.license}`;
    texts.push(`${relative("node_modules", path)} ${facts.version}\n\n${text.trim()}\n`);
  }
  await writeFile(join(target, "LICENCES.txt"), texts.join(`\n${"-".repeat(78)}\n\n`));
}

await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
const pages = await buildPages();
await buildInside();
await writeFile(join(target, "manifest.json"), JSON.stringify(namesOf(pages.metafile), null, 2));
await writeLicences();
