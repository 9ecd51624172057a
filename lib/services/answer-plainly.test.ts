import { describe, expect, test } from "vitest";
import { makeModel, makeSource, nothingYet } from "../../tests/overview/make-overview";
import type { Overview } from "../contracts/functions/overview";
import { nameOf } from "../core/stats/names";
import { countIn, emptySheet, timeIn } from "../core/stats/sheet";
import { answerPlainly } from "./answer-plainly";

type Model = Overview["models"][number];
type Source = Overview["sources"][number];
type Health = Overview["health"];

const figures = { accuracy: 0.8, macro_f1: 0.78, ece: 0.03 };
const quality = {
  mean: figures,
  sets: [
    { set: "three", texts: 10, without_neutral: false, ...figures },
    { set: "two", texts: 10, without_neutral: true, ...figures },
  ],
};

const model = (key: string, engine: Model["engine"], state: Model["state"], more: Partial<Model> = {}): Model =>
  makeModel({
    key,
    name: `Name of ${key}`,
    id: key,
    engine,
    state,
    runs_on: [engine],
    detail: "",
    breaker: null,
    ...more,
  });

const source = (key: string, kind: Source["kind"], more: Partial<Source> = {}): Source =>
  makeSource({
    key,
    name: `Name of ${key}`,
    dataset: key,
    kind,
    detail: "",
    checked_at: null,
    cadence_h: 24,
    items: null,
    last_ok_at: null,
    last_item_at: null,
    stale: null,
    ...more,
  });
const candles = (key: string, day: string, stale: boolean): Source =>
  source(key, "candles", { last_candle: `${day}T00:00:00.000Z`, last_item_at: `${day}T00:00:00.000Z`, stale });

const sampleMarket = source("sample", "candles", {
  sample: true,
  last_candle: "2026-06-02T00:00:00.000Z",
  last_item_at: "2026-06-02T00:00:00.000Z",
  stale: false,
});

const health = (checks: readonly (readonly [name: string, status: "pass" | "warn" | "fail"])[] = []): Health => ({
  status: "healthy",
  version: "1",
  uptime_s: 1,
  checks: checks.map(([name, status]) => ({
    name,
    kind: "engine",
    status,
    detail: `${name} is out`,
    checked_at: "2026-06-01T00:00:00.000Z",
    age_s: 0,
  })),
});

const ask = (more: Partial<Parameters<typeof answerPlainly>[0]> = {}) =>
  answerPlainly({ health: health(), models: [], sources: [], sheet: emptySheet(), ...more });

