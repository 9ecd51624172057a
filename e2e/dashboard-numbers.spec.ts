import { expect, type Page, test } from "@playwright/test";
import { sentiment } from "../lib/contracts/functions/sentiment";
import { sentimentQuick } from "../lib/contracts/functions/sentiment-quick";
import type { IncidentRow } from "../lib/contracts/parts";
import { type Double, startDouble } from "./double";
import { knownCalls } from "./known-calls";
import { cardCounts, incidentRows, tableSums } from "./page-counts";
import { pathOf } from "./remote-screen";
import { type Server, startServer } from "./server";
import {
  type Counts,
  countsOfIncidents,
  countsOfStats,
  countsOfTally,
  readIncidents,
  readMetrics,
  readOverview,
  readStats,
  sideBySide,
} from "./told-counts";

// The page, `stats`, /metrics and the incident log tell the same counts of 1,000 calls of known outcome.
test.describe.configure({ mode: "serial" });

const WELL = "financial_sentiment";
/** Each fails until its breaker opens, and comes back. */
const BREAKING = {
  social_sentiment: "ElKulako/cryptobert",
  twitter_sentiment: "cardiffnlp/twitter-roberta-base-sentiment-latest",
  fintwit_sentiment: "StephanAkkerman/FinTwitBERT-sentiment",
  financial_news: "mrm8488/distilroberta-finetuned-financial-news-sentiment-analysis",
};
const plan = {
  byApi: 300,
  fromCache: 150,
  /** Of each model that breaks: one that it answers, ten that it cannot. */
  well: 1,
  broken: 10,
  lexical: 240,
  quick: 80,
  bulkLexical: 20,
  bulkApi: 6,
  textsEach: 10,
  blank: 70,
  blankQuick: 20,
  nowhere: 40,
  tooLarge: 20,
  otherMethod: 10,
};
const breaking = Object.entries(BREAKING);

let double: Double;
let server: Server;
let folder: string;
/** What happened before the restart, newest first. */
let happened: readonly IncidentRow[] = [];
const calls = knownCalls(() => server.url);

const start = () =>
  startServer({
    ...double.env,
    HF_TOKEN: "hf_user",
    HF_REQUESTS_PER_MINUTE: "100000",
    HF_CREDITS_USD_PER_MONTH: "1000",
    RATE_LIMIT_PER_MINUTE: "100000",
    LOG_LEVEL: "silent",
    EMBEDDED_MODEL: "off",
    DATA_DIR: folder,
  });

/** So many, eight at a time. */
async function times(count: number, work: (index: number) => Promise<unknown>): Promise<void> {
  for (let index = 0; index < count; index += 8)
    await Promise.all(Array.from({ length: Math.min(8, count - index) }, (_, nth) => work(index + nth)));
}

test.beforeAll(async () => {
  double = await startDouble();
  folder = test.info().outputPath("data");
  server = await start();
});
test.afterAll(async () => {
  calls.close();
  await server.stop();
  await double.stop();
});

async function drive(): Promise<void> {
  const text = (index: number): string => `Bitcoin rallies ${index} % as exchange ${index} restores withdrawals`;
  await calls.single(text(0), WELL);
  await times(plan.byApi - 1, (index) => calls.single(text(index + 1), WELL));
  await times(plan.fromCache, (index) => calls.single(text(index), WELL));
  for (const [model] of breaking) await times(plan.well, () => calls.single(`Fees fall for ${model}`, model));
  for (const [model, id] of breaking) {
    await double.setFault({ kind: "status", status: 500, path: pathOf(id) });
    // One after another: what each of them meets is known.
    for (let index = 0; index < plan.broken; index += 1) {
      const verdict = await calls.single(`Fees rise ${index} times for ${model}`, model);
      expect(verdict.engine).toBe("lexical");
      expect(verdict.degraded.map(({ tier }) => tier)).toContain("hf_inference_api");
    }
  }
  await times(plan.lexical, (index) => calls.single(`Ether jumps ${index} %`, "lexical"));
  await times(plan.quick, (index) => calls.quick(`Solana outage ends after ${index} hours`));
  const texts = (at: number) => Array.from({ length: plan.textsEach }, (_, nth) => `Fees rise ${at} ${nth} times`);
  await times(plan.bulkLexical, (index) => calls.bulk(texts(index), "lexical"));
  await times(plan.bulkApi, (index) => calls.bulk(texts(100 + index), WELL));
  await times(plan.blank, () => calls.refused("sentiment", sentiment.path, { text: " " }));
  await times(plan.blankQuick, () => calls.refused("sentiment_quick", `${sentimentQuick.path}?text=`));
  await times(plan.nowhere, (index) => calls.refused("other", `/api/ai/nowhere-${index}`));
  await times(plan.tooLarge, () => calls.refused("sentiment", sentiment.path, { text: "a".repeat(70_000) }));
  await times(plan.otherMethod, () => calls.refused("other", sentiment.path));
}

