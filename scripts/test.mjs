#!/usr/bin/env node
// The whole test: verify, build, end-to-end on the built app. The last line holds the real counts.
import { rmSync } from "node:fs";
import { join } from "node:path";
import { E2E_REPORT, readCounts, UNIT_REPORT } from "./lib/counts.mjs";
import { ROOT } from "./lib/paths.mjs";
import { runStep } from "./lib/run-step.mjs";

for (const report of [UNIT_REPORT, E2E_REPORT]) rmSync(report, { force: true });

const failedSteps = [];
for (const [name, script] of [
  ["verify", "verify.mjs"],
  ["build", "build.mjs"],
  ["end to end", "e2e.mjs"],
]) {
  console.log(`\n== ${name}`);
  const { passed } = await runStep(name, process.execPath, [join(ROOT, "scripts", script)], { quiet: false });
  if (!passed) failedSteps.push(name);
  if (!passed && name === "build") break;
}

const { passed, failed, skipped } = readCounts();
// A step can fail without a failing test: lint, types, a build. It still counts as one.
const failures = Math.max(failed, failedSteps.length);
if (failedSteps.length > 0) console.log(`\nFailed: ${failedSteps.join(", ")}`);
console.log(`\n${passed} passed, ${failures} failed${skipped > 0 ? `, ${skipped} skipped` : ""}`);
process.exit(failures > 0 || passed === 0 ? 1 : 0);