describe("four plain answers", () => {
  test("before the first request nothing is claimed", () => {
    expect(ask()).toEqual({ ...nothingYet, good: { ...nothingYet.good, model: null } });
  });

  test("only what the server could not answer failed; what was turned away counts among both", () => {
    const sheet = emptySheet();
    for (let call = 0; call < 90; call += 1) countIn(sheet, nameOf.call("sentiment", "ok"));
    for (let call = 0; call < 6; call += 1) countIn(sheet, nameOf.call("sentiment", "validation_failed"));
    countIn(sheet, nameOf.call("prices", "unavailable"));
    countIn(sheet, nameOf.call("other", "internal"));
    countIn(sheet, nameOf.call("sentiment_bulk", "deadline_exceeded"));
    countIn(sheet, nameOf.shed());
    // Looks at the server itself are nobody's question.
    for (let call = 0; call < 500; call += 1) countIn(sheet, nameOf.call("overview", "ok"));
    countIn(sheet, nameOf.call("health", "unavailable"));
    expect(ask({ sheet }).answering).toMatchObject({ requests: 100, failed: 4, share: 0.96 });
  });

  test("what is out is named before what only warns", () => {
    const checks = health([
      ["a", "pass"],
      ["b", "warn"],
      ["c", "fail"],
    ]);
    expect(ask({ health: checks }).answering.detail).toBe("c: c is out");
    const warns = health([["b", "warn"]]);
    expect(ask({ health: warns }).answering.detail).toBe("b: b is out");
  });

  test("how good: whoever answers first now of those that people's texts go to, with the median of its tier", () => {
    const sheet = emptySheet();
    for (const [engine, ms] of [["hf_inference_api", 200] as const, ["embedded_model", 2] as const]) {
      countIn(sheet, nameOf.ask(engine, "ok"));
      timeIn(sheet, nameOf.askTime(engine), ms);
    }
    const own = [
      model("barometer_sentiment", "embedded_model", "ready", { quality }),
      model("lexical", "lexical", "ready", { quality }),
    ];
    // It reads no text that comes without a wish, ready or not.
    const elsewhere = model("financial_news", "hf_inference_api", "ready");
    const embedded = ask({ sheet, models: [elsewhere, ...own] });
    expect(embedded.good).toEqual({
      engine: "embedded_model",
      model: "Name of barometer_sentiment",
      macro_f1: 0.78,
      sets: 2,
    });
    expect(embedded.fast.first_ms).toBeLessThan(5);

    const second = model("fintwit_sentiment", "hf_inference_api", "ready");
    const first = model("social_sentiment", "hf_inference_api", "ready");
    const remote = ask({ sheet, models: [elsewhere, second, first, ...own] });
    expect(remote.good).toEqual({
      engine: "hf_inference_api",
      model: "Name of social_sentiment",
      macro_f1: null,
      sets: 0,
    });
    expect(remote.fast.first_ms).toBeGreaterThan(100);

    for (const state of ["warming", "resting", "refused", "off", "not_asked_yet", "unusable"] as const) {
      expect(ask({ models: [{ ...first, state }, ...own] }).good.engine).toBe("embedded_model");
    }
    expect(ask({ models: own.map((each) => ({ ...each, state: "refused" as const })) }).good.model).toBeNull();
  });

  test("how fresh: the newest real prices, stale or not; the sample is never passed off as news of today", () => {
    const { fresh } = ask({
      sources: [candles("old", "2026-05-01", true), candles("new", "2026-05-30", false), sampleMarket],
    });
    expect(fresh).toMatchObject({ prices_at: "2026-05-30T00:00:00.000Z", prices_source: "Name of new", sample: false });
    expect(fresh.prices_stale).toBe(false);
    expect(ask({ sources: [candles("old", "2026-05-01", true), sampleMarket] }).fresh.prices_stale).toBe(true);
    expect(ask({ sources: [sampleMarket] }).fresh).toMatchObject({ prices_at: null, sample: true });
  });

  test("a source that nobody has asked is no sample; one that is off, or failed and left nothing, is none to count on", () => {
    const hub = source("hub", "candles");
    expect(ask({ sources: [{ ...hub, state: "not_asked_yet" }, sampleMarket] }).fresh).toMatchObject({
      prices_at: null,
      sample: false,
    });
    for (const state of ["off", "failed"] as const) {
      expect(ask({ sources: [{ ...hub, state }, sampleMarket] }).fresh.sample).toBe(true);
    }
    const kept = { ...candles("kept", "2026-05-01", true), state: "failed" as const };
    expect(ask({ sources: [kept] }).fresh).toMatchObject({ sample: false, prices_source: "Name of kept" });
  });

  test("news: the newest item of all sources, stale where every source is that anything is known of", () => {
    const feed = (key: string, at: string | null, stale: boolean | null, state: Source["state"] = "ready"): Source =>
      source(key, "news", { last_item_at: at, stale, state });
    const one = feed("one", "2026-06-01T10:00:00.000Z", true, "failed");
    const two = feed("two", "2026-06-01T11:00:00.000Z", false);
    const never = feed("never", null, null, "failed");
    expect(ask({ sources: [one, two, never] }).fresh).toMatchObject({
      news_at: "2026-06-01T11:00:00.000Z",
      news_stale: false,
      sample: false,
    });
    expect(ask({ sources: [one, never] }).fresh).toMatchObject({
      news_at: "2026-06-01T10:00:00.000Z",
      news_stale: true,
    });
    expect(ask({ sources: [never] }).fresh).toMatchObject({ news_at: null, news_stale: null, sample: true });
    const off = feed("off", "2026-06-01T12:00:00.000Z", false, "off");
    expect(ask({ sources: [off] }).fresh).toMatchObject({ news_at: null, news_stale: null, sample: true });
  });
});
