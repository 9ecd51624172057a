import { describe, expect, test } from "vitest";
import { listCandidates } from "@/lib/browser/device/list-candidates";
import { costWords, factWords, fetchWords, resultWords, standingShare, standingWords } from "./measure-words";
import type { Standing } from "./use-measure";

const candidates = listCandidates();
const find = (key: string) => {
  const found = candidates.find((each) => each.key === key);
  if (!found) throw new Error(`no ${key}`);
  return found;
};

test.each<[Standing, string, number | null]>([
  [{ kind: "waiting" }, "waits for its turn", null],
  [{ kind: "failed", because: "it could not be reached" }, "failed: it could not be reached", null],
  [{ kind: "running", step: { kind: "fetching", share: 0.427 } }, "fetching 42%", 0.427],
  [{ kind: "running", step: { kind: "reading", done: 31, of: 60 } }, "reading 31 of 60", 31 / 60],
  [{ kind: "running", step: { kind: "batches", done: 1, of: 3 } }, "batches of 32: 1 of 3", 1 / 3],
  [{ kind: "running", step: { kind: "hidden" } }, "waits until this tab can be seen", null],
])("%j", (standing, words, share) => {
  expect([standingWords(standing), standingShare(standing)]).toEqual([words, share]);
});

describe("what is fetched is said before it is", () => {
  test("for each reader", () => {
    expect(costWords(find("lexical"), true)).toBe("part of this page");
    expect(costWords(find("barometer_sentiment"), undefined)).toBe("6.9 MB from this app");
    expect(costWords(find("barometer_sentiment"), true)).toBe("on this device, 6.9 MB");
    expect(costWords(find("browser_finbert"), false)).toMatch(/^1\d\d\.\d MB from huggingface\.co$/);
  });

  test("for all that are ticked", () => {
    const own = find("barometer_sentiment");
    expect(fetchWords([find("lexical"), own], {})).toBe("Fetches 6.9 MB. It stays on this device until you remove it.");
    expect(fetchWords([find("lexical"), own], { barometer_sentiment: true })).toBe("Fetches nothing.");
    expect(fetchWords([own, find("browser_finbert")], {})).toMatch(/^Fetches 122\.\d MB, 115\.\d MB of it from hugg/);
    expect(fetchWords([], {})).toBe("Tick what shall be measured.");
  });
});

test("results and facts in words", () => {
  const times = { fetchedMs: 3_400, keptMs: null, texts: 60, repeats: 1, batch: 32, goldenRight: 2, goldenOf: 3 };
  const about = { key: "x", name: "X", id: "x", revision: "1", dtype: "q8", sizeMb: 3, measuredAt: "2026-11-21" };
  expect(resultWords({ ...times, ...about, p50Ms: 2.44, p95Ms: 5, textsPerS: 159_999.9 })).toEqual([
    "median 2.4 ms · p95 5 ms · 160,000 texts/s",
    "fetched 3.4 s · golden sentences 2 of 3",
  ]);
  const facts = { browser: "Firefox 144", platform: "Linux", cores: 1, memoryGb: null, simd: false, threads: false };
  expect(factWords({ ...facts, clockStepMs: 1 })).toBe(
    "Firefox 144 · Linux · 1 core, one used · WebAssembly without SIMD, no threads · clock in steps of 1 ms",
  );
});
