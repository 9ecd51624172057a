import { describe, expect, it } from "vitest";
import { failed, type Outcome } from "../failure";
import type { KeptReading, SharedTurns, Turn } from "../ports";
import { readInTurn } from "./read-in-turn";

const reading = (chunks: number): KeptReading => ({ scores: { bullish: 1, neutral: 0, bearish: 0 }, chunks });

/** Turns as others are said to hold them, by the look: `script[look][key]`; the last look goes on. */
function make(script: readonly Readonly<Record<string, Turn>>[]) {
  const time = { now: 0 };
  const log = {
    looks: [] as { keys: readonly string[]; anew: boolean }[],
    ended: [] as unknown[],
    work: [] as string[][],
  };
  const turns: SharedTurns = {
    async take(keys, { anew }) {
      const look = script[Math.min(log.looks.length, script.length - 1)] ?? {};
      log.looks.push({ keys, anew });
      return keys.map((key) => look[key] ?? "mine");
    },
    async end(keys, readings) {
      log.ended.push([keys, readings === null ? null : readings.map(({ chunks }) => chunks)]);
    },
  };
  const deps = {
    turns,
    clock: { now: () => time.now },
    sleep: async (ms: number) => {
      time.now += ms;
    },
    random: () => 1,
  };
  const read = (
    keys: readonly string[],
    more: {
      readonly work?: (keys: readonly string[]) => Promise<Outcome<readonly KeptReading[]>>;
      readonly signal?: AbortSignal;
      readonly anew?: boolean;
    } = {},
  ) =>
    readInTurn(deps, {
      keys,
      signal: more.signal ?? new AbortController().signal,
      ms: 2_500,
      anew: more.anew ?? false,
      work: async (mine) => {
        log.work.push([...mine]);
        return more.work?.(mine) ?? { ok: true, value: mine.map(() => reading(1)) };
      },
    });
  return { read, log, time };
}

const chunksOf = (outcome: Outcome<readonly KeptReading[]>) =>
  outcome.ok ? outcome.value.map(({ chunks }) => chunks) : outcome.error.code;

describe("readInTurn", () => {
  it("reads what is its turn, takes what others read, and waits for the rest, in order", async () => {
    const { read, log } = make([{ b: "theirs", c: reading(3), d: "theirs" }, { b: "theirs" }, { b: reading(2) }]);
    expect(chunksOf(await read(["a", "b", "c", "d"]))).toEqual([1, 2, 3, 1]);
    expect(log.work).toEqual([["a"], ["d"]]);
    expect(log.ended).toEqual([
      [["a"], [1]],
      [["d"], [1]],
    ]);
    expect(log.looks.map(({ keys }) => keys)).toEqual([["a", "b", "c", "d"], ["b", "d"], ["b"]]);
  });

  it("asks itself after half of its time, and ends what it never had", async () => {
    const { read, log, time } = make([{ a: "theirs" }]);
    expect(chunksOf(await read(["a"]))).toEqual([1]);
    expect(log.work).toEqual([["a"]]);
    expect(time.now).toBeGreaterThanOrEqual(1_250);
    expect(time.now).toBeLessThan(1_400);
    // Often enough to be quick, seldom enough to be no load.
    expect(log.looks.length).toBeGreaterThan(10);
    expect(log.looks.length).toBeLessThan(30);
  });

  it("takes over what another left unread", async () => {
    const { read, log } = make([{ a: "theirs" }, { a: "theirs" }, { a: "mine" }]);
    expect(chunksOf(await read(["a"]))).toEqual([1]);
    expect(log.work).toEqual([["a"]]);
  });

  it("wants what is new once: what comes from a call that was on its way is new", async () => {
    const { read, log } = make([{ a: "theirs" }, { a: "theirs" }, { a: reading(4) }]);
    expect(chunksOf(await read(["a"], { anew: true }))).toEqual([4]);
    expect(log.looks.map(({ anew }) => anew)).toEqual([true, false, false]);
  });

  it("passes its failure on, gives up its turn, and waits for nobody then", async () => {
    const { read, log, time } = make([{ b: "theirs" }]);
    expect(chunksOf(await read(["a", "b"], { work: async () => failed("rate_limited") }))).toBe("rate_limited");
    expect(log.ended).toEqual([[["a"], null]]);
    expect(time.now).toBeLessThan(200);
  });

  it("gives up its turn when the work throws, and lets the defect through", async () => {
    const { read, log } = make([{}]);
    const broken = async () => {
      throw new Error("a defect");
    };
    await expect(read(["a"], { work: broken })).rejects.toThrow("a defect");
    expect(log.ended).toEqual([[["a"], null]]);
  });

  it("stops waiting when its caller leaves", async () => {
    const { read, log } = make([{ a: "theirs" }]);
    const leaving = new AbortController();
    leaving.abort();
    expect(chunksOf(await read(["a"], { signal: leaving.signal }))).toBe("cancelled");
    expect(log.work).toEqual([]);
  });
});
