import { describe, expect, test } from "vitest";
import type { ModelEntry } from "../../contracts/functions/models";
import type { DeviceResult } from "../device/device-run";
import { formatMs } from "./format-ms";
import { listModelRows } from "./list-model-rows";
import { logAxis } from "./log-axis";
import { markRadius, SMALLEST_MB } from "./mark-radius";
import { prepareModelPlot } from "./prepare-model-plot";
import { wrapName } from "./wrap-name";

type Listed = Parameters<typeof listModelRows>[0][number];

const quality = (...all: number[]): ModelEntry["quality"] => ({
  mean: { accuracy: 0.5, macro_f1: all.reduce((sum, one) => sum + one, 0) / all.length, ece: null },
  sets: all.map((macro_f1, at) => ({
    set: `set.${at}`,
    texts: 10,
    without_neutral: at === 0,
    accuracy: 0.5,
    macro_f1,
    ece: null,
  })),
});

const model = (given: Partial<Listed> & { readonly p50?: number | null }): Listed => ({
  key: "lexical",
  name: "Lexical reader",
  engine: "lexical",
  size_mb: null,
  state: "ready",
  quality: quality(0.6, 0.7),
  calls: {
    first_attempts: 1,
    retries: 0,
    answered: 1,
    failed: {},
    per_minute: 0,
    p50_ms: given.p50 === undefined ? 0.08 : given.p50,
    p95_ms: 0.2,
    p99_ms: 0.3,
  },
  ...given,
});

const lexical = model({});
const embedded = model({
  key: "barometer_sentiment",
  name: "Barometer model",
  engine: "embedded_model",
  size_mb: 3,
  quality: quality(0.68),
  p50: 2.4,
});
const finbert = model({ key: "financial_sentiment", name: "FinBERT", engine: "hf_inference_api", quality: null });
const resting = model({ key: "x", name: "X", engine: "hf_inference_api", size_mb: 438, p50: null });
const useless = model({
  key: "gpt",
  name: "GPT",
  engine: "hf_inference_api",
  state: "unusable",
  quality: null,
  p50: null,
});

const measured = (key: string, p50Ms: number): DeviceResult => ({
  key,
  name: key,
  id: key,
  revision: "1",
  dtype: "q8",
  sizeMb: 3,
  measuredAt: "2026-11-21T10:00:00.000Z",
  fetchedMs: null,
  keptMs: null,
  texts: 60,
  repeats: 1,
  p50Ms,
  p95Ms: 2 * p50Ms,
  batch: 32,
  textsPerS: 100,
  goldenRight: 3,
  goldenOf: 3,
});

describe("listModelRows", () => {
  test("quality is the mean that the model card has too; null where there is none", () => {
    const [row] = listModelRows([lexical], []);
    expect(row?.macroF1).toBeCloseTo(0.65, 10);
    expect(listModelRows([model({ quality: null })], [])[0]?.macroF1).toBeNull();
  });

  test("where each one runs, and one id each", () => {
    const rows = listModelRows([lexical, embedded, finbert], [measured("barometer_sentiment", 9)]);
    expect(rows.map(({ id, place }) => [id, place])).toEqual([
      ["lexical:lexical", "server"],
      ["embedded_model:barometer_sentiment", "server"],
      ["hf_inference_api:financial_sentiment", "api"],
      ["device:barometer_sentiment", "device"],
    ]);
  });

  test("a reader of this device has the quality of its namesake, and none where there is no such", () => {
    const rows = listModelRows([embedded], [measured("barometer_sentiment", 9), measured("browser_finbert", 40)]);
    expect(rows.map(({ macroF1 }) => macroF1)).toEqual([0.68, 0.68, null]);
  });
});

