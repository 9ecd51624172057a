import { describe, expect, it } from "vitest";
import { quotaWords } from "./faults/error-reply";
import type { FaultInput } from "./faults/fault-schema";
import { asUser, doubleForTests, infer, readJson, type Scored } from "./test-kit";

const double = doubleForTests();
const FINBERT = "ProsusAI/finbert";
const MODELS = "/hf-inference/**";
const ask = (inputs: unknown = "Prices rally") => infer(double().origin, FINBERT, { inputs });
const askHub = (path: string) => fetch(double().origin + path, { headers: asUser });

describe("answers with an error", () => {
  it.for([
    [400, { error: "Model not supported by provider hf-inference" }],
    [401, { error: "Invalid credentials in Authorization header" }],
    [402, { error: expect.stringContaining("monthly included credits") }],
    [403, { error: expect.stringContaining("sufficient permissions") }],
    [404, { error: `Model ${FINBERT} does not exist` }],
    [410, { error: expect.stringContaining("deprecated") }],
    [422, { error: expect.any(String), error_type: "validation" }],
    [429, { error: quotaWords(true) }],
    [500, { error: "Internal Server Error" }],
  ] as const)("router %i in JSON", async ([status, body]) => {
    double().setFault({ kind: "status", status, service: "router" });
    const response = await ask();
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("application/json; charset=utf-8");
    expect(response.headers.get("x-request-id")).toMatch(/^Root=1-/);
    expect(await response.json()).toEqual(body);
  });

  it.for([502, 503, 504])("%i as the page of a proxy", async (status) => {
    double().setFault({ kind: "status", status });
    const response = await ask();
    expect(response.status).toBe(status);
    expect(response.headers.get("content-type")).toBe("text/html");
    expect(await response.text()).toContain(`<h1>${status} `);
  });

  it("takes another form where one is asked for, text for 413", async () => {
    double().setFault({ kind: "status", status: 413, times: 1 });
    expect((await ask()).headers.get("content-type")).toMatch(/^text\/plain;/);
    double().setFault({ kind: "status", status: 503, form: "json" });
    expect(await readJson(ask())).toEqual({ error: "Service Temporarily Unavailable" });
  });

  it.for([
    [401, "RepoNotFound"],
    [403, "GatedRepo"],
    [404, "RepoNotFound"],
  ] as const)("hub %i with its code", async ([status, code]) => {
    double().setFault({ kind: "status", status, service: "hub" });
    const response = await askHub(`/api/models/${FINBERT}`);
    expect([response.status, response.headers.get("x-error-code")]).toEqual([status, code]);
  });

  it.for([
    [400, "SearchFeatureNotAvailableError"],
    [401, "ExternalUnauthenticatedError"],
    [404, "ExternalAuthenticatedError"],
    [422, "MissingRequiredParameter"],
    [500, "UnexpectedError"],
    [501, "DatasetInBlockListError"],
  ] as const)("datasets server %i with its code", async ([status, code]) => {
    double().setFault({ kind: "status", status, service: "datasets" });
    const response = await askHub("/is-valid?dataset=a/b");
    expect([response.status, response.headers.get("x-error-code")]).toEqual([status, code]);
  });

  it("loads a few times, then answers", async () => {
    double().setFault({ kind: "loading", path: MODELS, estimatedTimeS: 300, times: 2 });
    const first = await ask();
    expect(first.status).toBe(503);
    expect(await first.json()).toEqual({ error: `Model ${FINBERT} is currently loading`, estimated_time: 300 });
    expect([(await ask()).status, (await ask()).status]).toEqual([503, 200]);
  });

  it("limits the rate, with what is left, the time, and a Retry-After where asked", async () => {
    double().setFault({ kind: "rate-limited", resetS: 30, retryAfterS: 12, times: 1 });
    const response = await ask();
    expect(response.status).toBe(429);
    expect(response.headers.get("ratelimit")).toBe('"api";r=0;t=30');
    expect(response.headers.get("ratelimit-policy")).toBe('"fixed window";"api";q=1000;w=300');
    expect(response.headers.get("retry-after")).toBe("12");
    double().setFault({ kind: "rate-limited", resetS: 7 });
    const file = await askHub(`/${FINBERT}/resolve/main/config.json`);
    expect(file.headers.get("ratelimit")).toBe('"resolvers";r=0;t=7');
    expect(file.headers.has("retry-after")).toBe(false);
  });

  it("knows the other refusals", async () => {
    const seen = async (fault: FaultInput, response: () => Promise<Response>) => {
      const set = double().setFault(fault);
      const { status, headers } = await response();
      set.remove();
      return [status, headers.get("x-error-code")];
    };
    expect(await seen({ kind: "not-supported" }, ask)).toEqual([400, null]);
    expect(await seen({ kind: "too-busy" }, ask)).toEqual([500, null]);
    expect(await seen({ kind: "gated" }, () => askHub(`/api/models/${FINBERT}`))).toEqual([403, "GatedRepo"]);
    expect(await seen({ kind: "gated" }, () => askHub("/rows?dataset=a/b"))).toEqual([
      404,
      "ExternalAuthenticatedError",
    ]);
    expect(await seen({ kind: "not-supported" }, () => infer(double().origin, "/v1/chat/completions", {}))).toEqual([
      400,
      null,
    ]);
  });

  it("says anything, anywhere", async () => {
    double().setFault({
      kind: "reply",
      status: 418,
      headers: { "x-tea": "yes", "content-type": "text/tea" },
      body: "short",
    });
    const response = await ask();
    expect([response.status, response.headers.get("x-tea"), await response.text()]).toEqual([418, "yes", "short"]);
    double().reset();
    double().setFault({ kind: "redirect", location: "http://169.254.169.254/latest", status: 307 });
    const redirect = await fetch(`${double().origin}/api/models`, { redirect: "manual" });
    expect([redirect.status, redirect.headers.get("location")]).toEqual([307, "http://169.254.169.254/latest"]);
    double().reset();
    double().setFault({ kind: "headers", set: { ratelimit: '"api";r=1;t=9' } });
    const sound = await askHub(`/api/models/${FINBERT}`);
    expect([sound.status, sound.headers.get("ratelimit")]).toEqual([200, '"api";r=1;t=9']);
  });
});

