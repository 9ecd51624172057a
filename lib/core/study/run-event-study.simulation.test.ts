import { describe, expect, it } from "vitest";
import { createDice } from "../../../tests/market/random-candles";
import { askStudy } from "../../../tests/study/ask-study";
import { BEGIN, makeEvents, makeMarket } from "../../../tests/study/make-market";
import { plantEffect } from "../../../tests/study/plant-effect";
import type { NewsEvent } from "../news/news-archive";
import type { StudyCell } from "./study";

const HOUR = 3_600_000;
const DAY = 24 * HOUR;
const YEAR = 8_760;

const percent = (value: number | null): string => `${(100 * (value ?? 0)).toFixed(2)} %`;

describe("an effect that was planted", () => {
  const dice = createDice(7);
  // Far enough apart that no window holds two.
  const places = Array.from({ length: 200 }, (_, at) => 40 + at * 43 + Math.floor(dice() * 12));
  const planted: NewsEvent[] = places.map((place) => ({
    label: "bullish",
    firstSeenAt: BEGIN + place * HOUR - 1 - Math.floor(dice() * (HOUR - 1)),
    publishedAt: null,
  }));
  const ask = async (path: readonly number[], { events = planted, seed = 1 } = {}) => {
    const { coin, bitcoin } = makeMarket({ bars: YEAR, step: HOUR, seed: 100 + seed });
    const others = makeEvents({ count: 400, bars: YEAR, step: HOUR, seed: 200 + seed, burst: 4 }).filter(
      ({ label }) => label !== "bullish",
    );
    return askStudy({
      prices: { coin: plantEffect(coin, places, path), benchmark: [bitcoin], atLeast: 1 },
      events: [...events, ...others],
      draws: 500,
    });
  };
  // +1 % at once, +1.5 % after four bars, all of it gone after ten.
  const path = [0.01, 0.012, 0.0135, 0.015, 0.0125, 0.01, 0.0075, 0.005, 0.0025, 0];

  it("is found at its size, and nothing beside it more often than stated", async () => {
    const studies = 12;
    let [others, elsewhere, inside] = [0, 0, 0];
    const means: [number[], number[]] = [[], []];
    for (let seed = 1; seed <= studies; seed++) {
      const { groups } = await ask(path, { seed });
      const [first, fourth, last] = groups[0]?.cells ?? [];
      for (const [at, cell, size] of [
        [0, first, 0.01],
        [1, fourth, 0.015],
      ] as const) {
        expect(cell).toMatchObject({ n: 200, verdict: "effect" });
        expect(cell?.mean).toBeGreaterThan(cell?.placeboHigh ?? 1);
        means[at].push(cell?.mean ?? 0);
        if ((cell?.low ?? 1) <= size && (cell?.high ?? 0) >= size) inside++;
      }
      const rest: readonly (StudyCell | undefined)[] = [last, ...groups.slice(1).flatMap(({ cells }) => cells)];
      others += rest.length;
      elsewhere += rest.filter((cell) => cell?.verdict === "effect").length;
      expect(groups[0]?.curve[4]?.mean).toBe(fourth?.mean);
      expect(groups[0]?.curve).toHaveLength(25);
    }
    const [atOne, atFour] = means.map((values) => values.reduce((sum, value) => sum + value, 0) / studies);
    console.info(
      `planted 1.00 % at +1 and 1.50 % at +4, ${studies} studies: found ${percent(atOne ?? null)} and ${percent(atFour ?? null)}, all with q < 0.05; in their interval ${inside} of ${2 * studies}; effects elsewhere ${elsewhere} of ${others}`,
    );
    expect(atOne).toBeCloseTo(0.01, 3);
    expect(atFour).toBeCloseTo(0.015, 3);
    expect(inside).toBeGreaterThanOrEqual(0.85 * 2 * studies);
    // Of all that is found one in twenty may be none; two of each study are some.
    expect(elsewhere).toBeLessThanOrEqual(0.2 * studies);
  }, 120_000);

  it("is lost when the news comes one bar later than the price: nothing reaches back", async () => {
    // All of it had moved in the bar before the entry, and is gone when every window has ended.
    const before = [...Array.from({ length: 30 }, () => 0.015), 0];
    const late = planted.map((event) => ({ ...event, firstSeenAt: event.firstSeenAt + HOUR }));
    const inTime = (await ask(before)).groups[0]?.cells ?? [];
    const cells = (await ask(before, { events: late })).groups[0]?.cells ?? [];
    const tell = (all: readonly StudyCell[]) =>
      all.map(({ mean, q }) => `${percent(mean)}, q ${q?.toFixed(3)}`).join("; ");
    console.info(`in time: ${tell(inTime)}. One bar late: ${tell(cells)}`);
    expect(inTime.map(({ verdict }) => verdict)).toEqual(Array(3).fill("effect"));
    expect(cells.map(({ verdict }) => verdict)).toEqual(Array(3).fill("no_effect_found"));
  });

  it("is found as a fall as well", async () => {
    const { groups } = await ask(path.map((level) => -level));
    expect(groups[0]?.cells[1]).toMatchObject({ verdict: "effect" });
    expect(groups[0]?.cells[1]?.mean).toBeLessThan(-0.013);
  });
});

