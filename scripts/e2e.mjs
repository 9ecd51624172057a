#!/usr/bin/env node
// Runs the end-to-end tests in a real browser against a copy of the standalone build outside the repository.
import { join } from "node:path";
import { E2E_REPORT } from "./lib/counts.mjs";
import { ensureBuild } from "./lib/ensure-build.mjs";
import { ROOT } from "./lib/paths.mjs";
import { runStep } from "./lib/run-step.mjs";
import { copyStandalone, serve } from "./lib/serve-copy.mjs";
import { setupBrowser, setupShell } from "./setup-browser.mjs";

ensureBuild();
const browser = setupBrowser();
const shell = setupShell();
const copy = copyStandalone();
let passed = false;
try {
  passed = await run();
} finally {
  copy.remove();
}
process.exit(passed ? 0 : 1);

async function run() {
  const server = await serve(copy.folder, { RATE_LIMIT_PER_MINUTE: "100000", USE_HF_DATASETS: "false" });
  const cli = join(ROOT, "node_modules", "@playwright", "test", "cli.js");
  const named = process.argv.slice(2);
  // Who names a test wants that one alone.
  const args = ["test", ...named, ...(named.length > 0 ? ["--no-deps"] : [])];
  const step = await runStep("playwright", process.execPath, [cli, ...args], {
    quiet: false,
    env: {
      BASE_URL: server.url,
      CHROME_PATH: browser,
      SHELL_PATH: shell,
      STANDALONE_COPY: copy.folder,
      PLAYWRIGHT_JSON_OUTPUT_FILE: E2E_REPORT,
    },
  });
  await server.stop();
  return step.passed;
}
