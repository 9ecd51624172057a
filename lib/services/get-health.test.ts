import { describe, expect, it } from "vitest";
import { ok } from "../core/errors";
import type { EngineCheck, SentimentEngine } from "../core/ports";
import { checkEngine } from "./check-engine";
import { getHealth } from "./get-health";

const clock = { now: () => 10_000, wall: () => Date.UTC(2026, 0, 1), pause: async () => {} };
const health = (checks: Record<string, EngineCheck>, stores: Record<string, EngineCheck> = {}) =>
  getHealth({
    deps: {
      version: "1",
      clock,
      startedAt: 4_000,
      checks: () => new Map(Object.entries(checks)),
      sources: () => new Map(),
      stores: () => new Map(Object.entries(stores)),
    },
  });
const detailsOf = (answer: ReturnType<typeof getHealth>) =>
  answer.ok ? answer.value.checks.map(({ detail }) => detail) : answer.error;
const pass: EngineCheck = { status: "pass", detail: "fine", checkedAt: 9_000 };
const broken: EngineCheck = { status: "fail", detail: "broken", checkedAt: 9_000 };

describe("getHealth", () => {
  it("is healthy, degraded or unhealthy by what passed", () => {
    expect(health({ a: pass })).toMatchObject({ value: { status: "healthy", uptime_s: 6 } });
    expect(health({ a: pass, b: broken })).toMatchObject({ value: { status: "degraded" } });
    expect(health({ a: pass, b: { ...pass, status: "warn" } })).toMatchObject({ value: { status: "degraded" } });
    expect(health({ a: pass, b: { ...pass, status: "off" } })).toMatchObject({ value: { status: "healthy" } });
    expect(health({ a: broken })).toMatchObject({ value: { status: "unhealthy" } });
    expect(health({})).toMatchObject({ value: { status: "unhealthy" } });
  });

  it("is degraded by a store that is out, and not made healthy by one that works", () => {
    expect(health({ a: pass }, { redis: { ...pass, status: "warn" } })).toMatchObject({
      value: {
        status: "degraded",
        checks: [
          { name: "a", kind: "engine" },
          { name: "redis", kind: "store" },
        ],
      },
    });
    expect(health({ a: broken }, { redis: pass })).toMatchObject({ value: { status: "unhealthy" } });
  });

  it("says when what is out is asked next", () => {
    expect(detailsOf(health({ a: { ...broken, again: "next probe in 20 s" }, b: pass }))).toEqual([
      "broken, next probe in 20 s",
      "fine",
    ]);
  });

  it("says how old each check is, never negative", () => {
    expect(health({ a: pass })).toMatchObject({
      value: { checks: [{ age_s: 1, checked_at: "2025-12-31T23:59:59.000Z" }] },
    });
    expect(health({ a: { ...pass, checkedAt: 99_000 } })).toMatchObject({ value: { checks: [{ age_s: 0 }] } });
  });
});

describe("checkEngine", () => {
  const engine = (read: SentimentEngine["read"]): SentimentEngine => ({
    key: "a",
    name: "A",
    weight: 1,
    engine: "lexical",
    id: "a",
    revision: "1",
    dtype: null,
    calibrated: true,
    thresholds: { abstain_below: 0, fairly_sure_from: 0.5, sure_from: 0.7, confidence_cap: 1 },
    read,
  });
  const check = (read: SentimentEngine["read"]) => checkEngine(engine(read), clock, new AbortController().signal);

  it("does not trust an engine whose labels are swapped, that fails, or that throws", async () => {
    const always = { scores: { bullish: 0.8, neutral: 0.1, bearish: 0.1 }, reasons: [], chunks: 1, understood: true };
    expect(await check(async ({ texts }) => ok(texts.map(() => always)))).toMatchObject({
      status: "fail",
      detail: "golden sentence 2 is read wrong",
    });
    expect(await check(async () => ({ ok: false, error: { code: "unavailable", detail: "" } }))).toMatchObject({
      status: "fail",
    });
    expect(await check(async () => Promise.reject(new Error("no")))).toMatchObject({ status: "fail" });
  });
});
