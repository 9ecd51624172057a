import { describe, expect, it } from "vitest";
import { labels } from "../../contracts/verdict";
import { describeStudy } from "./describe-study";

type Told = Parameters<typeof describeStudy>[0];
type Cell = Told["groups"][number]["cells"][number];

const cell = (horizon: number, more: Partial<Cell> = {}): Cell => ({
  horizon,
  n: 57,
  mean: 0.001,
  low: -0.001,
  high: 0.003,
  placebo_low: -0.002,
  placebo_high: 0.002,
  p: 0.4,
  q: 0.5,
  verdict: "no_effect_found",
  ...more,
});

const study = (cells: readonly Cell[], more: Partial<Told> = {}): Told => ({
  symbol: "BTC",
  timeframe: "1h",
  against: "basket",
  groups: [{ label: "bearish", cells: [...cells], curve: [] }],
  prices: { source: "linxy", dataset: "linxy/CryptoCoin", sample: false },
  ...more,
});

const effect = { verdict: "effect", mean: -0.0042, q: 0.01 } as const;
const few = { n: 7, verdict: "too_few", p: null, q: null } as const;

describe("a study in words", () => {
  it("says that nothing was found as plainly as that something was", () => {
    const cells = [cell(1), cell(4), cell(24)];
    expect(describeStudy(study(cells), "bearish")).toBe(
      "No effect was found: after 57 bearish stories BTC moved against a basket of large coins as it does in random hours.",
    );
    expect(describeStudy(study(cells, { against: "none", timeframe: "1d" }), "bearish")).toBe(
      "No effect was found: after 57 bearish stories BTC moved as it does in random days.",
    );
    expect(
      describeStudy(study([cell(1), cell(4, effect), cell(24)], { symbol: "ETH", against: "BTC" }), "bearish"),
    ).toBe(
      "After 57 bearish stories ETH moved against BTC otherwise than in random hours: −0.42% within 4 hours (random hours: −0.20% to +0.20%). Within 1 and 24 hours no effect was found.",
    );
    expect(describeStudy(study([cell(1, effect), cell(4, effect), cell(24, effect)]), "bearish")).toBe(
      "After 57 bearish stories BTC moved against a basket of large coins otherwise than in random hours: −0.42% within 1 hour (random hours: −0.20% to +0.20%), −0.42% within 4 hours (random hours: −0.20% to +0.20%), and −0.42% within 24 hours (random hours: −0.20% to +0.20%).",
    );
  });

  it("says when there are too few, at all or for a while", () => {
    expect(describeStudy(study([cell(1, few), cell(4, few), cell(24, few)]), "bearish")).toBe(
      "There are only 7 bearish stories about BTC with candles after them: too few to tell, 20 are needed.",
    );
    expect(describeStudy(study([cell(1, { ...few, n: 1 })]), "bearish")).toBe(
      "There is only 1 bearish story about BTC with candles after it: too few to tell, 20 are needed.",
    );
    expect(describeStudy(study([cell(1), cell(4), cell(24, few)]), "bearish")).toContain(
      "as it does in random hours. Within 24 hours there are too few to tell.",
    );
    expect(describeStudy(study([]), "bullish")).toBe("There is no bullish story about BTC with candles after it.");
  });

  it("says when there is nothing to compare with, which is not that nothing was found", () => {
    const alone = { verdict: "no_comparison", p: null, q: null, placebo_low: null, placebo_high: null } as const;
    expect(describeStudy(study([cell(1, alone), cell(4, alone), cell(24, alone)]), "bearish")).toBe(
      "Nothing can be said of 57 bearish stories about BTC: there are no candles of random hours like theirs to compare them with.",
    );
    expect(describeStudy(study([cell(1, alone), cell(4, alone), cell(24, few)]), "bearish")).toBe(
      "Nothing can be said of 57 bearish stories about BTC: there are no candles of random hours like theirs to compare them with. Within 24 hours there are too few to tell.",
    );
  });

  it("says that sample data is sample data", () => {
    const prices = { source: "sample", dataset: "barometer/sample-market", sample: true };
    expect(describeStudy(study([cell(1)], { prices }), "bearish")).toMatch(
      /random hours\. All of it is sample data\.$/,
    );
  });

  it("has no word of what will be", () => {
    const cells = [cell(1, effect), cell(4), cell(24, few)];
    for (const label of labels)
      expect(describeStudy(study(cells), label)).not.toMatch(/predict|forecast|expect|will|signal|buy|sell/i);
  });
});
