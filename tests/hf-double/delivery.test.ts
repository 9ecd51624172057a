import { connect } from "node:net";
import { describe, expect, it } from "vitest";
import { createRandom } from "./engine/random";
import { drawDelay } from "./faults/draw-delay";
import { startDouble } from "./start-double";
import { doubleForTests, failureOf, infer, TOKEN } from "./test-kit";

const double = doubleForTests();
const router = () => double().origins.router;
const ask = (signal?: AbortSignal) =>
  infer(router(), "ProsusAI/finbert", { inputs: "Prices rally" }, TOKEN, { signal });
const readAll = async (signal?: AbortSignal) => (await ask(signal)).text();
const until = async (holds: () => boolean) => {
  for (let at = 0; at < 400 && !holds(); at++) await new Promise((resolve) => setTimeout(resolve, 5));
  expect(holds()).toBe(true);
};

describe("broken connections", () => {
  it("are reset, also on every try", async () => {
    double().setFault({ kind: "reset" });
    expect(await failureOf(ask())).toBe("ECONNRESET");
    expect(double().requests()[0]).toMatchObject({ status: null, outcome: "broken", faults: ["reset"] });
  });

  it("are closed without a word", async () => {
    double().setFault({ kind: "close" });
    expect(await failureOf(ask())).toBe("UND_ERR_SOCKET");
  });

  it("are refused before a byte is read, where nothing else is asked of the fault", async () => {
    const fresh = await startDouble();
    try {
      fresh.setFault({ kind: "refuse", service: "router" });
      expect(await failureOf(infer(fresh.origins.router, "ProsusAI/finbert", { inputs: "up" }))).toBe("ECONNRESET");
      expect(fresh.requests()).toEqual([]);
      expect(fresh.sockets("router").accepted).toBe(0);
      expect((await fetch(`${fresh.origins.hub}/api/models`)).status).toBe(200);
      expect(await failureOf(infer(fresh.origin, "ProsusAI/finbert", { inputs: "up" }))).toBe("ECONNRESET");
    } finally {
      await fresh.stop();
    }
  });

  it("speak another protocol", async () => {
    double().setFault({ kind: "garbage" });
    const failure: unknown = await ask().then(
      (response) => response.status,
      (error: unknown) => error,
    );
    expect(failure).toBeInstanceOf(TypeError);
    // Clients name the parser's complaint in the cause, by a code or, since undici 7, in words.
    const cause = failure instanceof TypeError && failure.cause instanceof Error ? failure.cause : new Error("none");
    expect(`${Reflect.get(cause, "code")} ${cause.name} ${cause.message}`).toMatch(/HPE_|HTTPParserError|HTTP\//);
  });

  it("break in the middle of a body, announced by length or in chunks", async () => {
    for (const framing of ["length", "chunked"] as const) {
      double().reset();
      double().setFault({ kind: "cut", framing });
      const response = await ask();
      expect(response.status).toBe(200);
      expect(response.headers.has("content-length")).toBe(framing === "length");
      await expect(response.text()).rejects.toThrow(TypeError);
      expect(double().requests()[0]).toMatchObject({ status: 200, outcome: "broken" });
    }
  });
});

describe("slow answers", () => {
  it("hang before the headers until the client has had enough", async () => {
    double().setFault({ kind: "hang" });
    expect(await failureOf(ask(AbortSignal.timeout(150)))).toBe("TimeoutError");
    await until(() => double().requests()[0]?.outcome === "aborted");
    // The client may open a connection ahead of its next request in place of the one that it gave up.
    await until(() => double().sockets("router").open <= 1);
  });

  /** Gives up some time after the headers, however long those took. */
  const askHeaders = async (ms: number) => {
    const patience = new AbortController();
    const response = await ask(patience.signal);
    setTimeout(() => patience.abort(new DOMException("That is enough.", "TimeoutError")), ms);
    return response;
  };

  it("hang after the headers", async () => {
    double().setFault({ kind: "hang", stage: "body" });
    const response = await askHeaders(150);
    expect(response.status).toBe(200);
    expect(await failureOf(response.text())).toBe("TimeoutError");
  });

  it("drip, byte by byte, whole in the end", async () => {
    double().setFault({ kind: "drip", bytes: 40, everyMs: 10 });
    const startedAt = performance.now();
    const text = await readAll();
    expect(performance.now() - startedAt).toBeGreaterThan((text.length / 40 - 1) * 8);
    expect(JSON.parse(text)).toHaveLength(1);
    await until(() => double().requests()[0]?.outcome === "answered");
  });

  it("drip their headers too", async () => {
    double().setFault({ kind: "drip", stage: "headers", bytes: 60, everyMs: 5 });
    expect(JSON.parse(await readAll())).toHaveLength(1);
    double().reset();
    double().setFault({ kind: "drip", stage: "headers" });
    expect(await failureOf(ask(AbortSignal.timeout(120)))).toBe("TimeoutError");
  });

  it("never end", async () => {
    double().setFault({ kind: "endless", everyMs: 1 });
    const response = await askHeaders(80);
    expect(response.headers.has("content-length")).toBe(false);
    expect(await failureOf(response.text())).toBe("TimeoutError");
    await until(() => double().requests()[0]?.outcome === "aborted");
  });

  it("take their time by a distribution", async () => {
    const random = createRandom(7);
    const many = (delay: Parameters<typeof drawDelay>[0]) =>
      Array.from({ length: 4_000 }, () => drawDelay(delay, random));
    const mean = (values: number[]) => values.reduce((total, value) => total + value, 0) / values.length;
    expect(mean(many({ min: 5_000, max: 15_000 })) / 10_000).toBeCloseTo(1, 1);
    const normal = many({ mean: 100, deviation: 200 });
    expect(Math.min(...normal)).toBe(0);
    const sorted = many({ median: 200, sigma: 1 }).sort((a, b) => a - b);
    expect((sorted[2_000] ?? 0) / 200).toBeCloseTo(1, 0);
    expect((sorted[3_990] ?? 0) / 200).toBeGreaterThan(5);
    double().setFault({ kind: "latency", delay: 10_000 });
    expect(await failureOf(ask(AbortSignal.timeout(30)))).toBe("TimeoutError");
  });
});

describe("bounds", () => {
  it("bodies", async () => {
    const small = await startDouble({ maxBodyBytes: 1_000 });
    try {
      const url = "ProsusAI/finbert";
      const response = await infer(small.origins.router, url, { inputs: "x".repeat(2_000) });
      expect([response.status, await response.text()]).toEqual([413, "Payload Too Large"]);
      const chunked = connect(Number(new URL(small.origins.router).port), "127.0.0.1");
      const answer = await new Promise<string>((resolve) => {
        let text = "";
        chunked.on("data", (part) => {
          text += part.toString();
        });
        chunked.on("error", () => resolve(text));
        chunked.on("close", () => resolve(text));
        chunked.write("POST /hf-inference/models/a/b HTTP/1.1\r\nhost: x\r\ntransfer-encoding: chunked\r\n\r\n");
        chunked.write(`800\r\n${"x".repeat(2_048)}\r\n`);
      });
      expect(answer).toMatch(/^HTTP\/1\.1 413 /);
    } finally {
      await small.stop();
    }
  });

  it("sockets", async () => {
    const narrow = await startDouble({ maxSockets: 2 });
    try {
      narrow.setFault({ kind: "hang" });
      const asked = Array.from({ length: 5 }, () =>
        failureOf(infer(narrow.origins.router, "a/b", { inputs: "" }, TOKEN, { signal: AbortSignal.timeout(1_000) })),
      );
      const failures = await Promise.all(asked);
      expect(failures.filter((name) => name === "TimeoutError")).toHaveLength(2);
      expect(narrow.sockets("router").peak).toBe(2);
    } finally {
      await narrow.stop();
    }
  });

  it("paths that cannot be decoded are a 400", async () => {
    const response = await fetch(`${double().origin}/api/models/%E0%A4%A`);
    expect(response.status).toBe(400);
  });
});
