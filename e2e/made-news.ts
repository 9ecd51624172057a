import type { Page, Route } from "@playwright/test";
import type { EventStudyAnswer } from "../lib/contracts/functions/event-study";
import type { NewsAnswer } from "../lib/contracts/functions/news";
import type { NewsMoodAnswer } from "../lib/contracts/functions/news-mood";
import type { ArchiveRow, NewsRow } from "../lib/contracts/news";
import type { Label } from "../lib/contracts/verdict";

const HOUR_MS = 3_600_000;
const stepOf = { "1h": HOUR_MS, "4h": 4 * HOUR_MS, "12h": 12 * HOUR_MS, "1d": 24 * HOUR_MS, "1w": 168 * HOUR_MS };

/** The same number below `many` for the same place, whoever asks. */
const draw = (place: number, salt: number, many: number): number => {
  let mixed = (Math.imul(place ^ (salt * 0x9e3779b1), 0x85ebca6b) ^ (place >>> 13)) >>> 0;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0xc2b2ae35) >>> 0;
  return (mixed ^ (mixed >>> 15)) % many;
};

const archive = (sample: boolean): ArchiveRow => ({
  sample,
  items: 400,
  stories: 300,
  first: "2026-01-01T00:00:00.000Z",
  last: new Date().toISOString(),
  kept_at: null,
  sources: 1,
  sources_ok: 1,
});

const item = (nth: number, at: number, label: Label, sample: boolean): NewsRow => ({
  id: nth.toString(16).padStart(24, "0"),
  title: `Made story ${nth} about a coin that ${label === "bullish" ? "rises" : label === "bearish" ? "falls" : "rests"}`,
  text: `Made story ${nth}`,
  url: null,
  outlet: "Made outlet",
  source: { key: "sample", name: "Sample" },
  published_at: new Date(at).toISOString(),
  published_precision: "second",
  first_seen_at: new Date(at).toISOString(),
  version: 1,
  version_at: new Date(at).toISOString(),
  language: "en",
  coins: [],
  sentiment: {
    label,
    confidence: 0.7,
    scores: { bullish: 0.1, neutral: 0.2, bearish: 0.7 },
    engine: "lexical",
    model: "lexicon",
    abstained: false,
    abstained_because: null,
    calibrated: true,
    reasons: [],
    explained_by: null,
    model_revision: "1",
    dtype: null,
    scored_at: new Date(at).toISOString(),
  },
  story: { id: nth.toString(16).padStart(24, "0"), copies: nth % 3, outlets: ["Made outlet"] },
  sample,
});

function mood(query: URLSearchParams, sample: boolean): NewsMoodAnswer {
  const interval =
    (Object.keys(stepOf) as (keyof typeof stepOf)[]).find((one) => one === query.get("interval")) ?? "1h";
  const step = stepOf[interval];
  const [from, to] = [Date.parse(query.get("from") ?? ""), Math.min(Date.now(), Date.parse(query.get("to") ?? ""))];
  const buckets: NewsMoodAnswer["buckets"] = [];
  for (let time = from; time < to; time += step) {
    const place = Math.round(time / step);
    if (draw(place, 1, 4) === 0) continue;
    const [bullish, neutral, bearish, unclear] = [2, 3, 4, 5].map((salt) => Math.max(0, draw(place, salt, 5) - 2));
    if (!bullish && !neutral && !bearish && !unclear) continue;
    buckets.push({
      time: new Date(time).toISOString(),
      bullish: bullish ?? 0,
      neutral: neutral ?? 0,
      bearish: bearish ?? 0,
      unclear: unclear ?? 0,
    });
  }
  return {
    success: true,
    symbol: query.get("symbol"),
    interval,
    from: new Date(from).toISOString(),
    to: new Date(to).toISOString(),
    buckets,
    coins: [],
    archive: archive(sample),
  };
}

