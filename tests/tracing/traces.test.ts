import { describe, expect, it } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { hasEnded, jobSchema } from "../../lib/contracts/job";
import { handle } from "../../lib/server/handle";
import { createLogger } from "../../lib/server/logger";
import { startDouble } from "../hf-double/start-double";
import { type App, startApp } from "../resilience/kit";
import { startCollector } from "./start-collector";

const SECRET = "Zebra-4711 will soar to a record high";
const TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
const PARENT = "00f067aa0ba902b7";

const settings = (origin: string) => ({
  OTEL_EXPORTER_OTLP_ENDPOINT: origin,
  EMBEDDED_MODEL: "off",
  USE_HF_DATASETS: "false",
});

const post = (app: App, path: string, body: unknown, headers: Readonly<Record<string, string>> = {}) =>
  handle(
    new Request(`http://localhost${path}`, {
      method: "POST",
      body: JSON.stringify(body),
      headers: { "content-type": "application/json", ...headers },
    }),
    functions,
    app.container,
  );

const get = (app: App, path: string, headers: Readonly<Record<string, string>> = {}) =>
  handle(new Request(`http://localhost${path}`, { headers }), functions, app.container);

describe("traces", () => {
  it("a verdict: the request below its caller's span, with each engine asked and each attempt; nothing of what was sent", async () => {
    const collector = await startCollector();
    const double = await startDouble({ seed: 3 });
    double.setFault({ kind: "status", status: 503, path: "/hf-inference/**", times: 1 });
    const lines: string[] = [];
    const app = await startApp(double, {
      env: settings(collector.origin),
      logger: createLogger("info", [], (line) => lines.push(line)),
    });
    const answer = await post(
      app,
      "/api/ai/sentiment",
      { text: SECRET },
      {
        traceparent: `00-${TRACE}-${PARENT}-01`,
        tracestate: "vendor=Zebra-4711",
        baggage: "user=Zebra-4711",
        "x-request-id": "request-4712",
      },
    );
    expect(answer.status).toBe(200);
    const symbols = await get(app, "/api/ai/data/prices/quick/ZEBRA4711");
    const nothing = await get(app, "/api/ai/Zebra-4711?text=Zebra-4711");
    const wrong = await get(app, "/api/ai/data/news?symbols=Zebra-4711");
    expect([symbols.status, nothing.status, wrong.status]).toEqual([404, 404, 422]);
    await app.container.trace.close();
    await double.stop();

    const spans = collector.spans();
    const request = spans.find(({ name }) => name === "POST /api/ai/sentiment");
    expect(request).toMatchObject({ traceId: TRACE, parentSpanId: PARENT, kind: 2, error: false });
    expect(request?.facts).toEqual({
      "http.request.method": "POST",
      "http.route": "/api/ai/sentiment",
      "http.response.status_code": 200,
      "barometer.function": "sentiment",
      "barometer.code": "ok",
    });
    const below = spans.filter(({ parentSpanId }) => parentSpanId === request?.spanId);
    const attempts = below.filter(({ name }) => name === "attempt");
    expect(attempts.length).toBeGreaterThanOrEqual(2);
    expect(attempts.map(({ kind }) => kind)).toEqual(attempts.map(() => 3));
    expect(attempts[0]).toMatchObject({ error: true, facts: { "error.type": "upstream_failed" } });
    expect(attempts.at(-1)).toMatchObject({ error: false, facts: { "barometer.model": expect.any(String) } });
    expect(below.filter(({ name }) => name === "ask hf_inference_api").length).toBeGreaterThan(0);
    for (const { ms, traceId } of below) {
      expect(traceId).toBe(TRACE);
      expect(ms).toBeLessThanOrEqual((request?.ms ?? 0) + 5);
    }

    // What the caller did wrong is no error of the span.
    const price = spans.find(({ name }) => name === "GET /api/ai/data/prices/quick/{symbol}");
    expect(price).toMatchObject({ error: false, facts: { "http.response.status_code": 404 } });
    expect(spans.find(({ name }) => name === "GET")?.facts).toMatchObject({ "barometer.function": "other" });
    expect(collector.bodies.join()).not.toMatch(/zebra/i);
    expect(collector.resource()).toMatchObject({ "service.name": "barometer", "service.version": expect.any(String) });

    const line = lines.map((each) => JSON.parse(each)).find(({ request_id: id }) => id === "request-4712");
    expect(line).toMatchObject({ trace_id: TRACE, function: "sentiment" });
  });

  it("who waits in line for a call is started by another, and is traced as its own", async () => {
    const collector = await startCollector();
    const double = await startDouble({ seed: 3 });
    double.setFault({ kind: "latency", path: "/hf-inference/**", delay: 30 });
    const app = await startApp(double, { env: settings(collector.origin), policies: { concurrent: 1 } });
    await post(app, "/api/ai/sentiment", { text: "Bitcoin soars" });
    const traces = Array.from({ length: 6 }, (_, count) => `${TRACE.slice(0, -1)}${count}`);
    await Promise.all(
      traces.map((trace, count) =>
        post(
          app,
          "/api/ai/sentiment",
          { text: `Ether falls by ${count}` },
          { traceparent: `00-${trace}-${PARENT}-01` },
        ),
      ),
    );
    await app.container.trace.close();
    await double.stop();
    const spans = collector.spans();
    for (const trace of traces) {
      const own = spans.filter(({ traceId }) => traceId === trace);
      const request = own.find(({ kind }) => kind === 2);
      const attempts = own.filter(({ name }) => name === "attempt");
      expect(attempts.map(({ parentSpanId }) => parentSpanId)).toEqual([request?.spanId]);
    }
  });

  it("the work on a job is part of no request: not of the one that made it, nor of the one that made the job before", async () => {
    const collector = await startCollector();
    const app = await startApp(null, { env: settings(collector.origin) });
    const traces = ["1", "2", "3"].map((end) => `${TRACE.slice(0, -1)}${end}`);
    const [verdict = "", ...jobs] = traces;
    const within = (trace: string) => ({ traceparent: `00-${trace}-${PARENT}-01` });
    const made = await Promise.all(
      jobs.map((trace) => post(app, "/api/ai/jobs", { texts: ["Bitcoin soars", "Ether falls"] }, within(trace))),
    );
    for (const response of made) {
      const { id } = jobSchema.parse(await response.json());
      const look = async () => jobSchema.parse(await (await get(app, `/api/ai/jobs/${id}`)).json()).state;
      await expect.poll(async () => hasEnded(await look()), { timeout: 10_000 }).toBe(true);
      expect(await look()).toBe("done");
    }
    // A verdict asks the same engines, within its request.
    await post(app, "/api/ai/sentiment", { text: "Bitcoin soars" }, within(verdict));
    await app.container.trace.close();
    const spans = collector.spans();
    for (const trace of jobs)
      expect(spans.filter(({ traceId }) => traceId === trace).map(({ name }) => name)).toEqual(["POST /api/ai/jobs"]);
    const asked = spans.filter(({ name }) => name.startsWith("ask "));
    expect(asked.length).toBeGreaterThan(0);
    expect(asked.map(({ traceId }) => traceId)).toEqual(asked.map(() => verdict));
  });

  it("a stream is one span, to its end; what the server failed at is an error", async () => {
    const collector = await startCollector();
    const app = await startApp(null, { env: settings(collector.origin) });
    const stream = await get(app, "/api/ai/overview", { accept: "text/event-stream" });
    const reader = stream.body?.getReader();
    await reader?.read();
    await new Promise((resolve) => setTimeout(resolve, 300));
    await reader?.cancel();
    const broken: App = {
      ...app,
      container: {
        ...app.container,
        limiters: { ...app.container.limiters, read: { take: () => Promise.reject(new Error(SECRET)) } },
      },
    };
    expect((await get(broken, "/api/ai/health")).status).toBe(500);
    await new Promise((resolve) => setTimeout(resolve, 50));
    await app.container.trace.close();
    const [live, failed] = ["GET /api/ai/overview", "GET /api/ai/health"].map((name) =>
      collector.spans().find((span) => span.name === name),
    );
    expect(live?.ms).toBeGreaterThan(250);
    expect(failed).toMatchObject({ error: true, facts: { "error.type": "internal" } });
    expect(collector.bodies.join()).not.toContain("Zebra");
  });

  it.each([
    ["none", undefined],
    ["no trace at all", "Zebra"],
    ["zeros", `00-${"0".repeat(32)}-${PARENT}-01`],
    ["a version that is none", `ff-${TRACE}-${PARENT}-01`],
    ["too much for its version", `00-${TRACE}-${PARENT}-01-more`],
    ["capital letters", `00-${TRACE.toUpperCase()}-${PARENT}-01`],
  ])("a traceparent that is %s begins a trace of its own", async (_, traceparent) => {
    const collector = await startCollector();
    const app = await startApp(null, { env: settings(collector.origin) });
    await get(app, "/api/ai/health", traceparent === undefined ? {} : { traceparent });
    await app.container.trace.close();
    const [span, ...more] = collector.spans();
    expect(more).toEqual([]);
    expect(span?.parentSpanId ?? "").toBe("");
    expect(span?.traceId).toMatch(/^[\da-f]{32}$/);
    expect(span?.traceId).not.toBe(TRACE);
  });

  it("a caller that does not want to be traced is not", async () => {
    const collector = await startCollector();
    const app = await startApp(null, { env: settings(collector.origin) });
    await get(app, "/api/ai/health", { traceparent: `00-${TRACE}-${PARENT}-00` });
    await app.container.trace.close();
    expect(collector.spans()).toEqual([]);
  });

  it("without the setting nothing is sent, and no line bears a trace", async () => {
    const collector = await startCollector();
    const lines: string[] = [];
    const app = await startApp(null, { logger: createLogger("info", [], (line) => lines.push(line)) });
    await post(app, "/api/ai/sentiment", { text: SECRET }, { traceparent: `00-${TRACE}-${PARENT}-01` });
    await app.container.trace.close();
    expect(collector.bodies).toEqual([]);
    expect(lines.join()).toContain('"event":"request"');
    expect(lines.join()).not.toContain("trace_id");
  });

  it("a collector that is not there is told of once, with why, and no word of its address", async () => {
    const lines: string[] = [];
    const app = await startApp(null, {
      // Nobody listens at this port, which needs rights to take.
      env: settings("http://user:Zebra@127.0.0.1:9"),
      logger: createLogger("warn", [], (line) => lines.push(line)),
    });
    const told = () => lines.filter((line) => line.includes("traces_not_sent"));
    await get(app, "/api/ai/health");
    await expect.poll(told, { timeout: 25_000, interval: 200 }).toHaveLength(1);
    expect(JSON.parse(told()[0] ?? "")).toMatchObject({ level: "warn", spans: 1, why: expect.any(String) });
    console.log(told()[0]);
    expect(lines.join()).not.toMatch(/Zebra|127\.0\.0\.1/);
    await app.container.trace.close();
  }, 30_000);

  it("the whole address goes before the other", async () => {
    const [meant, other] = [await startCollector(), await startCollector()];
    const env = { ...settings(other.origin), OTEL_EXPORTER_OTLP_TRACES_ENDPOINT: `${meant.origin}/anywhere` };
    const app = await startApp(null, { env });
    await get(app, "/api/ai/health");
    await app.container.trace.close();
    expect([meant.spans().length, other.bodies.length]).toEqual([1, 0]);
  });
});
