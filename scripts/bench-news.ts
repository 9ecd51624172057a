// The archive of news at 100,000 items: `npm run bench:news`. It is made once, and asked by a process of its own, one question at a time and twenty at once.
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { monitorEventLoopDelay } from "node:perf_hooks";
import { createNewsArchive } from "../lib/adapters/duckdb/create-news-archive";
import type { Outcome } from "../lib/core/failure";
import type { NewsArchive, NewsQuery } from "../lib/core/news/news-archive";
import { idOf, makeItems, sourceKeys } from "../tests/news/make-items";

const COUNT = Number(process.env.ITEMS ?? 100_000);
const PORTION = 1_000;
const ROUNDS = 300;
const AT_ONCE = 20;
const HOUR = 3_600_000;
const START = Date.UTC(2025, 0);
const EVERY = (365 * 24 * HOUR) / COUNT;
const bounds = { list: 30, search: 80, mood: 80, append: 1_000, open: 2_000 };
const clock = { now: () => performance.now(), wall: () => Date.now() };

/** A signal of its own for each call, as requests have them. */
const fresh = (): AbortSignal => new AbortController().signal;
const ms = (value: number): string => `${value.toFixed(1)} ms`.padStart(10);
const mb = (bytes: number): string => `${Math.round(bytes / 1_000_000)} MB`;
const openAt = (path: string): NewsArchive =>
  createNewsArchive({ path, maxItems: 10_000_000, clock, warn: (event, fields) => console.log(event, fields) });

async function must<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const settled = await outcome;
  if (!settled.ok) throw settled.error.cause ?? new Error(settled.error.detail);
  return settled.value;
}

const share = (times: readonly number[], part: number): number =>
  times.toSorted((a, b) => a - b)[Math.min(times.length - 1, Math.floor(times.length * part))] ?? 0;

async function make(path: string): Promise<boolean> {
  const archive = openAt(path);
  const times: number[] = [];
  for (let at = 0; at < COUNT; at += PORTION) {
    const items = makeItems(at, PORTION, { start: START, everyMs: EVERY });
    const started = performance.now();
    await must(archive.append({ items, states: new Map([["feed", String(at)]]) }));
    times.push(performance.now() - started);
  }
  await archive.close();
  console.log(
    `${COUNT.toLocaleString("en")} items in portions of ${PORTION}: median ${ms(share(times, 0.5))}, most ${ms(share(times, 1))} (at most ${bounds.append} ms); ${mb(statSync(path).size)} on the disk`,
  );
  return share(times, 0.5) <= bounds.append;
}

/** The archive that is asked. */
let of = "";
const plain: NewsQuery = { q: null, folded: true, limit: 50, after: null };
/** Each question is asked with other figures each time, so that nothing is kept of the one before. */
const questions: readonly [
  name: string,
  bound: number,
  ask: (archive: NewsArchive, at: number) => Promise<Outcome<unknown>>,
][] = [
  ["list, first page", bounds.list, (archive) => archive.list(plain, fresh())],
  [
    "list, all copies",
    bounds.list,
    (archive, at) => archive.list({ ...plain, folded: false, from: START + at }, fresh()),
  ],
  [
    "list, coin and label",
    bounds.list,
    (archive, at) => archive.list({ ...plain, symbol: "BTC", label: "bearish", from: START + at }, fresh()),
  ],
  [
    "list, three sources",
    bounds.list,
    (archive, at) =>
      archive.list({ ...plain, sources: sourceKeys.slice(at % 9, (at % 9) + 3), from: START + at }, fresh()),
  ],
  [
    "list, deep page",
    bounds.list,
    (archive, at) =>
      archive.list(
        { ...plain, after: { at: START + ((at * 37) % 365) * 24 * HOUR, id: idOf(0), asOf: COUNT - at, of } },
        fresh(),
      ),
  ],
  [
    "search, rare word",
    bounds.search,
    (archive, at) => archive.list({ ...plain, q: `w${(at * 7).toString(36)}` }, fresh()),
  ],
  [
    "search, two common words",
    bounds.search,
    (archive, at) => archive.list({ ...plain, q: `exchange outflows w${at.toString(36)}` }, fresh()),
  ],
  [
    "search, coin and five words",
    bounds.search,
    (archive, at) =>
      archive.list(
        { ...plain, symbol: "ETH", q: `exchange outflows bridge lender vault w${at.toString(36)}` },
        fresh(),
      ),
  ],
  [
    "mood, a year of days",
    bounds.mood,
    (archive, at) => archive.mood({ from: START + at, to: START + 365 * 24 * HOUR, stepMs: 24 * HOUR }, fresh()),
  ],
  [
    "mood, a coin's year of days",
    bounds.mood,
    (archive, at) =>
      archive.mood({ symbol: "BTC", from: START + at, to: START + 365 * 24 * HOUR, stepMs: 24 * HOUR }, fresh()),
  ],
];

async function ask(path: string): Promise<boolean> {
  const before = process.memoryUsage.rss();
  const archive = openAt(path);
  const started = performance.now();
  await must(archive.counts(fresh()));
  const opened = performance.now() - started;
  console.log(`opened, the library's loading included: ${ms(opened)} (at most ${bounds.open} ms)`);
  of = (await must(archive.list(plain, fresh()))).next?.of ?? "";
  let good = opened <= bounds.open;
  const loop = monitorEventLoopDelay({ resolution: 1 });
  for (const [name, bound, question] of questions) {
    for (let at = 0; at < 20; at += 1) await must(question(archive, 10_000 + at));
    const times: number[] = [];
    const { user, system } = process.cpuUsage();
    loop.reset();
    loop.enable();
    for (let at = 0; at < ROUNDS; at += 1) {
      const from = performance.now();
      await must(question(archive, at));
      times.push(performance.now() - from);
    }
    loop.disable();
    const used = process.cpuUsage({ user, system });
    const together: number[] = [];
    for (let round = 0; round < 5; round += 1) {
      const from = performance.now();
      const waited = Array.from({ length: AT_ONCE }, async (_, at) => {
        await must(question(archive, 1_000 + round * AT_ONCE + at));
        together.push(performance.now() - from);
      });
      await Promise.all(waited);
    }
    const p99 = share(times, 0.99);
    console.log(
      `${name.padEnd(30)} p50 ${ms(share(times, 0.5))}  p99 ${ms(p99)} (at most ${bound})  cpu ${ms((used.user + used.system) / 1_000 / ROUNDS)}  loop p99 ${ms(loop.percentile(99) / 1e6 - 1)}  ${AT_ONCE} at once p99 ${ms(share(together, 0.99))}`,
    );
    good &&= p99 <= bound;
  }
  console.log(`resident memory: ${mb(process.memoryUsage.rss())}, ${mb(before)} before it was opened`);
  await archive.close();
  return good;
}

const [, , path] = process.argv;
if (path === undefined) {
  const folder = mkdtempSync(join(tmpdir(), "bench-news-"));
  try {
    const file = join(folder, "archive.duckdb");
    const made = await make(file);
    const { status } = spawnSync(process.execPath, [...process.execArgv, import.meta.filename, file], {
      stdio: "inherit",
    });
    process.exitCode = made ? (status ?? 1) : 1;
  } finally {
    rmSync(folder, { recursive: true });
  }
} else if (!(await ask(path))) process.exitCode = 1;
