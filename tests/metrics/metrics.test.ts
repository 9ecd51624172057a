import { spawnSync } from "node:child_process";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import type { Container } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { answerMetrics } from "../../lib/server/surfaces/answer-metrics";
import { parseExposition } from "../../scripts/lib/parse-exposition";
import { scratchDir } from "../fakes/scratch-dir";
import { eager, open, request, scrape } from "./open-metrics";

const has = (tool: string): boolean => spawnSync(tool, ["--version"]).status === 0;

let container: Container;
beforeAll(async () => {
  container = eager(await open());
});
afterAll(() => container.close());

const ask = (path: string, body?: unknown): Promise<Response> =>
  handle(
    new Request(`http://localhost${path}`, {
      ...(body === undefined
        ? {}
        : { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
    }),
    functions,
    container,
  );

describe("metrics", () => {
  it("tell the counts of the ledger, each", async () => {
    for (let time = 0; time < 5; time += 1)
      await ask("/api/ai/sentiment", { text: `Bitcoin rallies ${time} %`, model: "lexical" });
    await ask("/api/ai/sentiment", { text: "" });
    await ask("/api/ai/nowhere");
    container.recorder.asked("hf_inference_api", "timed_out", 10);
    container.recorder.attempted({ model: "financial_sentiment", attempt: 1, outcome: "timed_out", ms: 10 });
    container.recorder.attempted({ model: "no_model_of_ours", attempt: 0, outcome: "answered", ms: 10 });
    container.recorder.looked("stale");
    container.recorder.shed();
    const families = parseExposition((await scrape(container)).text);
    const stats = await (await ask("/api/ai/stats")).json();
    const value = (name: string, labels: Record<string, string> = {}): number | undefined =>
      families.get(name)?.samples.find(({ labels: each }) => JSON.stringify(each) === JSON.stringify(labels))?.value;

    for (const { name, calls, errors } of stats.functions) {
      const wrong = Object.values(errors as Record<string, number>).reduce((sum, count) => sum + count, 0);
      expect(value("barometer_requests_total", { function: name, code: "ok" })).toBe(calls - wrong);
      for (const [code, count] of Object.entries(errors))
        expect(value("barometer_requests_total", { function: name, code })).toBe(count);
      const timed = families.get("barometer_request_duration_seconds")?.samples ?? [];
      const count = timed.find((each) => each.name.endsWith("_count") && each.labels.function === name);
      expect(count?.value).toBe(calls);
    }
    expect(value("barometer_texts_total", { engine: "lexical", manner: "single" })).toBe(5);
    expect(value("barometer_engine_asks_total", { engine: "hf_inference_api", outcome: "timed_out" })).toBe(1);
    const timedOut = { model: "financial_sentiment", outcome: "timed_out" };
    expect(value("barometer_model_attempts_total", timedOut)).toBe(1);
    expect(value("barometer_model_retries_total", { model: "financial_sentiment" })).toBe(1);
    expect(value("barometer_cache_looks_total", { result: "stale" })).toBe(1);
    expect(value("barometer_requests_shed_total")).toBe(1);
    expect(value("barometer_requests_in_flight")).toBe(0);
    expect(value("barometer_uptime_seconds")).toBeGreaterThan(0);
    expect(JSON.stringify([...families.values()])).not.toContain("no_model_of_ours");
  });

  it("have buckets that only grow, with a sum within a fiftieth", async () => {
    const own = await open();
    const durations = Array.from({ length: 500 }, (_, index) => 0.2 * 1.02 ** index);
    for (const ms of durations) own.recorder.called("info", "ok", ms);
    const families = parseExposition((await scrape(own)).text);
    const samples = families.get("barometer_request_duration_seconds")?.samples ?? [];
    const buckets = samples.filter(({ name }) => name.endsWith("_bucket"));
    let before = 0;
    for (const { labels, value } of buckets) {
      const bound = Number(labels.le === "+Inf" ? Number.POSITIVE_INFINITY : labels.le) * 1000;
      const least = durations.filter((ms) => ms * 1.02 <= bound).length;
      const most = durations.filter((ms) => ms / 1.02 <= bound).length;
      expect(value).toBeGreaterThanOrEqual(Math.max(before, least));
      expect(value).toBeLessThanOrEqual(most);
      before = value;
    }
    expect(before).toBe(durations.length);
    const sum = samples.find(({ name }) => name.endsWith("_sum"))?.value ?? 0;
    const exact = durations.reduce((total, ms) => total + ms / 1000, 0);
    console.log(`sum of durations: ${sum.toFixed(2)} s, exactly ${exact.toFixed(2)} s`);
    expect(Math.abs(sum / exact - 1)).toBeLessThan(0.02);
    await own.close();
  });

  it("begin at nothing with each process, so that one that was killed cannot make them go back", async () => {
    const DATA_DIR = scratchDir();
    const infos = async (of: Container): Promise<number | undefined> =>
      parseExposition((await scrape(of)).text)
        .get("barometer_requests_total")
        ?.samples.find(({ labels }) => labels.function === "info" && labels.code === "ok")?.value;
    const first = await open({ DATA_DIR });
    for (let time = 0; time < 20; time += 1) first.recorder.called("info", "ok", 3);
    // Written, and then more is counted, which a process that is killed takes with it.
    first.flushSync();
    for (let time = 0; time < 10; time += 1) first.recorder.called("info", "ok", 3);
    expect(await infos(first)).toBe(30);
    const second = await open({ DATA_DIR });
    expect((await second.overview.stats.read("all")).sheet.counts["call/info/ok"]).toBe(20);
    expect(await infos(second)).toBe(0);
    second.recorder.called("info", "ok", 3);
    expect(await infos(eager(second))).toBe(1);
    await Promise.all([first.close(), second.close()]);
  });

  it("tell of no share of a limit of nothing: that is wanted, and nothing that runs out", async () => {
    const own = await open({ HF_REQUESTS_PER_DAY: "0", HF_CREDITS_USD_PER_DAY: "0", HF_REQUESTS_PER_MONTH: "10" });
    const families = parseExposition((await scrape(own)).text);
    const of = (name: string) => families.get(name)?.samples.map(({ labels, value }) => ({ ...labels, value })) ?? [];
    expect(of("barometer_budget_limit_requests")).toContainEqual({ period: "day", value: 0 });
    expect(of("barometer_budget_left_ratio")).toContainEqual({ of: "requests", period: "month", value: 1 });
    expect(of("barometer_budget_left_ratio").filter(({ value }) => value < 1)).toEqual([]);
    await own.close();
  });

  it("come in both formats, by what is asked for", async () => {
    const plain = await scrape(container);
    expect(plain.answer.headers.get("content-type")).toBe("text/plain; version=0.0.4; charset=utf-8");
    const prometheus = "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2";
    const other = await scrape(container, { accept: prometheus });
    expect(other.answer.headers.get("content-type")).toMatch(/^application\/openmetrics-text/);
    expect(other.text.endsWith("# EOF\n")).toBe(true);
    const names = (text: string) =>
      new Set(
        [...parseExposition(text).values()]
          .flatMap(({ samples }) => samples.map(({ name }) => name))
          .filter((name) => name.startsWith("barometer_")),
      );
    expect(names(other.text)).toEqual(names(plain.text));
    const html = await scrape(container, { accept: "text/html" });
    expect(html.answer.headers.get("content-type")).toMatch(/^text\/plain/);
  });

  it("are made once a second, however many ask, and HEAD has no body", async () => {
    const opened = await open();
    const own = { ...opened, clock: { ...opened.clock, now: () => 0 } };
    const texts = await Promise.all(
      Array.from({ length: 50 }, async () => (await answerMetrics(request(), own)).text()),
    );
    own.recorder.shed();
    texts.push(await (await answerMetrics(request(), own)).text());
    expect(new Set(texts).size).toBe(1);
    const head = await answerMetrics(request({}, "HEAD"), own);
    expect([head.status, await head.text()]).toEqual([200, ""]);
    expect(Number(head.headers.get("content-length"))).toBe(Buffer.byteLength(texts[0] ?? ""));
    await own.close();
  });

  it.skipIf(!has("promtool"))("please promtool", async () => {
    const { text } = await scrape(container);
    const checked = spawnSync("promtool", ["check", "metrics"], { input: text, encoding: "utf8" });
    const complaints = `${checked.stdout}${checked.stderr}`.split("\n").filter((line) => line !== "");
    // What the library says of the process itself is its own.
    expect(complaints.filter((line) => !/^(?:nodejs|process)_/.test(line))).toEqual([]);
  });
});

describe("a token", () => {
  const token = "a-token-for-scrapers";

  it("keeps metrics from those who do not bear it", async () => {
    const own = await open({ METRICS_TOKEN: token });
    for (const authorization of [
      undefined,
      "",
      "Bearer",
      `Bearer ${token}x`,
      `Basic ${token}`,
      `Bearer ${"a".repeat(10_000)}`,
    ]) {
      const { answer, text } = await scrape(own, authorization === undefined ? {} : { authorization });
      expect([answer.status, answer.headers.get("www-authenticate")]).toEqual([401, 'Bearer realm="metrics"']);
      expect(text).not.toContain("barometer_");
      expect(text).not.toContain(token);
    }
    expect((await scrape(own, { authorization: `bearer ${token}` })).answer.status).toBe(200);
    await own.close();
  });

  it.each(["short", "with blanks in the middle", "ümlaut-ümlaut-ümlaut"])("is not %s", (METRICS_TOKEN) =>
    expect(() => parseEnv({ METRICS_TOKEN })).toThrow("METRICS_TOKEN: must be 16 to 200"),
  );
});
