import { describe, expect, it, vi } from "vitest";
import { LONGEST_MS } from "./engine/longest-ms";
import { createPauses } from "./engine/pauses";
import { asUser, doubleForTests, failureOf } from "./test-kit";

const double = doubleForTests();
const router = (path: string, init: RequestInit = {}) => fetch(double().origins.router + path, init);
const hub = (path: string) => fetch(double().origins.hub + path);

describe("what the double says of itself is true", () => {
  it("a lasting refusal counts each connection, and waits where it is told to", async () => {
    const fault = double().setFault({ kind: "refuse", service: "router" });
    for (let turn = 0; turn < 3; turn++) expect(await failureOf(router("/v1/models"))).toBe("ECONNRESET");
    expect(fault.hits()).toBe(3);
    fault.remove();
    double().setFault({ kind: "refuse", service: "router", delay: 60 });
    const startedAt = performance.now();
    expect(await failureOf(router("/v1/models"))).toBe("ECONNRESET");
    expect(performance.now() - startedAt).toBeGreaterThanOrEqual(55);
  });

  it("a pattern finds the requests that a fault of the same pattern struck", async () => {
    const path = "/datasets/linxy/CryptoCoin/resolve/refs/convert/parquet/**";
    const fault = double().setFault({ kind: "status", status: 500, path });
    await hub("/datasets/linxy/CryptoCoin/resolve/refs%2Fconvert%2Fparquet/x.parquet");
    expect(fault.hits()).toBe(1);
    expect(double().requests(path)).toHaveLength(1);
  });

  it("reset starts the seed anew, also of the ids of requests", async () => {
    const ids: string[] = [];
    for (let turn = 0; turn < 2; turn++) {
      ids.push((await router("/v1/models")).headers.get("x-request-id")?.split(";")[0] ?? "");
      double().reset();
    }
    expect(ids[0]).toMatch(/^Root=1-\w{8}-\w{24}$/);
    expect(ids[1]).toBe(ids[0]);
  });

  it("names what an address speaks of", async () => {
    double().setFault({ kind: "loading", path: "/v1/**" });
    const chat = await router("/v1/chat/completions", { method: "POST", body: "{}", headers: asUser });
    expect(await chat.text()).toContain("Model unknown is currently loading");
    double().setFault({ kind: "gated" });
    expect(await (await hub("/api/datasets/linxy/CryptoCoin")).text()).toContain("dataset linxy/CryptoCoin");
    expect(await (await hub("/ProsusAI/finbert/resolve/main/x")).text()).toContain("model ProsusAI/finbert");
  });

  it("sends a header once, however its name is spelt", async () => {
    double().setFault({
      kind: "reply",
      status: 200,
      headers: { "Content-Length": "3", "Content-Type": "text/plain" },
      body: "hello",
    });
    double().setFault({ kind: "headers", set: { "X-Request-Id": "mine" } });
    const response = await hub("/api/models");
    expect(await response.text()).toBe("hello");
    expect(response.headers.get("x-request-id")).toBe("mine");
  });

  it("holds no reply back for longer than it says", async () => {
    expect(() => double().setFault({ kind: "latency", delay: LONGEST_MS + 1 })).toThrow();
    vi.useFakeTimers();
    const response = { destroyed: false, once: () => {}, off: () => {} };
    const pause = createPauses().open(response);
    const ended = vi.fn<(stays: boolean) => void>();
    void pause(LONGEST_MS * 5).then(ended);
    await vi.advanceTimersByTimeAsync(LONGEST_MS);
    vi.useRealTimers();
    expect(ended).toHaveBeenCalledWith(true);
  });
});