describe("prepareModelPlot", () => {
  test("who lacks a figure is listed with the reason, and never placed", () => {
    const plot = prepareModelPlot(listModelRows([lexical, embedded, finbert, resting, useless], []));
    expect(plot.points.map(({ name }) => name).sort()).toEqual(["Barometer model", "Lexical reader"]);
    expect(plot.absent.map(({ because, rows }) => [because, rows.map(({ name }) => name)])).toEqual([
      ["unasked", ["X"]],
      ["unread", ["FinBERT"]],
      ["unusable", ["GPT"]],
    ]);
  });

  test("every row is either placed or listed, whatever is missing", () => {
    const rows = listModelRows([lexical, finbert, resting, useless, model({ key: "zero", p50: 0 })], []);
    const { points, absent } = prepareModelPlot(rows);
    expect(points.length + absent.flatMap((group) => group.rows).length).toBe(rows.length);
  });

  test("the axes hold every point", () => {
    const rows = listModelRows(
      [lexical, embedded],
      [measured("lexical", 0.006), measured("barometer_sentiment", 1_400)],
    );
    const { points, latency, quality: axis } = prepareModelPlot(rows);
    expect(points).toHaveLength(4);
    for (const { p50Ms, macroF1 } of points) {
      expect(p50Ms).toBeGreaterThanOrEqual(latency.domain[0]);
      expect(p50Ms).toBeLessThanOrEqual(latency.domain[1]);
      expect(macroF1).toBeGreaterThanOrEqual(axis.domain[0]);
      expect(macroF1).toBeLessThanOrEqual(axis.domain[1]);
    }
  });

  test.each([[[0, 0]], [[1, 1]], [[0.65]], [[0.03, 0.98]]])(
    "the upward axis of %j is at least 0.2 long and within 0 and 1",
    (values) => {
      const rows = values.flatMap((value, at) =>
        listModelRows([model({ key: `m${at}`, quality: quality(value) })], []),
      );
      const { domain, ticks } = prepareModelPlot(rows).quality;
      expect(domain[1] - domain[0]).toBeGreaterThanOrEqual(0.2 - 1e-9);
      expect([domain[0] >= 0, domain[1] <= 1]).toEqual([true, true]);
      for (const value of values) expect(value >= domain[0] && value <= domain[1]).toBe(true);
      expect(ticks.length).toBeGreaterThan(3);
    },
  );

  test("the sentence says who is quickest and who reads best, with where and numbers", () => {
    expect(prepareModelPlot(listModelRows([lexical, embedded, finbert], [])).summary).toBe(
      "2 of 3 models have a place: Lexical reader on this server is the quickest (0.08 ms, macro-F1 0.65), Barometer model on this server reads best (2.4 ms, macro-F1 0.68).",
    );
    expect(prepareModelPlot(listModelRows([lexical], [])).summary).toBe(
      "1 of 1 models has a place: Lexical reader on this server, median 0.08 ms, macro-F1 0.65.",
    );
    expect(prepareModelPlot(listModelRows([finbert], [])).summary).toBe("None of 1 models has a place yet.");
  });

  test("of two that read equally well the quicker one is named, and where it runs", () => {
    const both = [embedded, lexical];
    expect(prepareModelPlot(listModelRows(both, [measured("barometer_sentiment", 9)])).summary).toContain(
      "on this server reads best",
    );
    expect(prepareModelPlot(listModelRows(both, [measured("barometer_sentiment", 1.5)])).summary).toContain(
      "barometer_sentiment on this device reads best (1.5 ms",
    );
  });

  test("large marks come first, so that small ones lie over them", () => {
    const large = model({ key: "l", size_mb: 500, engine: "hf_inference_api" });
    const radii = prepareModelPlot(listModelRows([lexical, large, embedded], [])).points.map(({ radius }) => radius);
    expect(radii).toEqual(radii.toSorted((a, b) => b - a));
  });
});

test("areas follow sizes, down to the smallest that can be seen", () => {
  expect(markRadius(400) / markRadius(100)).toBeCloseTo(2, 10);
  expect(markRadius(null)).toBe(markRadius(3));
  expect(markRadius(SMALLEST_MB)).toBeCloseTo(markRadius(0), 1);
  expect(markRadius(1_000_000)).toBeLessThan(50);
});

test.each([
  [[], [1, 10], [1, 2, 5, 10]],
  [[3], [2, 20], [2, 5, 10, 20]],
  [
    [0.08, 2.4],
    [0.05, 5],
    [0.05, 0.1, 0.2, 0.5, 1, 2, 5],
  ],
  [
    [0.006, 1_400],
    [0.005, 2_000],
    [0.01, 0.1, 1, 10, 100, 1_000],
  ],
  [
    [1, 10],
    [1, 10],
    [1, 2, 5, 10],
  ],
  [
    [0, -4, Number.NaN, 7],
    [5, 50],
    [5, 10, 20, 50],
  ],
])("logAxis %j", (values, domain, ticks) => {
  expect(logAxis(values)).toEqual({ domain, ticks });
});

test.each([
  [0.0059, "0.0059 ms"],
  [0.08, "0.08 ms"],
  [2.44, "2.4 ms"],
  [13.2, "13 ms"],
  [186.4, "186 ms"],
  [999.4, "999 ms"],
  [1_640, "1.6 s"],
  [12_340, "12.3 s"],
])("formatMs %d is %s", (ms, words) => {
  expect(formatMs(ms)).toBe(words);
});

test.each([
  ["FinBERT", 16, ["FinBERT"]],
  ["Barometer model + lexical reader", 16, ["Barometer model", "+ lexical reader"]],
  ["Barometer model + lexical reader", 34, ["Barometer model + lexical reader"]],
  ["averylongwordwithoutablank here", 10, ["averylongwordwithoutablank", "here"]],
])("wrapName %s at %d", (name, most, lines) => {
  expect(wrapName(name, most)).toEqual(lines);
});
