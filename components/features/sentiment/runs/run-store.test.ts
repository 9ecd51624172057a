import { beforeEach, describe, expect, test, vi } from "vitest";
import type { Verdict } from "@/lib/contracts/verdict";
import { emptyDraft } from "../draft";
import { firstWords } from "./first-words";
import { MOST_RUNS, MOST_UNITS, parseRuns, type Run } from "./run";

const verdict = {
  label: "bullish",
  confidence: 0.7,
  scores: { bullish: 0.7, neutral: 0.2, bearish: 0.1 },
  thresholds: { abstain_below: 0.4, fairly_sure_from: 0.6, sure_from: 0.8, confidence_cap: 0.95 },
  engine: "lexical",
  model: "lexical",
  models: [],
  reasons: [],
  reasons_left_out: 0,
  degraded: [],
  disagreement: null,
  explained_by: null,
  language: null,
  abstained: false,
  calibrated: true,
  cached: false,
  cached_age_s: null,
  latency_ms: 1,
  // What the screens use of a verdict; the rest plays no part here.
} as unknown as Verdict;

const run = (nth: number, text = `text ${nth}`): Run => ({
  id: `run-${nth}`,
  at: 1_760_000_000_000 + nth,
  draft: { ...emptyDraft, text },
  verdict,
  source: "server",
});

/** Storage with room for so many units; null where it is closed. */
function stubStorage(room: number | null = Number.POSITIVE_INFINITY, before: [string, string][] = []) {
  const store = new Map(before);
  const open = () => {
    if (room === null) throw new DOMException("closed", "SecurityError");
  };
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => {
      open();
      return store.get(key) ?? null;
    },
    setItem: (key: string, value: string) => {
      open();
      if (value.length > (room ?? 0)) throw new DOMException("full", "QuotaExceededError");
      store.set(key, value);
    },
  });
  return store;
}

const fresh = async () => {
  vi.resetModules();
  return await import("./run-store");
};

beforeEach(() => vi.unstubAllGlobals());

const KEY = "barometer:runs:v1";
const ids = (runs: readonly Run[]) => runs.map(({ id }) => id);

test("the newest comes first, and no more than a hundred stay", async () => {
  const store = stubStorage();
  const { addRun, readRuns } = await fresh();
  for (let nth = 1; nth <= MOST_RUNS + 20; nth += 1) addRun(run(nth));
  const { runs, stored } = readRuns();
  expect([runs.length, runs[0]?.id, runs.at(-1)?.id, stored]).toEqual([100, "run-120", "run-21", true]);
  expect(parseRuns(store.get(KEY) ?? null)).toEqual(runs);
});

test("a text read again, on a reload or on the way back, takes the place of its older run; with other choices it is another", async () => {
  stubStorage();
  const { addRun, readRuns } = await fresh();
  addRun(run(1, "same"));
  addRun(run(2, "same"));
  addRun(run(3, "other"));
  addRun(run(4, "same"));
  addRun(run(5, "other"));
  expect(ids(readRuns().runs)).toEqual(["run-5", "run-4"]);
  const asNews = run(6, "same");
  addRun({ ...asNews, draft: { ...asNews.draft, category: "news" } });
  expect(ids(readRuns().runs)).toEqual(["run-6", "run-5", "run-4"]);
});

test("long texts push out old ones: what is stored stays below two megabytes", async () => {
  const store = stubStorage();
  const { addRun, readRuns } = await fresh();
  for (let nth = 1; nth <= MOST_RUNS; nth += 1) addRun(run(nth, String(nth).padEnd(20_000, "x")));
  expect(store.get(KEY)?.length).toBeLessThanOrEqual(MOST_UNITS);
  expect(readRuns().runs.length).toBeGreaterThan(40);
  expect(readRuns().runs[0]?.id).toBe("run-100");
});

