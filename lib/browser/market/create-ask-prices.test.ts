import { afterEach, expect, it, vi } from "vitest";
import type { PricesAnswer } from "../../contracts/functions/prices";
import { fail, type Result } from "../../core/errors";
import type { ApiClient } from "../api-client";
import { pricesHere } from "./browser-market";
import { createAskPrices } from "./create-ask-prices";
import { mayReadHub, rememberHubAnswer } from "./hub-consent";

const { signal } = new AbortController();
const input = { symbol: "BTC", timeframe: "1h", days: 7, indicators: "sma_20" } as const;

/** A server that answers as told; no test of the client itself. */
function setUp(answers: () => Result<PricesAnswer>, load = async () => ({ pricesHere })) {
  let now = 0;
  const call = vi.fn(async () => answers());
  // The one function of the client that is asked for here.
  const api = { call } as unknown as Pick<ApiClient, "call">;
  const ask = createAskPrices({ api, load, mayAskHub: () => false, now: () => now });
  return { ask, call, pass: (ms: number) => (now += ms) };
}

it("answers with the sample market where the server cannot, and names the server", async () => {
  const { ask } = setUp(() => fail("unavailable", "The server could not be reached."));
  const answer = await ask(input, signal);
  if (!answer.ok) throw new Error(answer.error.detail);
  const { provenance, degraded, candles, indicators, timeframe } = answer.value;
  expect(provenance).toMatchObject({ source: "sample", sample: true });
  expect(degraded).toEqual([
    { source: "server", code: "unavailable", detail: "The server could not be reached", retry_after_s: null },
  ]);
  expect([timeframe, candles.length, Object.keys(indicators)]).toEqual(["1h", 168, ["sma_20"]]);
});

it.each(["validation_failed", "unknown_symbol", "not_found", "cancelled"] as const)(
  "gives %s back as it came",
  async (code) => {
    const load = vi.fn();
    const { ask } = setUp(() => fail(code, "No."), load);
    expect(await ask(input, signal)).toEqual(fail(code, "No."));
    expect(load).not.toHaveBeenCalled();
  },
);

it("gives the server's silence back where this browser knows no better", async () => {
  const silence = fail("unavailable", "The server could not be reached.");
  const { ask } = setUp(() => silence);
  expect(await ask({ symbol: "NOSUCHCOIN" }, signal)).toEqual(silence);
  expect(await ask({ symbol: "BTC", timeframe: "5m" }, signal)).toEqual(silence);
  expect(await ask({ symbol: "BTC" }, signal, "real")).toEqual(silence);
  const alone = setUp(
    () => silence,
    () => Promise.reject(new Error("offline")),
  );
  expect(await alone.ask(input, signal)).toEqual(silence);
});

it("leaves a server alone that was too slow or asked for patience, and asks it again afterwards", async () => {
  const { ask, call, pass } = setUp(() => fail("rate_limited", "Too many.", { retryAfterS: 20 }));
  await ask(input, signal);
  const again = await ask(input, signal);
  expect(again.ok && again.value.degraded[0]).toMatchObject({ code: "rate_limited", retry_after_s: 20 });
  expect(call).toHaveBeenCalledTimes(1);
  pass(12_500);
  const later = await ask(input, signal);
  expect(later.ok && later.value.degraded[0]?.retry_after_s).toBe(8);
  pass(7_500);
  await ask(input, signal);
  expect(call).toHaveBeenCalledTimes(2);
});

it("says for how long a server that was too slow is left alone, though it did not ask for that", async () => {
  const { ask } = setUp(() => fail("deadline_exceeded", "The server took too long."));
  await ask(input, signal, "real");
  const again = await ask(input, signal, "real");
  // The sample market will not do, so the silence itself is told.
  expect(again).toMatchObject({ ok: false, error: { code: "deadline_exceeded", retryAfterS: 15 } });
});

it("says that it was cancelled", async () => {
  const gone = new AbortController();
  gone.abort();
  const { ask } = setUp(() => fail("unavailable", "The server could not be reached."));
  expect(await ask(input, gone.signal)).toMatchObject({ ok: false, error: { code: "cancelled" } });
});

afterEach(() => {
  vi.unstubAllGlobals();
  vi.resetModules();
});

it("keeps the consent, also where storage is closed", async () => {
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
  });
  expect(mayReadHub()).toBe(false);
  kept.set("barometer:hub-prices", "yes");
  expect(mayReadHub()).toBe(true);
  rememberHubAnswer(false);
  expect([mayReadHub(), [...kept.values()]]).toEqual([false, ["no"]]);
  const closed = (): never => {
    throw new Error("closed");
  };
  vi.stubGlobal("localStorage", { getItem: closed, setItem: closed });
  vi.resetModules();
  const fresh = await import("./hub-consent");
  expect(fresh.mayReadHub()).toBe(false);
  fresh.rememberHubAnswer(true);
  expect(fresh.mayReadHub()).toBe(true);
});
