import { beforeEach, describe, expect, it } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { functions } from "../../lib/contracts/functions";
import { ok } from "../../lib/core/errors";
import { failed } from "../../lib/core/failure";
import type { ReadRequest, SentimentEngine } from "../../lib/core/ports";
import { createLastTier } from "../../lib/core/sentiment/create-last-tier";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import { createLogger } from "../../lib/server/logger";
import { scratchDir } from "../fakes/scratch-dir";

let base: Container;
let log: string[];

beforeEach(async () => {
  base = await createContainer(
    parseEnv({ DATA_DIR: scratchDir(), LOG_LEVEL: "silent", RATE_LIMIT_PER_MINUTE: "100000", EMBEDDED_MODEL: "off" }),
  );
  log = [];
});

/** The real container with another first engine. */
function withEngine(read: SentimentEngine["read"], more: Partial<SentimentEngine> = {}): Container {
  const { explainer } = base.sentiment;
  const engine: SentimentEngine = { ...explainer, key: "other", engine: "embedded_model", read, ...more };
  return {
    ...base,
    logger: createLogger("info", [], (line) => log.push(line)),
    sentiment: { ...base.sentiment, tiers: [createLastTier(engine), createLastTier(explainer)] },
  };
}

const ask = (deps: Container, init: RequestInit = {}, body: unknown = { text: "Bitcoin soars" }) =>
  handle(
    new Request("http://localhost/api/ai/sentiment", {
      method: "POST",
      headers: { "content-type": "application/json" },
      body: JSON.stringify(body),
      ...init,
    }),
    functions,
    deps,
  );

describe("an engine in trouble", () => {
  it.for([
    ["fails", async () => failed("unavailable")],
    ["throws", async () => Promise.reject(new Error("secret detail"))],
    ["answers for too few texts", async () => ok([])],
  ] as const)("that %s is skipped, and the answer says so", async ([, read]) => {
    const response = await ask(withEngine(read));
    expect(response.status).toBe(200);
    const verdict = await response.json();
    expect(verdict).toMatchObject({ engine: "lexical", label: "bullish", degraded: [{ tier: "embedded_model" }] });
    expect(JSON.stringify(verdict)).not.toContain("secret");
  });

  it("cannot send a score that is no probability: the answer is held back", async () => {
    const scores = { bullish: 7, neutral: 0, bearish: 0 };
    const response = await ask(withEngine(async () => ok([{ scores, reasons: [], chunks: 1, understood: true }])));
    expect(response.status).toBe(500);
    expect(problemSchema.parse(await response.json())).toMatchObject({ code: "internal" });
    expect(log.join()).toContain("answer_breaks_contract");
  });

  it("answers 503 with Retry-After when nobody is left", async () => {
    const deps = withEngine(async () => failed("unavailable"));
    const alone = { ...deps, sentiment: { ...deps.sentiment, tiers: deps.sentiment.tiers.slice(0, 1) } };
    const response = await ask(alone);
    expect(response.status).toBe(503);
    expect(response.headers.get("retry-after")).toBe("5");
  });

  it("that never answers is left in time for the next", { timeout: 10_000 }, async () => {
    const started = performance.now();
    const response = await ask(withEngine(() => new Promise(() => {})));
    expect(response.status).toBe(200);
    expect(await response.json()).toMatchObject({ engine: "lexical", degraded: [{ code: "timed_out" }] });
    expect(performance.now() - started).toBeGreaterThan(2_700);
  });

  it("that never answers and has no next meets the deadline", { timeout: 10_000 }, async () => {
    const hung = withEngine(() => new Promise(() => {}));
    const started = performance.now();
    const response = await ask({ ...hung, sentiment: { ...hung.sentiment, tiers: hung.sentiment.tiers.slice(0, 1) } });
    expect(problemSchema.parse(await response.json())).toMatchObject({ status: 504, code: "deadline_exceeded" });
    expect(performance.now() - started).toBeGreaterThan(2_900);
    expect(performance.now() - started).toBeLessThan(6_000);
  });

  it("hears that the client went away", async () => {
    const client = new AbortController();
    let heard: AbortSignal | undefined;
    const read = (request: ReadRequest) => {
      heard = request.signal;
      client.abort();
      return new Promise<never>(() => {});
    };
    const response = await ask(withEngine(read), { signal: client.signal });
    expect(heard?.aborted).toBe(true);
    expect(response.status).toBe(499);
  });
});

describe("a defect in the server", () => {
  it("is logged with the request id and answered without its message", async () => {
    const broken = {
      ...withEngine(async () => ok([])),
      limiters: { ...base.limiters, sentiment: { take: () => Promise.reject(new Error("redis://user:pass@host")) } },
    };
    const response = await ask(broken);
    const problem = problemSchema.parse(await response.json());
    expect(problem).toMatchObject({ status: 500, code: "internal" });
    expect(JSON.stringify(problem)).not.toContain("redis");
    const line = log.map((entry) => JSON.parse(entry)).find(({ event }) => event === "internal_error");
    expect(line).toMatchObject({ request_id: problem.request_id, message: "redis://user:pass@host" });
  });

  it("keeps texts out of the log", async () => {
    await ask(
      withEngine(async () => failed("unavailable")),
      {},
      { text: "a private sentence" },
    );
    expect(log.join()).toContain('"event":"request"');
    expect(log.join()).not.toContain("private");
  });
});

describe("odd headers", () => {
  // Stimulus 33: nothing of a request's odd headers comes back.
  it("are not reflected", async () => {
    const headers = {
      "content-type": "application/json",
      "x-forwarded-host": "evil.example",
      forwarded: "host=evil.example",
      accept: "text/evil",
      origin: "https://evil.example",
    };
    const response = await ask(
      withEngine(async () => failed("unavailable")),
      { headers },
    );
    const sent = [...response.headers].map((pair) => pair.join(": ")).join("\n") + (await response.text());
    expect(sent).not.toContain("evil");
  });
});
