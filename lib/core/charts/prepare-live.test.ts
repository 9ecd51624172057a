import { describe, expect, it } from "vitest";
import { allLive } from "../../../tests/charts/all-live";
import { seriesOf, tier } from "../../../tests/charts/series";
import { prepareBudget } from "./prepare-budget";
import { prepareCache } from "./prepare-cache";
import { prepareErrors } from "./prepare-errors";
import { prepareFrame } from "./prepare-frame";
import { prepareLatency } from "./prepare-latency";
import { prepareLoop } from "./prepare-loop";
import { prepareMemory } from "./prepare-memory";
import { prepareRequests } from "./prepare-requests";
import { prepareTiers } from "./prepare-tiers";

describe("prepareRequests", () => {
  it("divides by the time that has really passed, and leaves gaps open", () => {
    // 7 of 10 seconds of now have passed.
    const plot = prepareRequests(
      prepareFrame(seriesOf("15m", { 0: { calls: 14 }, 1: { calls: 40 }, 3: { calls: 5 } })),
    );
    expect(plot.layers[0]?.values.slice(-4)).toEqual([0.5, null, 4, 2]);
    expect(plot.summary).toBe("Requests a second: 2 now, most 4 at 10:42:00, two gaps.");
  });

  it("does not read the slot of now before a third of it is over", () => {
    const now = Date.parse("2026-11-21T10:42:12Z");
    const plot = prepareRequests(prepareFrame(seriesOf("15m", { 0: { calls: 900 }, 1: { calls: 40 } }, { now })));
    expect(plot.layers[0]?.values.slice(-2)).toEqual([4, null]);
    expect(plot.summary).toContain("4 now, most 4 at 10:42:00");
  });

  it("has zero as a value", () => {
    const plot = prepareRequests(prepareFrame(seriesOf("24h", {}, { filled: true })));
    expect(plot.layers[0]?.values.every((value) => value === 0)).toBe(true);
    expect(plot).toMatchObject({ empty: null, summary: "Requests a second: none in 24 hours." });
  });

  it("says what begins it where nothing was counted", () => {
    expect(prepareRequests(prepareFrame(seriesOf("15m", {})))).toMatchObject({
      empty: "Nothing was counted in this time.",
      summary: "Requests a second: nothing counted yet.",
    });
  });
});

describe("prepareErrors", () => {
  it("tells the three most frequent codes apart, and sums up the rest", () => {
    const { layers, summary } = prepareErrors(
      prepareFrame(
        seriesOf(
          "15m",
          {
            5: { errors: { unavailable: 9, rate_limited: 4, not_found: 1 } },
            2: { errors: { internal: 5, invalid_json: 2, not_found: 1 } },
          },
          { filled: true },
        ),
      ),
    );
    expect(layers.map(({ key, label }) => [key, label])).toEqual([
      ["error0", "rate limited"],
      ["error1", "internal"],
      ["error2", "unavailable"],
      ["other", "other"],
    ]);
    expect(layers.at(-1)?.values[84]).toBe(1);
    expect(layers.at(-1)?.values[87]).toBe(3);
    expect(summary).toBe("Errors: 22 in 15 minutes: 4 rate limited, 5 internal, 9 unavailable, and 4 other.");
  });

  it("adds up while the slot of now is too young to be read: it counts in no part, nor in the sum, nor in the ranking", () => {
    const now = Date.parse("2026-11-21T10:42:12Z");
    const frame = prepareFrame(
      seriesOf(
        "15m",
        {
          0: { errors: { rate_limited: 700, unavailable: 1 } },
          1: { errors: { not_found: 60, validation_failed: 36 } },
          4: { errors: { not_found: 3, internal: 1, cancelled: 2 } },
        },
        { now, filled: true },
      ),
    );
    expect(frame.young).toBe(true);
    const { layers, summary } = prepareErrors(frame);
    expect(summary).toBe("Errors: 102 in 15 minutes: 63 not found, 36 validation failed, 2 cancelled, and 1 other.");
    const drawn = layers.flatMap(({ values }) => values).reduce<number>((sum, value) => sum + (value ?? 0), 0);
    expect(drawn).toBe(102);
  });

  it("says that there were none while only the young slot has some", () => {
    const now = Date.parse("2026-11-21T10:42:12Z");
    const young = prepareFrame(seriesOf("15m", { 0: { errors: { internal: 5 } } }, { now, filled: true }));
    expect(prepareErrors(young)).toMatchObject({
      layers: [],
      empty: "No errors.",
      summary: "Errors: none in 15 minutes.",
    });
  });

  it("keeps the look of a code while it is shown, whatever comes before it in the contract", () => {
    const looks = (errors: Record<string, number>, before?: ReturnType<typeof prepareErrors>["looks"]) =>
      prepareErrors(prepareFrame(seriesOf("15m", { 3: { errors } }, { filled: true })), before);
    const first = looks({ rate_limited: 5, unavailable: 3 });
    expect(first.looks).toEqual({ rate_limited: "error0", unavailable: "error1" });
    const more = looks({ not_found: 9, rate_limited: 5, unavailable: 3 }, first.looks);
    expect(more.layers.map(({ key, label }) => [key, label])).toEqual([
      ["error2", "not found"],
      ["error0", "rate limited"],
      ["error1", "unavailable"],
    ]);
    // The ranking turns: what stays keeps its look, what is new takes the one that is free.
    const turned = looks({ internal: 9, not_found: 9, rate_limited: 1, unavailable: 3 }, more.looks);
    expect(turned.looks).toEqual({ not_found: "error2", internal: "error0", unavailable: "error1" });
    expect(looks({ internal: 2, not_found: 2, unavailable: 8 }, turned.looks).looks).toBe(turned.looks);
  });

  it("says that there were none", () => {
    expect(prepareErrors(prepareFrame(seriesOf("30d", {}, { filled: true })))).toMatchObject({
      layers: [],
      empty: "No errors.",
      summary: "Errors: none in 30 days.",
    });
  });
});

