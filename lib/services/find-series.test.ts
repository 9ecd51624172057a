import { describe, expect, it, vi } from "vitest";
import { down, type FakeSource, fakeCandleSource } from "../../tests/fakes/fake-candle-source";
import { fakeClock } from "../../tests/fakes/fake-clock";
import { failure } from "../core/failure";
import { findSeries, type SeriesWish } from "./find-series";

const find = (sources: readonly FakeSource[], wish: Partial<SeriesWish> = {}) =>
  findSeries(
    { sources, clock: fakeClock() },
    { symbol: "BTC", timeframe: "1d", oldest: () => 0, ...wish },
    new AbortController().signal,
  );

const sample = (symbols = ["BTC"]) => fakeCandleSource("sample", { sample: true, symbols });

describe("who answers for a coin", () => {
  it("the first that has it, alone", async () => {
    const [first, last] = [fakeCandleSource("first"), sample()];
    const found = await find([first, last]);
    expect(found).toMatchObject({ ok: true, value: { symbol: "BTC", source: { key: "first" }, degraded: [] } });
    expect(last.asked).toHaveLength(0);
  });

  it("the next one where the first has no such coin, without a word", async () => {
    const found = await find([fakeCandleSource("first", { symbols: ["ETH"] }), fakeCandleSource("next")]);
    expect(found).toMatchObject({ value: { source: { key: "next" }, degraded: [] } });
  });

  it("the sample where no other has the coin or the timeframe, and says why", async () => {
    for (const lacks of [{ symbols: ["ETH"] }, { timeframes: ["1w"] as const }]) {
      const found = await find([fakeCandleSource("first", lacks), sample()]);
      const degraded = [{ source: "first", code: "not_served", detail: "it has no candles of BTC in 1d" }];
      expect(found).toMatchObject({ value: { source: { key: "sample" }, degraded } });
    }
  });

  it("the sample where the first fails, which is named", async () => {
    const found = await find([fakeCandleSource("first", { fails: down }), sample()]);
    expect(found).toMatchObject({
      value: { source: { key: "sample" }, degraded: [{ source: "first", code: "unreachable" }] },
    });
  });

  it("one that is not known to have the timeframe before it is read", async () => {
    const found = await find([fakeCandleSource("first", { timeframes: [] }), sample()]);
    expect(found).toMatchObject({ ok: true, value: { source: { key: "first" }, degraded: [] } });
  });

  it("names one that fails twice once", async () => {
    const first = fakeCandleSource("first", { listingsFail: down, fails: down });
    const known = { ...first, known: fakeCandleSource("first").known };
    const found = await find([known, sample()]);
    expect(found.ok && found.value.degraded.map(({ source, code }) => [source, code])).toEqual([
      ["first", "unreachable"],
    ]);
  });

  it("the sample where the first cannot even say what it has", async () => {
    const found = await find([fakeCandleSource("first", { listingsFail: down }), sample()]);
    expect(found).toMatchObject({ value: { source: { key: "sample" }, degraded: [{ source: "first" }] } });
  });

  it("what was kept, though its source is away", async () => {
    const found = await find([fakeCandleSource("first", { stale: failure("timed_out") }), sample()]);
    expect(found).toMatchObject({
      value: { source: { key: "first" }, degraded: [{ source: "first", code: "timed_out" }] },
    });
  });

  it("not one that is off", async () => {
    const off = fakeCandleSource("first", { state: "off" });
    expect(await find([off, sample()])).toMatchObject({ value: { source: { key: "sample" }, degraded: [] } });
    expect(off.asked).toHaveLength(0);
  });

  it("the next one after eight seconds of silence", async () => {
    vi.useFakeTimers();
    const pending = find([fakeCandleSource("first", { hangs: true }), sample()]);
    await vi.advanceTimersByTimeAsync(8_001);
    vi.useRealTimers();
    expect(await pending).toMatchObject({
      value: { source: { key: "sample" }, degraded: [{ source: "first", code: "timed_out" }] },
    });
  });
});

it("gives the sample its turn in time, however many are silent", async () => {
  const clock = fakeClock();
  vi.useFakeTimers();
  const silent = ["a", "b", "c", "d"].map((key) => fakeCandleSource(key, { hangs: true }));
  const wish = { symbol: "BTC", timeframe: "1d", oldest: () => 0 } as const;
  const pending = findSeries({ sources: [...silent, sample()], clock }, wish, new AbortController().signal);
  for (let ms = 0; ms < 13_000; ms += 100) {
    clock.pass(100);
    await vi.advanceTimersByTimeAsync(100);
  }
  vi.useRealTimers();
  expect(await Promise.race([pending, "still waiting"])).toMatchObject({ value: { source: { key: "sample" } } });
});

describe("what nobody has", () => {
  it("an unknown coin: near matches", async () => {
    expect(await find([sample(["BTC", "ETH"])], { symbol: "BTCC" })).toMatchObject({
      ok: false,
      error: { code: "unknown_symbol", fields: [{ field: "symbol", allowed: expect.arrayContaining(["BTC"]) }] },
    });
  });

  it("a coin that one may know who cannot be asked", async () => {
    const found = await find([fakeCandleSource("first", { listingsFail: down }), sample()], { symbol: "QQQQQQQQ" });
    expect(found).toMatchObject({ ok: false, error: { code: "unavailable", retryAfterS: 60 } });
  });

  it("says which sources could not be asked beside near matches", async () => {
    const found = await find([fakeCandleSource("first", { listingsFail: down }), sample()], { symbol: "BTCC" });
    expect(found).toMatchObject({
      error: {
        code: "unknown_symbol",
        detail: "BTCC is no symbol of the sources that answer; close to it: BTC; not asked: first.",
      },
    });
  });

  it("a coin that only one has, who fails", async () => {
    const found = await find([fakeCandleSource("first", { fails: down }), sample(["ETH"])]);
    expect(found).toMatchObject({ ok: false, error: { code: "unavailable", retryAfterS: 60 } });
  });

  it("a timeframe that is shorter than all candles: those that there are", async () => {
    const found = await find([sample()], { timeframe: "1h" });
    expect(found).toMatchObject({
      ok: false,
      error: { code: "validation_failed", fields: [{ field: "timeframe", allowed: ["1d", "1w"] }] },
    });
  });

  it("a timeframe that is shorter than all candles of those who answer: theirs, and who was not asked", async () => {
    const found = await find([fakeCandleSource("first", { listingsFail: down }), sample()], { timeframe: "1h" });
    expect(found).toMatchObject({
      ok: false,
      error: { code: "validation_failed", detail: expect.stringContaining("not asked: first") },
    });
  });
});

it("tells a source the oldest candle that is needed, by what it has", async () => {
  const source = fakeCandleSource("first");
  await find([source], { oldest: (newest) => newest - 5 });
  expect(source.asked[0]?.from).toBe((source.look().lastCandle ?? 0) - 5);
});
