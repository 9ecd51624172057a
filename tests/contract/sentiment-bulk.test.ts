import { describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { sentimentBulk } from "../../lib/contracts/functions/sentiment-bulk";
import { ok } from "../../lib/core/errors";
import type { ReadRequest } from "../../lib/core/ports";
import { createLastTier } from "../../lib/core/sentiment/create-last-tier";
import { handle } from "../../lib/server/handle";
import { createLogger } from "../../lib/server/logger";
import { eventsOf } from "../fakes/events-of";
import { openMoodApi } from "./open-mood-api";

const { deps, post, read, refuse } = openMoodApi();

describe("bulk", () => {
  it("keeps the order, and a bad text fails alone", async () => {
    const texts = ["Bitcoin soars to a record high", "", 7, "x".repeat(20_001), "Exchange collapses after hack", null];
    const body = sentimentBulk.output.parse(await (await post(sentimentBulk.path, { texts })).json());
    expect(body.results.map((item) => ("error" in item ? item.error.code : item.label))).toEqual([
      "bullish",
      "validation_failed",
      "validation_failed",
      "validation_failed",
      "bearish",
      "validation_failed",
    ]);
    expect(body.summary).toMatchObject({ total: 6, failed: 4, counts: { bullish: 1, neutral: 0, bearish: 1 } });
  });

  it("gives the verdict that a single request gives", async () => {
    const text = "Regulator drops its case against the exchange";
    const { label, scores, reasons } = await read({ text });
    const body = sentimentBulk.output.parse(
      await (await post(sentimentBulk.path, { texts: [text], explain: true })).json(),
    );
    expect(body.results[0]).toMatchObject({ label, scores, reasons });
  });

  it("names the limit when there are too many texts, or none", async () => {
    const tooMany = await refuse({ texts: Array.from({ length: 1_001 }, () => "a") }, sentimentBulk.path);
    expect(tooMany).toMatchObject({
      status: 422,
      errors: [{ field: "texts", code: "too_many", limit: 1_000, actual: 1_001 }],
    });
    expect(await refuse({ texts: [] }, sentimentBulk.path)).toMatchObject({
      status: 422,
      errors: [{ field: "texts", code: "too_few" }],
    });
  });

  it("streams for an Accept header alone; the query has the last word", async () => {
    const body = JSON.stringify({ texts: ["up"] });
    const ask = (query: string, accept: string) =>
      handle(
        new Request(`http://localhost${sentimentBulk.path}${query}`, {
          method: "POST",
          body,
          headers: { "content-type": "application/json", accept },
        }),
        functions,
        deps(),
      );
    const typeOf = async (query: string, accept: string) => (await ask(query, accept)).headers.get("content-type");
    expect(await typeOf("", "text/event-stream")).toContain("text/event-stream");
    expect(await typeOf("", "text/event-stream, application/json;q=0.5")).toContain("text/event-stream");
    expect(await typeOf("", "application/json, text/event-stream;q=0.5")).toContain("application/json");
    expect(await typeOf("", "text/event-stream;q=0")).toContain("application/json");
    expect(await typeOf("?stream=0", "text/event-stream")).toContain("application/json");
    expect(await typeOf("", "*/*")).toContain("application/json");
  });

  it("streams items and progress, then the summary", async () => {
    const texts = Array.from({ length: 120 }, (_, index) => `Headline ${index}: prices rise`);
    const response = await post(`${sentimentBulk.path}?stream=1`, { texts });
    expect(response.headers.get("content-type")).toContain("text/event-stream");
    const events = await eventsOf(response);
    expect(events.filter(({ event }) => event === "item").map(({ data }) => data.index)).toEqual(
      texts.map((_, index) => index),
    );
    expect(events.filter(({ event }) => event === "progress").map(({ data }) => data.done)).toEqual([50, 100, 120]);
    expect(events.at(-1)).toMatchObject({ event: "done", data: { summary: { total: 120, failed: 0 } } });
  });

  it("stops reading when the client closes the stream", async () => {
    const lexical = deps().sentiment.explainer;
    const seen: { texts: number; signals: AbortSignal[] } = { texts: 0, signals: [] };
    const counting = {
      ...lexical,
      read: (request: ReadRequest) => {
        seen.texts += request.texts.length;
        seen.signals.push(request.signal);
        // From the second slice on it is still at it when the client goes.
        return seen.signals.length === 1 ? lexical.read(request) : new Promise<never>(() => {});
      },
    };
    const ended: string[] = [];
    const logger = createLogger("info", [], (line) => ended.push(line));
    const container = { ...deps(), logger, sentiment: { ...deps().sentiment, tiers: [createLastTier(counting)] } };
    const texts = Array.from({ length: 1_000 }, () => "prices rise again");
    const response = await post(`${sentimentBulk.path}?stream=1`, { texts }, container);
    const reader = response.body?.getReader();
    await reader?.read();
    await expect.poll(() => seen.signals.length).toBeGreaterThan(1);
    await reader?.cancel();
    await expect.poll(() => ended.join()).toContain('"outcome":"cancelled"');
    expect(seen.texts).toBeLessThan(1_000);
    expect(seen.signals.slice(1).every(({ aborted }) => aborted)).toBe(true);
  });

  it("streams with the headers of a public API", async () => {
    const response = await post(`${sentimentBulk.path}?stream=1`, { texts: ["up"] });
    expect(response.headers.get("access-control-allow-origin")).toBe("*");
    expect(response.headers.get("access-control-expose-headers")).toContain("RateLimit");
    expect(response.headers.get("ratelimit")).toMatch(/^"sentiment";r=/);
    await response.text();
  });

  it("never streams an item that breaks its contract", async () => {
    const lexical = deps().sentiment.explainer;
    const scores = { bullish: 7, neutral: 0, bearish: 0 };
    const read = async ({ texts }: ReadRequest) =>
      ok(texts.map(() => ({ scores, reasons: [], chunks: 1, understood: true })));
    const container = { ...deps(), sentiment: { ...deps().sentiment, tiers: [createLastTier({ ...lexical, read })] } };
    const body = await (await post(`${sentimentBulk.path}?stream=1`, { texts: ["up"] }, container)).text();
    expect(body).toContain("event: error");
    expect(body).toContain('"code":"internal"');
    expect(body).not.toContain("event: item");
  });

  it("answers hostile texts with a bounded answer", async () => {
    const texts = Array.from({ length: 50 }, () => "🚀".repeat(9_999));
    const response = await post(sentimentBulk.path, { texts, explain: true });
    const answer = await response.text();
    console.log(`answer to 50 texts of 9,999 emoji with reasons: ${(answer.length / 1000).toFixed(0)} kB`);
    expect(response.status).toBe(200);
    expect(answer.length).toBeLessThan(200_000);
  });
});