describe("prepareTiers", () => {
  it("adds up the engines of a tier, and leaves out who read nothing", () => {
    const { layers, summary } = prepareTiers(
      prepareFrame(
        seriesOf("15m", {
          0: { tiers: [tier("hf_inference_api", 5), tier("hf_inference_api_ensemble", 2), tier("lexical", 3)] },
          1: { tiers: [tier("embedded_model", 0)] },
        }),
      ),
    );
    expect(layers.map(({ key }) => key)).toEqual(["lexical", "api"]);
    expect(layers[1]?.values.slice(-2)).toEqual([0, 7]);
    expect(summary).toBe("Texts read: 10 in 15 minutes: Hugging Face API 70% and lexical 30%, one gap.");
  });
});

describe("prepareLatency", () => {
  const frame = prepareFrame(
    seriesOf("15m", {
      0: { tiers: [tier("hf_inference_api", 1, 100), tier("hf_inference_api_ensemble", 9, 600), tier("lexical", 3)] },
      1: { tiers: [tier("embedded_model", 4, 2)] },
    }),
  );

  it("takes the engine that was asked more often, and has nothing where nobody was asked", () => {
    const { layers, summary } = prepareLatency(frame, "p95");
    expect(layers.map(({ key, values }) => [key, ...values.slice(-2)])).toEqual([
      ["api", null, 600],
      ["embedded", 2, null],
    ]);
    expect(summary).toBe("Latency, p95, last seen: Hugging Face API 600 ms and embedded 2 ms, one gap.");
  });

  it.each([
    ["p50", 300],
    ["p99", 1_200],
  ] as const)("shows %s", (percentile, ms) =>
    expect(prepareLatency(frame, percentile).layers[0]?.values.at(-1)).toBe(ms),
  );
});

describe("prepareCache", () => {
  it("shows shares of looks, and nothing where nobody looked", () => {
    const plot = prepareCache(
      prepareFrame(seriesOf("15m", { 0: { cache: { fresh: 6, stale: 2, missed: 2 } } }, { filled: true })),
    );
    expect(plot.layers.map(({ key, values }) => [key, ...values.slice(-2)])).toEqual([
      ["fresh", null, 0.6],
      ["stale", null, 0.2],
      ["missed", null, 0.2],
    ]);
    expect(plot.also[0]?.values.at(-1)).toBeCloseTo(0.8);
    expect(plot.summary).toBe("Cache: 80% found in 15 minutes, 80% now.");
  });
});

describe("gauges", () => {
  const frame = prepareFrame(
    seriesOf("15m", { 0: { loop_delay: { p50_ms: 10.2, p99_ms: 22 }, rss_mb: 312, budget_left: 0.62 } }),
  );

  it("say what is and the most there was", () => {
    expect(prepareLoop(frame).summary).toBe("Event loop delay, p99: 22 ms now, most 22 ms at 10:42:10, one gap.");
    expect(prepareMemory(frame).summary).toBe("Memory: 312 MB now, most 312 MB at 10:42:10, one gap.");
    expect(prepareBudget(frame).summary).toBe("Budget: 62% of the month left, one gap.");
  });

  it("say that nothing was sampled", () => {
    const none = prepareFrame(seriesOf("15m", {}, { filled: true }));
    expect([prepareLoop, prepareMemory, prepareBudget].map((prepare) => prepare(none).empty)).toEqual([
      "Not sampled in this time.",
      "Not sampled in this time.",
      "No limit was seen in this time.",
    ]);
  });
});

describe("all charts", () => {
  it.each(["15m", "24h", "30d"] as const)(
    "have one value a place in %s, and a sentence, whatever there is",
    (window) => {
      for (const series of [
        seriesOf(window, {}),
        seriesOf(window, { 0: {} }),
        seriesOf(window, { 0: { calls: 3 } }),
        seriesOf(window, {}, { filled: true }),
        seriesOf(window, { 4: { calls: 2 ** 31, tiers: [tier("lexical", 2 ** 31, 120_000)], rss_mb: 1e6 } }),
      ]) {
        const frame = prepareFrame(series);
        for (const prepare of allLive) {
          const { layers, also, summary } = prepare(frame);
          expect(summary).toMatch(/^[A-Z].*\.$/);
          expect(summary).not.toMatch(/NaN|undefined|Infinity/);
          for (const { values } of [...layers, ...also]) expect(values).toHaveLength(frame.rows.length);
        }
      }
    },
  );
});
