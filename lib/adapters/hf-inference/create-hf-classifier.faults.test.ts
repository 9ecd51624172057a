import { once } from "node:events";
import { createServer } from "node:http";
import { gzipSync } from "node:zlib";
import { afterAll, describe, expect, it } from "vitest";
import { requestOf } from "../../../tests/contract/text-classifier";
import type { FaultInput } from "../../../tests/hf-double/faults/fault-schema";
import { startDouble } from "../../../tests/hf-double/start-double";
import { doubleForTests, TOKEN } from "../../../tests/hf-double/test-kit";
import { createHttpFetch } from "../http/create-http-fetch";
import { createHfClassifier } from "./create-hf-classifier";

const double = doubleForTests();
const http = createHttpFetch();
afterAll(() => http.close());

/** One call with two texts; how it ended and how long it took. */
async function call(options: { origin?: string; ms?: number; signal?: AbortSignal } = {}) {
  const { origin = double().origins.router, ms = 4_000 } = options;
  const classifier = createHfClassifier({ routerOrigin: origin, token: TOKEN, fetch: http.fetch });
  const startedAt = performance.now();
  const texts = ["Prices rally", "Prices fall"];
  const outcome = await classifier.classify(
    requestOf("financial_sentiment", texts, options.signal ?? AbortSignal.timeout(ms)),
  );
  return { outcome, tookMs: performance.now() - startedAt };
}

const failsWith = (code: string) => ({ ok: false, error: { code } });

describe("refusals", () => {
  it.for([
    [{ kind: "not-supported" }, { code: "not_served" }],
    [{ kind: "gated" }, { code: "gated" }],
    [{ kind: "too-busy" }, { code: "upstream_failed" }],
    [
      { kind: "loading", estimatedTimeS: 12.5 },
      { code: "loading", retryAfterS: 12.5 },
    ],
    [
      { kind: "rate-limited", resetS: 40 },
      { code: "rate_limited", retryAfterS: 40 },
    ],
    [
      { kind: "rate-limited", resetS: 40, retryAfterS: 5 },
      { code: "rate_limited", retryAfterS: 5 },
    ],
    [{ kind: "status", status: 401 }, { code: "bad_key" }],
    [
      { kind: "status", status: 402 },
      { code: "out_of_credits", retryAfterS: 3_600 },
    ],
    [{ kind: "status", status: 403 }, { code: "forbidden" }],
    [{ kind: "status", status: 404 }, { code: "not_served" }],
    [{ kind: "status", status: 410 }, { code: "not_served" }],
    [{ kind: "status", status: 413 }, { code: "refused_text" }],
    [{ kind: "status", status: 422 }, { code: "refused_text" }],
    [{ kind: "status", status: 429, form: "html" }, { code: "rate_limited" }],
    [{ kind: "status", status: 500 }, { code: "upstream_failed" }],
    [{ kind: "status", status: 502 }, { code: "upstream_failed" }],
    [{ kind: "status", status: 503, form: "html" }, { code: "upstream_failed" }],
    [{ kind: "status", status: 504 }, { code: "upstream_failed" }],
  ] as const satisfies readonly (readonly [FaultInput, object])[])("%j", async ([fault, error]) => {
    double().setFault(fault);
    expect((await call()).outcome).toMatchObject({ ok: false, error });
  });
});

describe("answers that are no answers", () => {
  it.for([
    "flat",
    "nested-deeper",
    "fewer",
    "nan",
    "null-scores",
    "string-scores",
    "missing-label",
    "empty-list",
    "empty-object",
    "null",
    "error-in-200",
    "html",
    "cut-json",
    "no-body",
    "content-type",
    "bad-encoding",
  ] as const)("%s", async (form) => {
    double().setFault({ kind: "body", form });
    expect((await call()).outcome).toMatchObject(failsWith("bad_answer"));
  });

  it("that list only the best label of each text", async () => {
    const best = [
      [
        { label: "positive", score: 0.9 },
        { label: "negative", score: 0.8 },
      ],
    ];
    const headers = { "content-type": "application/json" };
    double().setFault({ kind: "reply", status: 200, headers, body: JSON.stringify(best) });
    expect((await call()).outcome).toMatchObject(failsWith("bad_answer"));
  });

  it.for([
    ["plain", {}, (body: string) => Buffer.from(body)],
    ["packed", { "content-encoding": "gzip" }, (body: string) => gzipSync(body)],
  ] as const)("that are over a megabyte, %s", async ([, headers, pack]) => {
    const ranking = [{ label: "positive", score: 1 }];
    const body = pack(JSON.stringify([ranking, ranking]).padEnd(1_100_000));
    const server = createServer((request, response) => {
      request.resume();
      response.writeHead(200, { "content-type": "application/json", ...headers }).end(body);
    }).listen(0, "127.0.0.1");
    await once(server, "listening");
    const address = server.address();
    const port = typeof address === "object" ? address?.port : null;
    try {
      const { outcome } = await call({ origin: `http://127.0.0.1:${port}` });
      expect(outcome).toMatchObject(failsWith("bad_answer"));
    } finally {
      server.closeAllConnections();
      server.close();
    }
  });
});

describe("broken and slow ones", () => {
  it.for([
    { kind: "reset" },
    { kind: "close" },
    { kind: "garbage" },
    { kind: "cut", framing: "length" },
    { kind: "cut", framing: "chunked" },
    { kind: "cut", fraction: 0 },
  ] as const satisfies readonly FaultInput[])("%j", async (fault) => {
    double().setFault(fault);
    const { outcome, tookMs } = await call();
    expect(outcome).toMatchObject(failsWith("unreachable"));
    expect(tookMs).toBeLessThan(2_000);
    // The next call finds its way.
    double().reset();
    expect((await call()).outcome).toMatchObject({ ok: true });
  });

  it.for([
    { kind: "hang" },
    { kind: "hang", stage: "body" },
    { kind: "drip", everyMs: 100 },
    { kind: "drip", stage: "headers", everyMs: 100 },
    { kind: "endless", everyMs: 1 },
    { kind: "latency", delay: 5_000 },
  ] as const satisfies readonly FaultInput[])("%j, until the signal", async (fault) => {
    double().setFault(fault);
    const { outcome, tookMs } = await call({ ms: 250 });
    expect(outcome).toMatchObject(failsWith("cancelled"));
    expect(tookMs).toBeGreaterThan(200);
    expect(tookMs).toBeLessThan(1_200);
    await expect.poll(() => double().requests()[0]?.outcome).toBe("aborted");
  });

  it("end when the caller leaves in the middle", async () => {
    double().setFault({ kind: "hang", stage: "body" });
    const leaving = new AbortController();
    setTimeout(() => leaving.abort(), 100);
    expect((await call({ signal: leaving.signal })).outcome).toMatchObject(failsWith("cancelled"));
  });

  it("nobody listens", async () => {
    const gone = await startDouble();
    await gone.stop();
    const { outcome, tookMs } = await call({ origin: gone.origins.router });
    expect(outcome).toMatchObject({ ok: false, error: { code: "unreachable", cause: "ECONNREFUSED" } });
    expect(tookMs).toBeLessThan(2_000);
  });
});
