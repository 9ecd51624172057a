#!/usr/bin/env node
// Fails when a document names a file, a folder, an npm script or a link target that is not there.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { ROOT } from "./lib/paths.mjs";

const scripts = Object.keys(JSON.parse(readFileSync(join(ROOT, "package.json"), "utf8")).scripts);
const ROOMS = ["", "docs", "models", "public", "scripts", "tests", "lib", "components", "e2e"];
const documents = ROOMS.flatMap((room) =>
  readdirSync(join(ROOT, room), { recursive: room !== "" }).map((name) => join(room, name)),
).filter((file) => file.endsWith(".md"));

const TOP = /^(?:app|components|docs|e2e|lib|models|public|scripts|tests|\.ci)\//;
const problems = documents.flatMap(checkDocument);
for (const problem of problems) console.error(problem);
if (documents.length === 0) console.error("no document was found");
process.exit(problems.length > 0 || documents.length === 0 ? 1 : 0);

function checkDocument(file) {
  const text = readFileSync(join(ROOT, file), "utf8");
  const at = (index) => `${file}:${text.slice(0, index).split("\n").length}`;
  const found = [];
  for (const { 1: code, index } of text.matchAll(/`([^`\n]+)`/g)) {
    if (TOP.test(code) && /^[\w./()[\]-]+$/.test(code) && !existsSync(join(ROOT, code)))
      found.push(`${at(index)}: no such path: ${code}`);
    const run = /^npm run ([\w:-]+)/.exec(code);
    if (run && !scripts.includes(run[1])) found.push(`${at(index)}: no such npm script: ${run[1]}`);
  }
  for (const { 1: target, index } of text.matchAll(/\]\(([^)\s]+)\)/g)) {
    if (/^[a-z]+:|^#/.test(target)) continue;
    const path = join(dirname(join(ROOT, file)), target.split("#")[0]);
    if (!existsSync(path)) found.push(`${at(index)}: dead link: ${relative(ROOT, path)}`);
  }
  return found;
}
