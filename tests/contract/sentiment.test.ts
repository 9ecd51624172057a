import { performance } from "node:perf_hooks";
import { beforeAll, describe, expect, it } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { functions } from "../../lib/contracts/functions";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { sentimentBulk } from "../../lib/contracts/functions/sentiment-bulk";
import { ok } from "../../lib/core/errors";
import type { ReadRequest } from "../../lib/core/ports";
import { createLastTier } from "../../lib/core/sentiment/create-last-tier";
import { modelFigures } from "../../lib/core/stats/read-sheet";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { createLogger } from "../../lib/server/logger";
import { bestOf } from "../../scripts/lib/best-of";
import { eventsOf } from "../fakes/events-of";
import { scratchDir } from "../fakes/scratch-dir";

let deps: Container;
beforeAll(async () => {
  deps = await createContainer(
    parseEnv({ DATA_DIR: scratchDir(), LOG_LEVEL: "silent", RATE_LIMIT_PER_MINUTE: "100000", EMBEDDED_MODEL: "off" }),
  );
  await deps.warm();
});

const post = (
  path: string,
  body: unknown,
  container: Container = deps,
  headers: Record<string, string> = {},
): Promise<Response> =>
  handle(
    new Request(`http://localhost${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    }),
    functions,
    container,
  );
const read = async (body: Record<string, unknown>) =>
  sentiment.output.parse(await (await post(sentiment.path, body)).json());
const refuse = async (body: unknown, path: string = sentiment.path) => {
  const response = await post(path, body);
  const problem = problemSchema.parse(await response.json());
  expect(problem.status).toBe(response.status);
  return problem;
};

describe("bad input names the field, the limit and the size", () => {
  it.for([
    [{ text: "" }, { field: "text", code: "blank", limit: 1, actual: 0 }],
    [{ text: " \n\t\u3000" }, { field: "text", code: "blank", limit: 1, actual: 4 }],
    [{ text: "x".repeat(20_001) }, { field: "text", code: "too_long", limit: 20_000, actual: 20_001 }],
    [{}, { field: "text", code: "required" }],
    [{ text: 3 }, { field: "text", code: "wrong_type" }],
    [{ text: null }, { field: "text", code: "wrong_type" }],
    [{ text: ["a"] }, { field: "text", code: "wrong_type" }],
    [
      { text: "a", category: "sports" },
      { field: "category", code: "unknown_value" },
    ],
    [
      { text: "a", explain: "yes" },
      { field: "explain", code: "wrong_type" },
    ],
    [
      { text: "a", model: "gpt" },
      { field: "model", code: "unknown_value" },
    ],
    [
      { text: "a", models: ["lexical", "gpt"] },
      { field: "models[1]", code: "unknown_value" },
    ],
    [
      { text: "a", models: [] },
      { field: "models", code: "too_few", limit: 1, actual: 0 },
    ],
  ] as const)("%j", async ([body, error]) => {
    const problem = await refuse(body);
    expect(problem).toMatchObject({ status: 422, code: "validation_failed", errors: [error] });
  });

  it.for(["?foo=1", "?stream=yes", "?stream=1&text=a"])("a query that a POST does not take: %s", async (query) => {
    expect(await refuse({ texts: ["a"] }, sentimentBulk.path + query)).toMatchObject({
      status: 422,
      code: "validation_failed",
    });
  });

  it("a query of broken percent-encoding", async () => {
    const broken = new Request("http://localhost/api/ai/sentiment/quick?text=%E0%A4%A");
    const response = await handle(broken, functions, deps);
    expect(problemSchema.parse(await response.json())).toMatchObject({ status: 400, code: "invalid_identifier" });
  });

  it("lists the categories that there are", async () => {
    const problem = await refuse({ text: "a", category: "sports" });
    expect(problem.errors?.[0]?.allowed).toEqual(["crypto", "social", "financial", "news", "general"]);
  });

  // Stimulus 22: an identifier that reaches for files or hosts is refused before anything is looked up.
  it.for([
    "../../etc/passwd",
    "%2e%2e%2f",
    "a/b@../x",
    "a\u0000b",
    "x".repeat(500),
    "",
    "__proto__",
    "http://169.254.169.254/",
  ])("an odd model id: %j", async (model) => {
    expect(await refuse({ text: "a", model })).toMatchObject({ status: 400, code: "invalid_identifier" });
    expect(await refuse({ text: "a", models: [model] })).toMatchObject({ status: 400, code: "invalid_identifier" });
  });

  // Stimulus 18.
  it("lets no prototype be reached from a query", async () => {
    for (const query of [
      "text=a&__proto__=1",
      "text=a&constructor.prototype.x=1",
      "text=a&__proto__[x]=1",
      "text=a&text=b",
    ]) {
      const response = await handle(new Request(`http://localhost/api/ai/sentiment/quick?${query}`), functions, deps);
      expect(response.status).toBe(422);
    }
    expect(Reflect.get({}, "x")).toBeUndefined();
  });
});

