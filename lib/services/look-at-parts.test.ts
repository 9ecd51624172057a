import { describe, expect, it } from "vitest";
import { fakeCandleSource } from "../../tests/fakes/fake-candle-source";
import { fakeClock } from "../../tests/fakes/fake-clock";
import { failure } from "../core/failure";
import type { ApiMode } from "../core/models/resolve-api-mode";
import type { NewsSource, NewsSourceLook } from "../core/news/news-source";
import { createPartsWatch } from "../core/parts/create-parts-watch";
import type { Part } from "../core/parts/part";
import { lookAtParts, type PartsDeps } from "./look-at-parts";

const HOUR = 3_600_000;
const start = Date.UTC(2026, 0, 1);
const now = start + 100 * 24 * HOUR;

const newsSource = (key: string, look: Partial<NewsSourceLook>, more: Partial<NewsSource> = {}): NewsSource => ({
  key,
  name: key,
  kind: "feed",
  home: null,
  licence: null,
  layout: "made up",
  sample: false,
  everyMs: 300_000,
  ask: async () => ({ ok: true, value: null }),
  look: () => ({
    state: "ready",
    detail: "fake",
    retryAfterS: null,
    checkedAt: now,
    lastOkAt: now,
    failure: null,
    ...look,
  }),
  ...more,
});

const partsOf = (deps: Partial<PartsDeps>, wall: number): readonly Part[] => {
  const mode: ApiMode = { state: "off", why: "not wanted" };
  const closed = { state: "closed", because: null, retryAfterS: 0 } as const;
  return lookAtParts(
    {
      remote: {
        mode,
        specs: [],
        refusal: () => null,
        host: () => closed,
        model: () => ({ standing: "ready", refusal: null, breaker: closed }),
        askedAt: () => null,
        failing: () => null,
      },
      neural: [],
      local: [],
      checks: () => new Map(),
      sources: [],
      news: [],
      stores: () => new Map(),
      ...deps,
    },
    wall,
  );
};

const lookAt = (deps: Partial<PartsDeps>): Record<string, Pick<Part, "state" | "code">> => {
  const parts = partsOf(deps, now);
  return Object.fromEntries(parts.map(({ kind, key, state, code }) => [`${kind}/${key}`, { state, code }]));
};

describe("lookAtParts", () => {
  it("takes a minute's budget that is used up for no change, and a day's for one", () => {
    const closed = { state: "closed", because: null, retryAfterS: 0 } as const;
    const tierAfter = (retryAfterS: number) =>
      lookAt({
        remote: {
          mode: { state: "auth", why: "with a key" },
          specs: [],
          refusal: () => failure("budget_exhausted", { retryAfterS }),
          host: () => closed,
          model: () => ({ standing: "ready", refusal: null, breaker: closed }),
          askedAt: () => 1,
          failing: () => null,
        },
      })["tier/hf_inference_api"];
    expect(tierAfter(41)).toEqual({ state: "ready", code: null });
    expect(tierAfter(4_000)).toEqual({ state: "resting", code: "budget_exhausted" });
  });

  it("calls a source stale whose newest candle is older than twice its cadence, and no other", () => {
    const sources = [
      fakeCandleSource("fresh", { start, count: 98, lastOkAt: now }),
      fakeCandleSource("old", { start, count: 97, lastOkAt: now - 24 * HOUR }),
      fakeCandleSource("left-alone", { start, count: 97, lastOkAt: now - 24 * HOUR - 1 }),
      fakeCandleSource("made-up", { start, count: 10, sample: true }),
      fakeCandleSource("out", { start, count: 10, state: "failed" }),
    ];
    expect(lookAt({ sources })).toMatchObject({
      "source/fresh": { state: "ready" },
      "source/old": { state: "stale" },
      "source/left-alone": { state: "not_asked_yet" },
      "source/made-up": { state: "ready" },
      "source/out": { state: "failed" },
    });
  });

  it("tells nothing of a source that nobody asks for a month, and that it was old where it was", () => {
    const look = (lastCandle: number, lastOkAt: number, wall: number): readonly Part[] => {
      const source = fakeCandleSource("prices", { lastOkAt });
      return partsOf({ sources: [{ ...source, look: () => ({ ...source.look(), lastCandle }) }] }, wall);
    };
    const told = (count: number): string[] => {
      const clock = fakeClock(start);
      const watch = createPartsWatch({ server: "00000000", clock });
      const rows: string[] = [];
      for (let hour = 0; hour < 30 * 24; hour += 1) {
        const changes = watch.observe(look(start - count * 24 * HOUR, start, clock.wall()));
        rows.push(...changes.map(({ kind, from, to }) => `${kind} ${from}>${to}`));
        clock.pass(HOUR);
      }
      return rows;
    };
    expect(told(1)).toEqual([]);
    expect(told(9)).toEqual(["source null>stale", "source stale>not_asked_yet"]);
  });

  it("tells why news fails, and when it was last had too long ago", () => {
    const news = [
      newsSource("fresh", { lastOkAt: now - 600_000 }),
      newsSource("old", { lastOkAt: now - 600_001 }),
      newsSource("never", { lastOkAt: null, state: "not_asked_yet" }),
      newsSource("out", { state: "failed", failure: failure("timed_out"), lastOkAt: now - HOUR }),
      newsSource("sample", { lastOkAt: now - 99 * HOUR }, { sample: true }),
    ];
    expect(lookAt({ news })).toMatchObject({
      "tier/hf_inference_api": { state: "off" },
      "source/fresh": { state: "ready", code: null },
      "source/old": { state: "stale", code: null },
      "source/never": { state: "not_asked_yet" },
      "source/out": { state: "failed", code: "timed_out" },
      "source/sample": { state: "ready" },
    });
  });

  it("tells of stores whether they work", () => {
    const stores = new Map([
      ["disk", { works: true, detail: "written to", at: 1 }],
      ["redis", { works: false, detail: "it does not answer", at: null }],
    ]);
    expect(lookAt({ stores: () => stores })).toMatchObject({
      "store/disk": { state: "ready" },
      "store/redis": { state: "failed" },
    });
  });
});
