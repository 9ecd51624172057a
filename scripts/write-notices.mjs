#!/usr/bin/env node
// Writes NOTICES.md: what the shipped app contains of others, and under which licence. `--check` only compares.
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { ROOT } from "./lib/paths.mjs";

const FILE = join(ROOT, "NOTICES.md");
const lock = JSON.parse(readFileSync(join(ROOT, "package-lock.json"), "utf8"));

const shipped = Object.entries(lock.packages)
  .filter(([path, entry]) => path.startsWith("node_modules/") && !entry.dev && !entry.devOptional && !entry.optional)
  .map(([path, entry]) => ({
    name: path.slice(path.lastIndexOf("node_modules/") + 13),
    licence: entry.license ?? licenceOf(path),
  }))
  .sort((a, b) => a.name.localeCompare(b.name));
const rows = [...new Set(shipped.map(({ name, licence }) => `| ${name} | ${licence} |`))];

const text = `# Notices

Barometer is licensed under the Apache License 2.0 (see LICENSE). It is built with the packages below; each package
carries the text of its own licence. \`npm run notices\` writes this table from the lock file, and a check compares it.

| package | licence |
| --- | --- |
${rows.join("\n")}

## Fonts

Source Sans 3 (Adobe) and IBM Plex Mono (IBM) are served by the app in subset form under the SIL Open Font License 1.1.

## Lexicon

The market lexicon was made for this project and is part of it. Its weights were adjusted on labelled text; the
sources, their licences and the attribution stand in \`models/lexicon/README.md\`. No text of theirs is in the project.
`;

if (!process.argv.includes("--check")) {
  writeFileSync(FILE, text);
} else if (!existsSync(FILE) || readFileSync(FILE, "utf8") !== text) {
  console.error("NOTICES.md does not match the lock file: run npm run notices.");
  process.exit(1);
}

function licenceOf(path) {
  const manifest = join(ROOT, path, "package.json");
  return (existsSync(manifest) && JSON.parse(readFileSync(manifest, "utf8")).license) || "see the package";
}