describe("answers that must not be believed", () => {
  const bent = async (form: Extract<FaultInput, { kind: "body" }>["form"], inputs?: unknown) => {
    double().reset();
    double().setFault({ kind: "body", form, path: MODELS });
    const response = await ask(inputs);
    expect(response.status).toBe(200);
    return response.text();
  };
  const scores = async (form: Parameters<typeof bent>[0]) => {
    const [ranking = []] = JSON.parse(await bent(form)) as { label?: string; score: unknown }[][];
    return ranking;
  };
  const sum = (ranking: readonly { score: unknown }[]) =>
    ranking.reduce((total, { score }) => total + Number(score), 0);

  it("wrong in what they say", async () => {
    expect(await bent("nan")).toMatch(/"score":NaN/);
    expect((await scores("null-scores")).every(({ score }) => score === null)).toBe(true);
    const negative = await scores("negative");
    expect(negative.some(({ score }) => Number(score) < 0)).toBe(true);
    expect(sum(await scores("sum-seven"))).toBeCloseTo(7, 6);
    expect((await scores("string-scores"))[0]?.score).toEqual(expect.any(String));
    expect((await scores("unknown-labels")).map(({ label }) => label)).toEqual(["LABEL_40", "LABEL_41", "LABEL_42"]);
    expect((await scores("missing-label"))[0]).not.toHaveProperty("label");
  });

  it("wrong in their form", async () => {
    expect(JSON.parse(await bent("flat"))).toMatchObject([{ label: "positive" }, {}, {}]);
    expect(JSON.parse(await bent("nested-deeper"))).toMatchObject([[[{ label: "positive" }, {}, {}]]]);
    expect(JSON.parse(await bent("fewer"))).toEqual([]);
    expect(JSON.parse(await bent("legacy"))).toMatchObject({ labels: ["positive", "neutral", "negative"] });
    expect(JSON.parse(await bent("empty-list"))).toEqual([]);
    expect(JSON.parse(await bent("empty-object"))).toEqual({});
    expect(JSON.parse(await bent("null"))).toBeNull();
    expect(JSON.parse(await bent("error-in-200"))).toHaveProperty("error");
  });

  it("no JSON at all", async () => {
    expect(await bent("html")).toContain("<html>");
    const cut = await bent("cut-json");
    expect(cut).toMatch(/^\[\[\{"label"/);
    expect(() => JSON.parse(cut)).toThrow(SyntaxError);
    expect(await bent("no-body")).toBe("");
    double().reset();
    double().setFault({ kind: "body", form: "content-type" });
    expect((await ask()).headers.get("content-type")).toBe("application/octet-stream");
    double().reset();
    double().setFault({ kind: "body", form: "bad-encoding" });
    await expect(ask().then((response) => response.text())).rejects.toThrow();
  });
});

describe("when a fault strikes", () => {
  const statuses = async (requests: number, path = FINBERT) => {
    const seen: number[] = [];
    for (let at = 0; at < requests; at++) seen.push((await infer(double().origin, path, { inputs: "up" })).status);
    return seen;
  };

  it("only on its path, method and service", async () => {
    double().setFault({
      kind: "status",
      status: 500,
      path: "/hf-inference/models/*/finbert",
      method: "post",
      service: "router",
    });
    expect(await statuses(1)).toEqual([500]);
    expect(await statuses(1, "kk08/CryptoBERT")).toEqual([200]);
    expect((await askHub(`/api/models/${FINBERT}`)).status).toBe(200);
    double().setFault({ kind: "status", status: 500, path: "/api/models/ProsusAI%" });
    expect((await askHub(`/api/models/${FINBERT}`)).status).toBe(200);
  });

  it("after some, so many times, and counts its hits", async () => {
    const fault = double().setFault({ kind: "status", status: 500, after: 1, times: 2 });
    expect(await statuses(5)).toEqual([200, 500, 500, 200, 200]);
    expect(fault.hits()).toBe(2);
  });

  it("in turns", async () => {
    double().setFault({ kind: "status", status: 500, flap: { bad: 2, good: 1, unit: "requests" } });
    expect(await statuses(6)).toEqual([500, 500, 200, 500, 500, 200]);
    double().reset();
    double().setFault({ kind: "status", status: 500, flap: { bad: 150, good: 100_000, unit: "ms" } });
    expect(await statuses(1)).toEqual([500]);
    await new Promise((resolve) => setTimeout(resolve, 170));
    expect(await statuses(1)).toEqual([200]);
  });

  it("by chance, the same chance each time", async () => {
    const fault = { kind: "status", status: 500, probability: 0.5 } as const;
    double().setFault(fault);
    const first = await statuses(40);
    double().reset();
    double().setFault(fault);
    expect(await statuses(40)).toEqual(first);
    const bad = first.filter((status) => status === 500).length;
    expect(bad).toBeGreaterThan(8);
    expect(bad).toBeLessThan(32);
  });

  it("one decides, the first; delays and headers add to it", async () => {
    double().setFault({ kind: "latency", delay: 20 });
    double().setFault({ kind: "status", status: 500, delay: { min: 20, max: 25 } });
    double().setFault({ kind: "status", status: 404 });
    double().setFault({ kind: "headers", set: { "x-more": "1" } });
    const startedAt = performance.now();
    const response = await ask();
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(38);
    expect([response.status, response.headers.get("x-more")]).toEqual([500, "1"]);
    expect(double().requests()[0]?.faults).toEqual(["latency", "status", "headers"]);
  });

  it("refuses faults that cannot be", () => {
    expect(() => double().setFault({ kind: "status", status: 200 })).toThrow();
    expect(() => double().setFault({ kind: "latency", delay: -1 })).toThrow();
    expect(() => double().setFault({ kind: "status", status: 500, probability: 2 })).toThrow();
  });

  it("leaves scores alone where there are none", async () => {
    double().setFault({ kind: "body", form: "sum-seven" });
    expect(await readJson<Scored>(askHub(`/api/models/${FINBERT}`))).toMatchObject({ id: FINBERT });
  });
});
