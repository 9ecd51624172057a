import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { addResult } from "./add-result";
import { clockStep } from "./clock-step";
import { type DeviceFacts, type DeviceResult, type DeviceRun, MOST_RESULTS } from "./device-run";
import { formatRun, parseRun } from "./parse-run";
import { percentile } from "./percentile";
import { shortAgent } from "./short-agent";
import { writeDeviceFile } from "./write-device-file";

const facts: DeviceFacts = {
  browser: "Chrome 141",
  platform: "Linux",
  cores: 8,
  memoryGb: null,
  simd: true,
  threads: false,
  clockStepMs: 0.1,
};

const result: DeviceResult = {
  key: "barometer_sentiment",
  name: "Barometer model + lexical reader",
  id: "barometer-sentiment-v1",
  revision: "886276751473",
  dtype: "q8",
  sizeMb: 3,
  measuredAt: "2026-11-21T21:30:00.000Z",
  fetchedMs: 812.34567,
  keptMs: 301.2,
  texts: 60,
  repeats: 1,
  p50Ms: 2.400000095367432,
  p95Ms: 5.1,
  batch: 32,
  textsPerS: 720.123,
  goldenRight: 3,
  goldenOf: 3,
};

const run: DeviceRun = { facts, results: [{ ...result, key: "lexical", name: "Lexical reader", dtype: null }, result] };

describe("what is kept", () => {
  test("comes back as it was", () => {
    expect(parseRun(formatRun(run))).toEqual(run);
  });

  test.each([
    ["nothing", null],
    ["no JSON", "{"],
    ["a word", '"x"'],
    ["null", "null"],
    ["another version", formatRun(run).replace('"version":1', '"version":2')],
    ["other texts", formatRun(run).replace('"texts":"v1"', '"texts":"v0"')],
    ["no facts", formatRun(run).replace('"facts"', '"fact"')],
    ["too much", " ".repeat(40_000)],
    ["results that are none", formatRun({ facts, results: [] })],
    ["a time that is none", formatRun({ facts, results: [{ ...result, p50Ms: 0 }] })],
    ["a name without end", formatRun({ facts, results: [{ ...result, name: "x".repeat(201) }] })],
    ["a day that is none", formatRun({ facts, results: [{ ...result, measuredAt: "yesterday" }] })],
  ])("%s is nothing", (_, kept) => {
    expect(parseRun(kept)).toBeNull();
  });

  test("a result that is none is left out, and there are never more than the cap", () => {
    const broken = formatRun(run).replace('"batch":32', '"batch":"32"');
    expect(parseRun(broken)?.results).toHaveLength(1);
    let many: DeviceRun | null = null;
    for (let at = 0; at < 40; at += 1) many = addResult(many, facts, { ...result, key: `m${at}` });
    expect(many?.results).toHaveLength(MOST_RESULTS);
    expect(many?.results.at(-1)?.key).toBe("m39");
    if (many) expect(formatRun(many).length).toBeLessThan(32_768);
  });

  test("a reader's new result takes the place of its old one; another browser begins anew", () => {
    const again = addResult(run, { ...facts, clockStepMs: 0.2 }, { ...result, p50Ms: 9 });
    expect(again.results.map(({ key, p50Ms }) => [key, p50Ms])).toEqual([
      ["lexical", result.p50Ms],
      ["barometer_sentiment", 9],
    ]);
    expect(addResult(run, { ...facts, browser: "Chrome 142" }, result).results).toHaveLength(1);
  });
});