describe("a verdict", () => {
  it("explains itself with exact spans of the text as it was sent", async () => {
    const text = "Ether jumps 8% as spot funds take in record inflows 🚀";
    const verdict = await read({ text });
    expect(verdict).toMatchObject({
      label: "bullish",
      engine: "lexical",
      abstained: false,
      calibrated: true,
      chunks: 1,
    });
    expect(verdict.reasons.length).toBeGreaterThan(0);
    for (const reason of verdict.reasons) expect(text.slice(reason.start, reason.end)).toBe(reason.text);
    expect(verdict.confidence).toBe(verdict.scores[verdict.label]);
    expect(verdict.confidence).toBeLessThanOrEqual(verdict.thresholds.confidence_cap);
  });

  it("reads a text once, and counts it", async () => {
    const lexical = deps.sentiment.explainer;
    let reads = 0;
    const counting = {
      ...lexical,
      read: (request: ReadRequest) => {
        reads += 1;
        return lexical.read(request);
      },
    };
    const sentimentDeps = { ...deps.sentiment, tiers: [createLastTier(counting)], explainer: counting };
    const container = {
      ...deps,
      sentiment: sentimentDeps,
      quickSentiment: { ...deps.quickSentiment, ...sentimentDeps },
    };
    const verdict = sentiment.output.parse(
      await (await post(sentiment.path, { text: "Bitcoin soars" }, container)).json(),
    );
    expect(verdict.explained_by).toBe("lexical");
    expect(reads).toBe(1);

    const answered = async () => modelFigures((await deps.models.read("all")).sheet, "lexical").answered;
    const before = await answered();
    await read({ text: "Bitcoin soars" });
    await post(sentimentBulk.path, { texts: ["Bitcoin soars"] });
    expect(await answered()).toBe(before + 2);
  });

  it("leaves reasons out when asked to", async () => {
    expect((await read({ text: "Bitcoin soars", explain: false })).reasons).toEqual([]);
  });

  // Stimulus 14: the cap is read in parts, well under two seconds.
  it("reads 20,000 characters in parts and says how many", async () => {
    const text = "Bitcoin rallies after the vote. Miners sell. ".repeat(500).slice(0, 20_000);
    const started = performance.now();
    const verdict = await read({ text });
    expect(performance.now() - started).toBeLessThan(2_000);
    expect(verdict.chunks).toBeGreaterThan(1);
    expect(verdict.truncated).toBe(false);
  });

  it("refuses a million characters at once", async () => {
    const ms = await bestOf(async () => {
      const started = performance.now();
      expect(await refuse({ text: "x".repeat(1_000_000) })).toMatchObject({ status: 413, code: "payload_too_large" });
      return performance.now() - started;
    }, 50);
    expect(ms).toBeLessThan(50);
  });

  // Stimulus 19.
  it.for([
    ["right to left", "بیت‌کوین امروز سقوط کرد"],
    ["zero-width joiners", "bit\u200Bcoin soa\u200Drs 👩‍🚀"],
    ["tag characters", "🏴\u{E0067}\u{E0062}\u{E0073}\u{E0063}\u{E0074}\u{E007F} up"],
    ["lone surrogates", "moon \uD83D and \uDE80 back"],
    ["10,000 combining marks", `crash${"\u0301".repeat(10_000)}`],
    ["emoji only", "🚀🚀🚀"],
    ["one character", "x"],
    ["controls", "\u0000\u0007\u001b[31mcrash"],
  ])("stays calm with %s", async ([, text]) => {
    // The library of languages is loaded by the first text that needs it, or once the port is open.
    const ms = await bestOf(async () => {
      const started = performance.now();
      const verdict = await read({ text });
      expect(["bullish", "neutral", "bearish"]).toContain(verdict.label);
      return performance.now() - started;
    }, 200);
    expect(ms).toBeLessThan(200);
  });

  it("reads NFC and NFD alike", async () => {
    const text = "Café crypto naïvely soars, São Paulo exchange collapses";
    const [composed, decomposed] = await Promise.all([
      read({ text: text.normalize("NFC") }),
      read({ text: text.normalize("NFD") }),
    ]);
    expect(decomposed.scores).toEqual(composed.scores);
  });
});

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
        deps,
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
    const lexical = deps.sentiment.explainer;
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
    const container = { ...deps, logger, sentiment: { ...deps.sentiment, tiers: [createLastTier(counting)] } };
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
    const lexical = deps.sentiment.explainer;
    const scores = { bullish: 7, neutral: 0, bearish: 0 };
    const read = async ({ texts }: ReadRequest) =>
      ok(texts.map(() => ({ scores, reasons: [], chunks: 1, understood: true })));
    const container = { ...deps, sentiment: { ...deps.sentiment, tiers: [createLastTier({ ...lexical, read })] } };
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
