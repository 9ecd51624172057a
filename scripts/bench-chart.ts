// Times the chart of prices in a real browser, from the built app: 50,000 candles until they are shown, and frames while they are dragged.
// npm run bench:chart. Writes a trace of the dragging beside the build (.next/chart-trace.json). Fails beyond the bounds.
import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chromium } from "@playwright/test";
import { answerWithMany, panChart, timeToShow } from "../e2e/many-candles";
import { ensureBuild } from "./lib/ensure-build.mjs";
import { ROOT } from "./lib/paths.mjs";
import { copyStandalone, serve } from "./lib/serve-copy.mjs";
import { setupBrowser } from "./setup-browser.mjs";

const MANY = 50_000;
const ROUNDS = 5;
const SHOWN_MS = 500;
const FRAMES = 50;
const ranges = ["30 days", "One year", "Everything"] as const;

const print = (what: string, value: string, aim = ""): void =>
  console.log(`${what.padEnd(58)} ${value.padStart(30)}   ${aim}`);
const middle = (all: readonly number[]): number => all.toSorted((a, b) => a - b)[Math.floor(all.length / 2)] ?? 0;

ensureBuild();
const copy = copyStandalone();
const server = await serve(copy.folder, { RATE_LIMIT_PER_MINUTE: "100000" });
const browser = await chromium.launch({
  executablePath: setupBrowser(),
  args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
let passed = false;
try {
  passed = await bench();
} finally {
  await browser.close();
  await server.stop();
  copy.remove();
}
process.exit(passed ? 0 : 1);

async function bench(): Promise<boolean> {
  const shown: number[] = [];
  const worked: number[] = [];
  const frames = new Map<string, number[]>(ranges.map((range) => [range, []]));
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await browser.newContext({ baseURL: server.url, viewport: { width: 1280, height: 900 } });
    const page = await context.newPage();
    await answerWithMany(page, server.url, MANY);
    const { ms, cpuMs } = await timeToShow(page);
    shown.push(ms);
    worked.push(cpuMs);
    const isLast = round === ROUNDS - 1;
    if (isLast) await browser.startTracing(page, { categories: ["devtools.timeline", "blink.user_timing"] });
    for (const range of ranges) {
      await page.getByRole("button", { name: range }).click();
      await page.waitForTimeout(500);
      const { perSecond } = await panChart(page, 3);
      frames.get(range)?.push(perSecond);
    }
    if (isLast) writeFileSync(join(ROOT, ".next", "chart-trace.json"), await browser.stopTracing());
    await context.close();
  }
  print(
    `${MANY.toLocaleString("en")} candles, from the answer to the screen`,
    `best ${Math.min(...shown).toFixed(0)}, median ${middle(shown).toFixed(0)} ms`,
    `(aim ${SHOWN_MS} ms)`,
  );
  print(
    "work of the main thread for it",
    `best ${Math.min(...worked).toFixed(0)}, median ${middle(worked).toFixed(0)} ms`,
  );
  for (const [range, all] of frames) {
    print(
      `dragging, "${range}" in view`,
      `best ${Math.max(...all).toFixed(1)}, median ${middle(all).toFixed(1)} frames/s`,
      `(aim ${FRAMES})`,
    );
  }
  return Math.min(...shown) <= SHOWN_MS && [...frames.values()].every((all) => Math.max(...all) >= FRAMES);
}