interface Noise {
  readonly timeframe: "1h" | "1d";
  readonly count: number;
  readonly burst: number;
  /** Whether stories come when prices move. */
  readonly hot: boolean;
  readonly studies: number;
}

async function countFalse({ timeframe, count, burst, hot, studies }: Noise) {
  const step = timeframe === "1h" ? HOUR : DAY;
  const bars = timeframe === "1h" ? YEAR : 1_826;
  const ps: number[] = [];
  let [withAny, covered] = [0, 0];
  for (let seed = 1; seed <= studies; seed++) {
    const { coin, bitcoin, heat } = makeMarket({ bars, step, seed: 1_000 + seed });
    const events = makeEvents({ count, bars, step, seed: 9_000 + seed, burst, ...(hot ? { heat } : {}) });
    const prices = { coin, benchmark: [bitcoin], atLeast: 1 };
    const { groups } = await askStudy({ prices, events, timeframe, seed });
    const cells = groups.flatMap((group) => group.cells);
    if (cells.some(({ verdict }) => verdict === "effect")) withAny++;
    for (const { p, low, high } of cells) {
      if (p !== null) ps.push(p);
      if (low !== null && high !== null && low <= 0 && high >= 0) covered++;
    }
  }
  const shareBelow = (bound: number): number => ps.filter((p) => p <= bound).length / ps.length;
  return { withAny, cells: ps.length, shareBelow, covered: covered / ps.length };
}

/** Above it a share of 5 % in so many trials comes once in a thousand times. */
const most = (trials: number): number => 0.05 + 3.1 * Math.sqrt((0.05 * 0.95) / trials);

describe("pure noise", () => {
  it.each<[string, Noise]>([
    ["stories in bursts", { timeframe: "1h", count: 200, burst: 4, hot: false, studies: 150 }],
    ["stories in bursts when prices move", { timeframe: "1h", count: 200, burst: 4, hot: true, studies: 150 }],
    ["stories in nearly every hour", { timeframe: "1h", count: 4_000, burst: 4, hot: false, studies: 30 }],
    ["days", { timeframe: "1d", count: 200, burst: 4, hot: false, studies: 100 }],
  ])(
    "%s: effects are found at the stated rate",
    async (name, noise) => {
      const { withAny, cells, shareBelow, covered } = await countFalse(noise);
      const share = withAny / noise.studies;
      console.info(
        `${name}: ${noise.studies} studies, ${percent(share)} with any effect; of ${cells} p ${[0.05, 0.25, 0.5, 0.75].map((bound) => `${percent(shareBelow(bound))} <= ${bound}`).join(", ")}; intervals hold the truth in ${percent(covered)}`,
      );
      expect(share).toBeLessThanOrEqual(most(noise.studies));
      // Cells of one study hang together: as many as there are labels is a careful count of trials.
      expect(shareBelow(0.05)).toBeLessThanOrEqual(most(noise.studies * 3));
      expect(covered).toBeGreaterThan(0.87);
    },
    300_000,
  );

  it("p is even where stories are few and far between", async () => {
    const { shareBelow } = await countFalse({ timeframe: "1h", count: 150, burst: 1, hot: false, studies: 150 });
    console.info(
      `p: ${[0.1, 0.3, 0.5, 0.7, 0.9].map((bound) => `${percent(shareBelow(bound))} <= ${bound}`).join(", ")}`,
    );
    for (const bound of [0.1, 0.3, 0.5, 0.7, 0.9]) expect(Math.abs(shareBelow(bound) - bound)).toBeLessThan(0.08);
  }, 300_000);
});
