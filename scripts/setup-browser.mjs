#!/usr/bin/env node
// Finds a Chromium for the end-to-end tests, installs one when there is none, and prints its path.
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { delimiter, join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "@playwright/test";

const NAMES = ["chromium", "chromium-browser", "google-chrome-stable", "google-chrome"];

/** Path of a browser: CHROME_PATH, else Playwright's own, else the system's, else one that it installs. */
export function setupBrowser() {
  return findBrowser() ?? installBrowser();
}

/**
 * Path of the same engine without a window, which opens a page in half the time; else that of the browser. Tests of what pages do
 * run in it, those of times in the browser.
 */
export function setupShell() {
  if (process.env.CHROME_PATH) return process.env.CHROME_PATH;
  return onPath(["chromium-headless-shell"]).find((path) => existsSync(path)) ?? setupBrowser();
}

function findBrowser() {
  return [process.env.CHROME_PATH, chromium.executablePath(), ...onPath(NAMES)].find(
    (path) => path && existsSync(path),
  );
}

function onPath(names) {
  const folders = (process.env.PATH ?? "").split(delimiter);
  return names.flatMap((name) => folders.map((folder) => join(folder, name)));
}

function installBrowser() {
  const isRoot = process.getuid?.() === 0;
  if (isRoot && existsSync("/usr/bin/apt-get")) {
    run("apt-get", ["update", "-qq"]);
    run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", "chromium"], {
      DEBIAN_FRONTEND: "noninteractive",
    });
  }
  const found = findBrowser();
  if (found) return found;
  run(process.execPath, [fileURLToPath(import.meta.resolve("@playwright/test/cli")), "install", "chromium"]);
  const installed = findBrowser();
  if (installed) return installed;
  throw new Error("No Chromium was found and none could be installed. Install one and set CHROME_PATH to it.");
}

function run(command, args, env = {}) {
  console.error(`Installing a browser: ${[command, ...args].join(" ")}`);
  spawnSync(command, args, { stdio: ["ignore", 2, 2], env: { ...process.env, ...env } });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) console.log(setupBrowser());
