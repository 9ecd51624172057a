// Times the model in a real browser, from the built app, and compares what it reads there with Node's reading: the same file (q8) and fp32.
// npm run bench:browser. Fails where the browser reads otherwise than Node.
import { join } from "node:path";
import { AutoModelForSequenceClassification, AutoTokenizer, env } from "@huggingface/transformers";
import { type Browser, chromium, type Page } from "@playwright/test";
import { EMBEDDED_FOLDER } from "../lib/core/neural/embedded-spec";
import { toRanking } from "../lib/core/neural/to-ranking";
import { loadPhrases } from "../models/phrasebook/load-phrases";
import { openLab, rendererPids } from "./lib/browser-lab";
import { ensureBuild } from "./lib/ensure-build.mjs";
import { ROOT } from "./lib/paths.mjs";
import { residentMb } from "./lib/resident-mb.mjs";
import { copyStandalone, serve } from "./lib/serve-copy.mjs";
import { setupBrowser } from "./setup-browser.mjs";

const ROUNDS = 5;
const texts = loadPhrases()
  .filter((_, index) => index % 5 === 0)
  .map(({ text }) => text);

const quantile = (all: readonly number[], share: number): number =>
  all.toSorted((a, b) => a - b)[Math.floor(all.length * share)] ?? 0;
const print = (what: string, value: string, aim = ""): void =>
  console.log(`${what.padEnd(58)} ${value.padStart(20)}   ${aim}`);
const spread = (all: readonly number[]): string =>
  `p50 ${quantile(all, 0.5).toFixed(1)}, best ${Math.min(...all).toFixed(1)} ms`;

ensureBuild();
const copy = copyStandalone();
const server = await serve(copy.folder, { RATE_LIMIT_PER_MINUTE: "100000" });
const browser = await chromium.launch({
  executablePath: setupBrowser(),
  args: ["--headless=new", "--no-sandbox", "--disable-gpu", "--disable-background-networking"],
});
let passed = false;
try {
  await benchStarts(browser);
  passed = await benchReading(browser);
} finally {
  await browser.close();
  await server.stop();
  copy.remove();
}
process.exit(passed ? 0 : 1);

/** With nothing kept, then with the files on the device. */
async function benchStarts(own: Browser): Promise<void> {
  const cold: number[] = [];
  const first: number[] = [];
  const warm: number[] = [];
  const reload: number[] = [];
  for (let round = 0; round < ROUNDS; round += 1) {
    const context = await own.newContext({ baseURL: server.url });
    const page = await context.newPage();
    const lab = await openLab(page);
    await page.goto("/");
    await page.getByLabel("Text", { exact: true }).fill("Bridge drained of $190M, team halts withdrawals");
    await page.getByLabel("Run in my browser").check();
    const yes = page.getByRole("button", { name: "Load it" });
    await yes.waitFor();
    const clicked = performance.now();
    await yes.click();
    await page.getByRole("button", { name: /^Analyse/ }).click();
    await byModel(page);
    first.push(performance.now() - clicked);
    cold.push(await lab.loadedMs());
    const reloaded = performance.now();
    await page.reload();
    await byModel(page);
    reload.push(performance.now() - reloaded);
    warm.push(await lab.loadedMs());
    await context.close();
  }
  print("cold: from 'Load it' to the first verdict, with reasons", spread(first), "(aim 1,500 ms)");
  print("cold: worker and model alone", spread(cold));
  print("warm: page reloaded, to its verdict", spread(reload));
  print("warm: worker and model alone", spread(warm));
}

function byModel(page: Page): Promise<void> {
  return page.getByTestId("engine").filter({ hasText: "browser model" }).waitFor({ timeout: 30_000 });
}

async function benchReading(own: Browser): Promise<boolean> {
  const context = await own.newContext({ baseURL: server.url });
  const page = await context.newPage();
  const lab = await openLab(page);
  await page.goto("/");
  await page.waitForTimeout(1_000);
  const before = await pagesMb(own);
  await page.getByLabel("Run in my browser").check();
  await page.getByRole("button", { name: "Load it" }).click();
  await page.locator('[data-testid="browser-model"][data-state="ready"]').waitFor({ timeout: 30_000 });
  await lab.ask(texts.slice(0, 50).map((text) => [text]));
  const alone = await lab.ask(texts.map((text) => [text]));
  const times = alone.map(({ ms }) => ms);
  print(
    `one text, ${texts.length} times`,
    `p50 ${quantile(times, 0.5).toFixed(2)}, p99 ${quantile(times, 0.99).toFixed(2)} ms`,
    "(aim 5 ms)",
  );
  const batches = Array.from({ length: 15 }, (_, index) => texts.slice(index * 32, index * 32 + 32));
  print("32 texts", spread((await lab.ask(batches)).map(({ ms }) => ms)));
  print(
    "memory of the page with the model, and without",
    `${(await pagesMb(own)).toFixed(0)} MB, ${before.toFixed(0)} MB`,
  );
  await context.close();

  const here = alone.map(({ logits: [row = []] }) => row);
  const alike = [await compare("q8", here), await compare("fp32", here)];
  return alike.every(Boolean);
}

async function pagesMb(own: Browser): Promise<number> {
  const pids = await rendererPids(own);
  return pids.reduce((sum, pid) => sum + residentMb(pid), 0);
}

async function compare(dtype: "q8" | "fp32", here: readonly (readonly number[])[]): Promise<boolean> {
  env.allowRemoteModels = false;
  env.allowLocalModels = true;
  env.localModelPath = `${join(ROOT, "public/models")}/`;
  const tokenizer = await AutoTokenizer.from_pretrained(EMBEDDED_FOLDER);
  const model = await AutoModelForSequenceClassification.from_pretrained(EMBEDDED_FOLDER, { dtype });
  let alike = 0;
  let apart = 0;
  for (const [index, text] of texts.entries()) {
    const [row = []]: number[][] = (
      await model(tokenizer([text], { padding: true, truncation: true }))
    ).logits.tolist();
    const [there, mine] = [row, here[index] ?? []].map((logits) =>
      toRanking(["a", "b", "c"], logits).map(({ score }) => score),
    );
    if (!there || !mine) continue;
    alike += there.indexOf(Math.max(...there)) === mine.indexOf(Math.max(...mine)) ? 1 : 0;
    apart += there.reduce((sum, share, at) => sum + Math.abs(share - (mine[at] ?? 0)), 0) / 3;
  }
  const labels = alike / texts.length;
  const mean = apart / texts.length;
  print(`Chromium q8 and Node ${dtype}: labels in common`, `${(labels * 100).toFixed(1)} %`, "(aim 98 %)");
  print(`Chromium q8 and Node ${dtype}: probabilities apart`, mean.toFixed(5), "(aim 0.03)");
  return labels >= 0.98 && mean <= 0.03;
}