function list(query: URLSearchParams, sample: boolean): NewsAnswer {
  const from = Date.parse(query.get("from") ?? "");
  const labels = ["bullish", "bearish", "neutral"] as const;
  return {
    success: true,
    items: labels.map((label, nth) => item(nth + 1, from + nth * 600_000, label, sample)),
    next: null,
    total: 7,
    archive: archive(sample),
    failed: [],
  };
}

/** Has the page get made news in place of the server's: as sample data, or as if it were real. */
export async function answerWithNews(page: Page, sample: boolean): Promise<void> {
  const json = (route: Route, body: NewsAnswer | NewsMoodAnswer) => route.fulfill({ json: body });
  const queryOf = (route: Route): URLSearchParams => new URL(route.request().url()).searchParams;
  await page.route("**/api/ai/data/news?*", (route) => json(route, list(queryOf(route), sample)));
  await page.route("**/api/ai/data/news/mood?*", (route) => json(route, mood(queryOf(route), sample)));
}

export interface MadeStudy {
  /** Stories of each label. */
  readonly stories: Readonly<Record<Label, number>>;
  /** Mean return of bullish stories after the longest horizon, as a share; the band of random times reaches 0.006. */
  readonly effect: number;
  readonly sampleNews: boolean;
  readonly samplePrices: boolean;
}

function study(query: URLSearchParams, made: MadeStudy): EventStudyAnswer {
  const labels = ["bullish", "neutral", "bearish"] as const;
  const symbol = query.get("symbol") ?? "BTC";
  const band = (bar: number): number => 0.006 * Math.sqrt(bar / 24);
  return {
    success: true,
    symbol,
    timeframe: query.get("timeframe") === "1d" ? "1d" : "1h",
    against: symbol === "BTC" ? "basket" : "BTC",
    basket: symbol === "BTC" ? ["ETH", "BNB", "XRP", "SOL", "ADA"] : [],
    clock: query.get("clock") === "published" ? "published" : "first_seen",
    from: "2025-11-20T00:00:00.000Z",
    to: "2026-11-20T00:00:00.000Z",
    candles: 8_784,
    stories: labels.reduce((sum, label) => sum + made.stories[label], 9),
    left_out: { without_candles: 4, overlapping: 5, without_time: 0 },
    groups: labels.map((label) => {
      const n = made.stories[label];
      const isFew = n < 20;
      const slope = label === "bullish" ? made.effect : 0.0004;
      const meanAt = (bar: number): number => slope * (bar / 24) + 0.0006 * Math.sin(bar / 2);
      return {
        label,
        cells: [1, 4, 24].map((horizon) => {
          const mean = n === 0 ? null : meanAt(horizon);
          const isEffect = !isFew && Math.abs(mean ?? 0) > band(horizon);
          return {
            horizon,
            n,
            mean,
            low: isFew ? null : (mean ?? 0) - 0.004,
            high: isFew ? null : (mean ?? 0) + 0.004,
            placebo_low: isFew ? null : -band(horizon),
            placebo_high: isFew ? null : band(horizon),
            p: isFew ? null : isEffect ? 0.0005 : 0.41,
            q: isFew ? null : isEffect ? 0.004 : 0.62,
            verdict: isFew ? "too_few" : isEffect ? "effect" : "no_effect_found",
          };
        }),
        curve: isFew
          ? []
          : Array.from({ length: 25 }, (_, bar) => ({
              bar,
              mean: meanAt(bar),
              placebo_low: -band(bar),
              placebo_high: band(bar),
            })),
      };
    }),
    draws: 2_000,
    seed: 1,
    prices: { source: "sample", dataset: "barometer/sample-market", sample: made.samplePrices },
    archive: archive(made.sampleNews),
  };
}

/** Has the page get a made study in place of the server's. */
export async function answerWithStudy(page: Page, made: MadeStudy): Promise<void> {
  await page.route("**/api/ai/data/news/study*", (route) =>
    route.fulfill({ json: study(new URL(route.request().url()).searchParams, made) }),
  );
}