test("a thousand calls come out as planned", async () => {
  test.setTimeout(180_000);
  await drive();
  const { tally } = calls;
  console.log(
    `${tally.total} calls: ${[...tally.statuses].map(([status, count]) => `${status}: ${count}`).join(", ")}`,
  );
  expect(tally.total).toBe(1_000);
  const broken = breaking.length * plan.broken;
  const counts = countsOfTally(tally);
  const without = Object.entries(counts).filter(([name]) => name.startsWith("without/"));
  expect(without.reduce((sum, [, count]) => sum + count, 0)).toBeGreaterThanOrEqual(broken);
  expect(Object.fromEntries(Object.entries(counts).filter(([name]) => !name.startsWith("without/")))).toEqual({
    "call/sentiment/ok": plan.byApi + plan.fromCache + breaking.length * plan.well + broken + plan.lexical,
    "call/sentiment/validation_failed": plan.blank,
    "call/sentiment/payload_too_large": plan.tooLarge,
    "call/sentiment_quick/ok": plan.quick,
    "call/sentiment_quick/validation_failed": plan.blankQuick,
    "call/sentiment_bulk/ok": plan.bulkLexical + plan.bulkApi,
    "call/other/not_found": plan.nowhere,
    "call/other/method_not_allowed": plan.otherMethod,
    "text/hf_inference_api/single": plan.byApi + plan.fromCache + breaking.length * plan.well,
    "text/hf_inference_api/bulk": plan.bulkApi * plan.textsEach,
    "text/lexical/single": broken + plan.lexical,
    "text/lexical/quick": plan.quick,
    "text/lexical/bulk": plan.bulkLexical * plan.textsEach,
  });
  // All breakers are open; the way is free, and each model is asked again, until it is back.
  await double.clearFaults();
  await expect
    .poll(
      async () =>
        (await readIncidents(server.url)).filter(({ from, to }) => from === "resting" && to === "ready").length,
      {
        timeout: 120_000,
        intervals: [1_000],
      },
    )
    .toBe(breaking.length);
});

const total = ({ counts }: { readonly counts: Counts }, start: string): number =>
  Object.entries(counts).reduce((sum, [name, count]) => (name.startsWith(start) ? sum + count : sum), 0);

/** What the page must show once it has caught up, of `counts`; `requests` are of all functions. */
const shownOf = (counts: Counts) => ({
  "errors: validation failed":
    total({ counts }, "call/sentiment/validation") + total({ counts }, "call/sentiment_quick/v"),
  "errors: not found": total({ counts }, "call/other/not_found"),
  "errors: payload too large": total({ counts }, "call/sentiment/payload"),
  "errors: other": total({ counts }, "call/other/method_not_allowed"),
  "texts: lexical": total({ counts }, "text/lexical/"),
  "upstream: calls": counts.upstream ?? 0,
  "texts: Hugging Face API": total({ counts }, "text/hf_inference_api/"),
});

async function readPage(page: Page): Promise<Counts> {
  const errors = await tableSums(page, "errors");
  const tiers = await tableSums(page, "tiers");
  const { calls: upstream = -1 } = await tableSums(page, "budget");
  const prefixed = (start: string, sums: Counts) =>
    Object.entries(sums).map(([name, count]) => [`${start}: ${name}`, count] as const);
  return Object.fromEntries([
    ...prefixed("errors", errors),
    ...prefixed("texts", tiers),
    ["upstream: calls", upstream],
  ]);
}

/** Those that look at the server itself: nobody's question. */
const aboutItself = ["datasets", "models", "info", "health", "stats", "stats_series", "incidents", "overview"];

/**
 * All that tells of figures. A server goes on counting where the one before it on its folder ended; its metrics are its own, as
 * scrapers expect: `ofProcess`.
 */
