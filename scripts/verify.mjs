#!/usr/bin/env node
// Everything that needs no build: format, lint, types, layering, dead code, docs references, unit and contract tests.
import { mkdirSync } from "node:fs";
import { dirname } from "node:path";
import { UNIT_REPORT } from "./lib/counts.mjs";
import { runStep } from "./lib/run-step.mjs";

mkdirSync(dirname(UNIT_REPORT), { recursive: true });
const npm = (script) => ["npm", ["run", "--silent", script]];
const unit = ["vitest", ["run", "--reporter=default", "--reporter=json", `--outputFile.json=${UNIT_REPORT}`]];

const first = await Promise.all([
  runStep("format and lint", ...npm("lint")),
  runStep("types", ...npm("types")),
  runStep("layering", ...npm("layers")),
  runStep("dead code", ...npm("dead")),
  runStep("docs references", ...npm("docs")),
]);
const tests = await runStep("unit and contract tests", "npx", ["--no-install", ...unit.flat()], { quiet: false });
const failed = [...first, tests].filter(({ passed }) => !passed);
if (failed.length > 0) {
  console.log(`verify: ${failed.map(({ name }) => name).join(", ")} failed`);
  process.exit(1);
}