test("where the storage is full the older half goes; where it takes none the page holds them and says so", async () => {
  const room = JSON.stringify([run(1), run(2)]).length + 10;
  stubStorage(room);
  const some = await fresh();
  for (const nth of [1, 2, 3, 4]) some.addRun(run(nth));
  expect(some.readRuns().stored).toBe(true);
  expect(some.readRuns().runs[0]?.id).toBe("run-4");
  stubStorage(5);
  const none = await fresh();
  for (const nth of [1, 2, 3]) none.addRun(run(nth));
  expect([none.readRuns().stored, ids(none.readRuns().runs)]).toEqual([false, ["run-3", "run-2", "run-1"]]);
  stubStorage(null);
  const closed = await fresh();
  closed.addRun(run(1));
  expect([closed.readRuns().stored, ids(closed.readRuns().runs)]).toEqual([false, ["run-1"]]);
  closed.keepRuns(false);
  closed.addRun(run(2));
  expect([closed.readRuns().keeping, ids(closed.readRuns().runs)]).toEqual([false, ["run-1"]]);
});

test("one goes, all go, and each comes back beside what came since", async () => {
  stubStorage();
  const { addRun, removeRuns, readRuns } = await fresh();
  for (const nth of [1, 2, 3]) addRun(run(nth));
  const back = removeRuns(["run-2"]);
  expect(ids(readRuns().runs)).toEqual(["run-3", "run-1"]);
  back();
  expect(ids(readRuns().runs)).toEqual(["run-3", "run-2", "run-1"]);
  const allBack = removeRuns();
  expect(readRuns().runs).toEqual([]);
  addRun(run(4));
  allBack();
  allBack();
  expect(ids(readRuns().runs)).toEqual(["run-4", "run-3", "run-2", "run-1"]);
});

test("what another tab wrote is there before this one writes", async () => {
  const store = stubStorage();
  const { addRun, readRuns } = await fresh();
  addRun(run(1));
  store.set(KEY, JSON.stringify([run(2), run(1)]));
  addRun(run(3));
  expect(ids(readRuns().runs)).toEqual(["run-3", "run-2", "run-1"]);
});

test("switched off, nothing new is kept, and what is there stays", async () => {
  const store = stubStorage();
  const { addRun, keepRuns, readRuns } = await fresh();
  addRun(run(1));
  keepRuns(false);
  addRun(run(2));
  expect([readRuns().keeping, ids(readRuns().runs)]).toEqual([false, ["run-1"]]);
  store.set("barometer:keep-runs", "yes");
  addRun(run(3));
  expect(ids(readRuns().runs)).toEqual(["run-3", "run-1"]);
});

describe("what stands in the storage and is no run", () => {
  test.each([
    ["not json", "{"],
    ["an object", "{}"],
    ["other things", '[null,1,"a",{},{"draft":null}]'],
    ["a run without a verdict", JSON.stringify([{ ...run(1), verdict: { label: "bullish" } }])],
    ["a time that is none", JSON.stringify([{ ...run(1), at: 1e300 }])],
    ["a source that is none", JSON.stringify([{ ...run(1), source: "quick" }])],
  ])("%s", (_name, raw) => {
    expect(parseRuns(raw)).toEqual([]);
  });

  test("the others are read, and an unknown category or engine is the default", () => {
    const odd = { ...run(2), draft: { text: "b", category: "pink", engine: "../x", browser: 1 } };
    const read = parseRuns(JSON.stringify([run(1), 5, odd]));
    expect(ids(read)).toEqual(["run-1", "run-2"]);
    expect(read[1]?.draft).toEqual({ ...emptyDraft, text: "b" });
  });
});

test("the first words of a text", () => {
  expect(firstWords("  one\n two ")).toBe("one two");
  expect(firstWords("word ".repeat(100))).toMatch(/^(word ){15,17}word…$/);
  expect([...firstWords("🚀".repeat(200))]).toHaveLength(91);
  expect(firstWords(`a${" ".repeat(1_000)}b`)).toBe("a…");
});
