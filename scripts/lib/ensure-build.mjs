import { spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { BUILD_STAMP, ROOT, STANDALONE, stampText } from "./paths.mjs";

const SOURCES = [
  "app",
  "components",
  "lib",
  "public",
  "instrumentation.ts",
  "models/barometer-sentiment/results",
  "next.config.ts",
  "package-lock.json",
  "package.json",
  "postcss.config.mjs",
  "tsconfig.json",
];

/** Builds the app when there is no whole build or a source is newer than it. */
export function ensureBuild() {
  if (isFresh()) return;
  const { status } = spawnSync(process.execPath, [join(ROOT, "scripts", "build.mjs")], { stdio: "inherit" });
  if (status !== 0) process.exit(status ?? 1);
}

function isFresh() {
  if (!existsSync(BUILD_STAMP) || !existsSync(join(STANDALONE, "server.js"))) return false;
  if (readFileSync(BUILD_STAMP, "utf8") !== stampText()) return false;
  const built = statSync(BUILD_STAMP).mtimeMs;
  return SOURCES.every((source) => newest(join(ROOT, source)) <= built);
}

function newest(path) {
  if (!existsSync(path)) return 0;
  const stats = statSync(path);
  if (!stats.isDirectory()) return /\.(test|spec)\.tsx?$/.test(path) ? 0 : stats.mtimeMs;
  return Math.max(stats.mtimeMs, ...readdirSync(path).map((name) => newest(join(path, name))));
}