describe("writeDeviceFile", () => {
  test("CSV has units in its header, lines that end with CRLF, and a name with the day", () => {
    const { name, type, content } = writeDeviceFile(run, "csv");
    expect([name, type]).toEqual(["barometer-device-2026-11-21.csv", "text/csv"]);
    expect(content.split("\r\n")).toHaveLength(4);
    expect(content.replaceAll("\r\n", "")).not.toMatch(/[\r\n]/);
    const { data } = Papa.parse<Record<string, string>>(content, { header: true, skipEmptyLines: true });
    expect(data).toHaveLength(2);
    expect(data[1]).toMatchObject({
      key: "barometer_sentiment",
      dtype: "q8",
      size_mb: "3",
      load_fetched_ms: "812.3",
      load_kept_ms: "301.2",
      readings_per_text: "1",
      p50_ms: "2.4",
      batch_texts_per_s: "720.1",
      golden_right: "3",
      browser: "Chrome 141",
      memory_gb_class: "",
      wasm_simd: "true",
      threads_used: "1",
      texts_version: "v1",
    });
  });

  test("a cell with quotes, commas and breaks comes back; a formula is not run", () => {
    const odd = { ...result, name: 'a "b", c\r\nd', id: "=cmd|' /C calc'!A0" };
    const { content } = writeDeviceFile({ facts: { ...facts, platform: "@SUM(A1)" }, results: [odd] }, "csv");
    const [row] = Papa.parse<Record<string, string>>(content, { header: true, skipEmptyLines: true }).data;
    expect(row).toMatchObject({ name: odd.name, model: `'${odd.id}`, platform: "'@SUM(A1)" });
  });

  test("JSON has the same rows, numbers as numbers", () => {
    const { name, content } = writeDeviceFile(run, "json");
    expect(name).toBe("barometer-device-2026-11-21.json");
    const { results } = JSON.parse(content);
    expect(results).toHaveLength(2);
    expect(results[0]).toMatchObject({ key: "lexical", dtype: null, p50_ms: 2.4, cores: 8, memory_gb_class: null });
  });

  test("the day is that of the latest result", () => {
    const older = { ...result, key: "x", measuredAt: "2025-01-02T00:00:00.000Z" };
    expect(writeDeviceFile({ facts, results: [result, older] }, "csv").name).toContain("2026-11-21");
  });
});

test.each([
  [[1, 2, 3, 4], 0.5, 2],
  [[4, 3, 2, 1], 0.95, 4],
  [Array.from({ length: 60 }, (_, at) => at + 1), 0.95, 57],
  [[7], 0.5, 7],
])("percentile of %j at %d is %d", (values, share, wanted) => {
  expect(percentile(values, share)).toBe(wanted);
});

test("the step of a clock is found, and one that stands has none", () => {
  let looks = 0;
  expect(clockStep(() => Math.floor((looks++ * 0.013) / 0.1) * 0.1)).toBeCloseTo(0.1, 6);
  expect(clockStep(() => 5)).toBe(0);
});

const UA = {
  chrome: "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36",
  edge: "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36 Edg/141.0.0.0",
  firefox: "Mozilla/5.0 (Macintosh; Intel Mac OS X 10.15; rv:144.0) Gecko/20100101 Firefox/144.0",
  safari:
    "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Mobile/15E148 Safari/604.1",
};

test.each([
  [{ userAgent: UA.chrome }, "Chrome 141", "Linux"],
  [{ userAgent: UA.edge }, "Edge 141", "Windows"],
  [{ userAgent: UA.firefox }, "Firefox 144", "macOS"],
  [{ userAgent: UA.safari }, "Safari 18", "iOS, phone"],
  [{ userAgent: "" }, "unknown browser", "unknown system"],
  [
    {
      userAgent: UA.chrome,
      brands: [
        { brand: "Not=A?Brand", version: "24" },
        { brand: "Chromium", version: "141" },
        { brand: "Brave", version: "141" },
      ],
      platform: "Android",
      mobile: true,
    },
    "Brave 141",
    "Android, phone",
  ],
  [{ userAgent: UA.chrome, brands: [{ brand: "Chromium", version: "140" }], platform: "" }, "Chromium 140", "Linux"],
])("shortAgent %#", (hints, browser, platform) => {
  expect(shortAgent(hints)).toEqual({ browser, platform });
});