async function compare(page: Page, expected: Counts, ofProcess: Counts): Promise<void> {
  const origin = server.url;
  const rows = await readIncidents(origin);
  const seen = await readOverview(origin);
  const metrics = await readMetrics(origin);
  const witnesses = {
    expected,
    all: countsOfStats(await readStats(origin, "all")),
    "15m": countsOfStats(await readStats(origin, "15m")),
    overview: countsOfStats(seen.stats),
    incidents: countsOfIncidents(rows),
    metrics: metrics.counts,
  };
  console.log(sideBySide(witnesses));
  expect(witnesses.all).toEqual(expected);
  expect(witnesses["15m"]).toEqual(expected);
  expect(witnesses.overview).toEqual(expected);
  expect(metrics.counts).toEqual(ofProcess);
  expect(witnesses.incidents).toEqual(
    Object.fromEntries(Object.entries(expected).filter(([name]) => name.startsWith("change/"))),
  );

  // The slots of the series add up to the figures beside them.
  const slots = seen.series.slots;
  const add = (of: (slot: (typeof slots)[number]) => number): number => slots.reduce((sum, slot) => sum + of(slot), 0);
  expect(add(({ calls }) => calls)).toBe(seen.stats.functions.reduce((sum, one) => sum + one.calls, 0));
  expect(add(({ tiers }) => tiers.reduce((sum, { texts }) => sum + texts, 0))).toBe(seen.stats.texts.total);
  expect(add(({ upstream }) => upstream.attempts)).toBe(expected.upstream);
  expect(add(({ cache }) => cache.fresh)).toBe(expected["cache/fresh"]);

  // The page, of its own stream.
  await page.setViewportSize({ width: 1280, height: 900 });
  await page.goto(`${origin}/dashboard`);
  await expect(page.getByTestId("link")).toHaveAttribute("data-kind", "live");
  await expect.poll(() => readPage(page), { timeout: 20_000 }).toEqual(shownOf(expected));
  console.log(sideBySide({ expected: shownOf(expected), page: await readPage(page) }));
  const { functions } = await readStats(origin, "all");
  const requests = functions.reduce((sum, { name, calls }) => (aboutItself.includes(name) ? sum : sum + calls), 0);
  const answering = page.getByTestId("answers").locator('[data-key="answering"]');
  await expect
    .poll(
      async () =>
        Number(/([\d,]+) requests in 24 hours/.exec((await answering.textContent()) ?? "")?.[1]?.replaceAll(",", "")),
      { timeout: 20_000 },
    )
    .toBe(requests);
  console.log(`requests of people: ${requests} by stats, and so in the first answer`);

  const { models } = seen;
  const cards = await cardCounts(page);
  const failed = (of: (typeof models)[number]): number => Object.values(of.calls.failed).reduce((a, b) => a + b, 0);
  expect(cards).toEqual(
    Object.fromEntries(models.map((model) => [model.key, `${model.calls.answered} answered, ${failed(model)} failed`])),
  );
  const remote = models.filter(({ engine }) => engine === "hf_inference_api");
  expect(remote.reduce((sum, model) => sum + model.calls.answered + failed(model), 0)).toBe(expected.upstream);
  console.log(
    Object.entries(cards)
      .map(([key, words]) => `${key}: ${words}`)
      .join("\n"),
  );

  const listed = await incidentRows(page);
  expect(listed).toEqual(rows.map(({ key, to }) => `${key}/${to}`));
  console.log(`${listed.length} changes of state on the page`);
}

test("stats, overview, metrics, incidents and page tell the same counts", async ({ page }) => {
  test.setTimeout(120_000);
  happened = await readIncidents(server.url);
  const changes = countsOfIncidents(happened);
  expect(changes).toMatchObject({ "change/server/started": 1, "change/model/resting": breaking.length });
  const expected = {
    ...countsOfTally(calls.tally),
    ...changes,
    upstream: await double.calls(),
    "cache/fresh": plan.fromCache,
  };
  await compare(page, expected, expected);
  // Whoever looks by a stream is counted when they leave; a scrape is no call. The chart follows within two seconds.
  await expect
    .poll(
      async () => {
        const { total } = await readMetrics(server.url);
        const { requests: charted = 0 } = await tableSums(page, "requests");
        console.log(`requests of all: ${total} by metrics, ${charted} in the chart`);
        return total - charted;
      },
      { timeout: 20_000 },
    )
    .toBe(0);
});

test("a server that is started again on the same folder goes on from them", async ({ page }) => {
  test.setTimeout(120_000);
  // Streams are counted when those that watched have left.
  let earlier = -1;
  await expect
    .poll(
      async () => {
        const before = earlier;
        earlier = (await readMetrics(server.url)).total;
        return earlier === before;
      },
      { intervals: [1_000], timeout: 20_000 },
    )
    .toBe(true);
  await server.stop();
  server = await start();
  // Who started it looked whether it is up.
  expect((await readMetrics(server.url)).total).toBeLessThan(earlier);
  const rows = await readIncidents(server.url);
  expect(rows.map(({ kind, to }) => `${kind}/${to}`).slice(0, 2)).toEqual(["server/started", "server/ended"]);
  expect(rows.slice(2)).toEqual(happened);
  const expected = {
    ...countsOfTally(calls.tally),
    ...countsOfIncidents(rows),
    upstream: await double.calls(),
    "cache/fresh": plan.fromCache,
  };
  await compare(page, expected, countsOfIncidents(rows.slice(0, 1)));
});
