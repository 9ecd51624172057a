#!/usr/bin/env node
// Builds the app if needed and serves it, in this process so that signals reach the server.
import { existsSync } from "node:fs";
import { join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { ensureBuild } from "./lib/ensure-build.mjs";
import { ROOT, STANDALONE } from "./lib/paths.mjs";

const envFile = join(ROOT, ".env");
if (existsSync(envFile)) process.loadEnvFile(envFile);
process.env.PORT ||= "7860";
// The standalone server would quietly take port 3000 instead of one that it cannot read.
if (!/^\d{1,5}$/.test(process.env.PORT) || Number(process.env.PORT) > 65_535) {
  console.error("PORT must be a number from 0 to 65535.");
  process.exit(1);
}
ensureBuild();

// The standalone server goes to its own folder, which the next build makes anew: a path in the settings means one from here.
process.env.DATA_DIR = process.env.DATA_DIR?.trim() || "data";
for (const name of ["DATA_DIR", "MODELS_DIR", "CANDLES_DIR", "NEWS_DIR", "NEWS_FEEDS"]) {
  const path = process.env[name]?.trim();
  if (path) process.env[name] = resolve(ROOT, path);
}

// The standalone server listens on HOSTNAME, which shells also set to the machine's name; HOST says what is meant.
process.env.HOSTNAME = process.env.HOST || "127.0.0.1";
process.env.NODE_ENV = "production";
console.log(`Barometer on http://localhost:${process.env.PORT}`);
await import(pathToFileURL(join(STANDALONE, "server.js")).href);
