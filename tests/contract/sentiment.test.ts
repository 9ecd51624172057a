import { performance } from "node:perf_hooks";
import { describe, expect, it } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { functions } from "../../lib/contracts/functions";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { sentimentBulk } from "../../lib/contracts/functions/sentiment-bulk";
import type { ReadRequest } from "../../lib/core/ports";
import { createLastTier } from "../../lib/core/sentiment/create-last-tier";
import { modelFigures } from "../../lib/core/stats/read-sheet";
import { handle } from "../../lib/server/handle";
import { openMoodApi } from "./open-mood-api";

const { deps, post, read, refuse } = openMoodApi();

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
    const response = await handle(broken, functions, deps());
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
      const response = await handle(new Request(`http://localhost/api/ai/sentiment/quick?${query}`), functions, deps());
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
    const lexical = deps().sentiment.explainer;
    let reads = 0;
    const counting = {
      ...lexical,
      read: (request: ReadRequest) => {
        reads += 1;
        return lexical.read(request);
      },
    };
    const sentimentDeps = { ...deps().sentiment, tiers: [createLastTier(counting)], explainer: counting };
    const container = {
      ...deps(),
      sentiment: sentimentDeps,
      quickSentiment: { ...deps().quickSentiment, ...sentimentDeps },
    };
    const verdict = sentiment.output.parse(
      await (await post(sentiment.path, { text: "Bitcoin soars" }, container)).json(),
    );
    expect(verdict.explained_by).toBe("lexical");
    expect(reads).toBe(1);

    const answered = async () => modelFigures((await deps().models.read("all")).sheet, "lexical").answered;
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

  it("reads NFC and NFD alike", async () => {
    const text = "Café crypto naïvely soars, São Paulo exchange collapses";
    const [composed, decomposed] = await Promise.all([
      read({ text: text.normalize("NFC") }),
      read({ text: text.normalize("NFD") }),
    ]);
    expect(decomposed.scores).toEqual(composed.scores);
  });
});
