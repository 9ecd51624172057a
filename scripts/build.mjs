#!/usr/bin/env node
// Builds the app and completes the standalone folder: Next leaves static files and public/ to be copied by hand.
import { spawnSync } from "node:child_process";
import { randomUUID } from "node:crypto";
import { cpSync, existsSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { BUILD_STAMP, ROOT, STANDALONE, stampText } from "./lib/paths.mjs";
import "./copy-ort.mjs";

const next = join(ROOT, "node_modules", "next", "dist", "bin", "next");
rmSync(BUILD_STAMP, { force: true });
rmSync(STANDALONE, { recursive: true, force: true });
const { status } = spawnSync(process.execPath, [next, "build"], {
  cwd: ROOT,
  stdio: "inherit",
  env: { ...process.env, NEXT_TELEMETRY_DISABLED: "1", BAROMETER_BUILD: randomUUID().slice(0, 8) },
});
if (status !== 0) process.exit(status ?? 1);

// Names that are joined to the folder of a setting are found here too, and settings are copied: what this machine keeps must not be
// shipped. `npm start` reads .env itself.
for (const name of ["data", "tests", ".env", ".env.production"])
  rmSync(join(STANDALONE, name), { recursive: true, force: true });
// A path that is joined from a setting makes the tracer take in the whole project: settings and history must not be shipped.
const strays = [".git", ".env.example", "docs", "e2e"].filter((name) => existsSync(join(STANDALONE, name)));
if (strays.length > 0) {
  console.error(
    `The built folder holds ${strays.join(", ")}: find what joins a path, and see "tracing" in the output above.`,
  );
  process.exit(1);
}
cpSync(join(ROOT, ".next", "static"), join(STANDALONE, ".next", "static"), { recursive: true });
cpSync(join(ROOT, "public"), join(STANDALONE, "public"), { recursive: true });
writeFileSync(BUILD_STAMP, stampText());
