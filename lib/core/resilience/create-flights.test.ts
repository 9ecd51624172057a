import { describe, expect, it } from "vitest";
import { failed, type Outcome } from "../failure";
import { createFlights } from "./create-flights";

const outcomes = { late: failed("timed_out"), gone: failed("cancelled") };
const still = () => new AbortController().signal;

/** Work that lands when it is told to, and counts what it was asked for. */
function slowWork() {
  const asked: (readonly string[])[] = [];
  const signals: AbortSignal[] = [];
  const landings: (() => void)[] = [];
  const work = (keys: readonly string[], signal: AbortSignal): Promise<Outcome<readonly string[]>> => {
    asked.push(keys);
    signals.push(signal);
    return new Promise((resolve) => {
      landings.push(() => resolve({ ok: true, value: keys.map((key) => `${key}!`) }));
    });
  };
  const started = (times: number) => expect.poll(() => asked.length).toBe(times);
  return { asked, signals, work, started, land: () => landings.shift()?.() };
}

describe("createFlights", () => {
  it("sends 500 equal questions once, and gives everyone the answer", async () => {
    const flights = createFlights<string>(outcomes);
    const { asked, work, started, land } = slowWork();
    const all = Array.from({ length: 500 }, () => flights.share({ keys: ["a"], signal: still(), ms: 5_000, work }));
    await started(1);
    land();
    for (const one of await Promise.all(all)) expect(one).toEqual({ ok: true, value: ["a!"] });
    expect(asked).toEqual([["a"]]);
    expect(flights.size()).toBe(0);
  });

  it("sends equal keys of one question once, and only what is not on its way", async () => {
    const flights = createFlights<string>(outcomes);
    const { asked, work, started, land } = slowWork();
    const first = flights.share({ keys: ["a", "b", "a"], signal: still(), ms: 5_000, work });
    await started(1);
    const second = flights.share({ keys: ["c", "b"], signal: still(), ms: 5_000, work });
    await started(2);
    land();
    land();
    expect(await first).toEqual({ ok: true, value: ["a!", "b!", "a!"] });
    expect(await second).toEqual({ ok: true, value: ["c!", "b!"] });
    expect(asked).toEqual([["a", "b"], ["c"]]);
  });

  it("goes on for the others when the first one leaves", async () => {
    const flights = createFlights<string>(outcomes);
    const { signals, work, started, land } = slowWork();
    const leaving = new AbortController();
    const first = flights.share({ keys: ["a"], signal: leaving.signal, ms: 5_000, work });
    const second = flights.share({ keys: ["a"], signal: still(), ms: 5_000, work });
    await started(1);
    leaving.abort();
    expect(await first).toEqual(outcomes.gone);
    expect(signals[0]?.aborted).toBe(false);
    land();
    expect(await second).toEqual({ ok: true, value: ["a!"] });
  });

  it("ends the work when the last one leaves; who comes in that moment starts anew", async () => {
    const flights = createFlights<string>(outcomes);
    const { asked, signals, work, started, land } = slowWork();
    const leaving = new AbortController();
    const first = flights.share({ keys: ["a"], signal: leaving.signal, ms: 5_000, work });
    await started(1);
    leaving.abort();
    await first;
    const second = flights.share({ keys: ["a"], signal: still(), ms: 5_000, work });
    await started(2);
    expect(signals[0]?.aborted).toBe(true);
    land();
    land();
    expect(await second).toEqual({ ok: true, value: ["a!"] });
    expect(asked).toHaveLength(2);
    expect(flights.size()).toBe(0);
  });

  it("keeps its deadline when the work does not", async () => {
    const flights = createFlights<string>(outcomes);
    const { signals, work } = slowWork();
    expect(await flights.share({ keys: ["a"], signal: still(), ms: 20, work })).toEqual(outcomes.late);
    expect(signals[0]?.aborted).toBe(true);
    await expect.poll(() => flights.size()).toBe(0);
  });

  it("is not left hanging by work that throws", async () => {
    const flights = createFlights<string>(outcomes);
    const work = () => Promise.reject(new Error("a defect"));
    await expect(flights.share({ keys: ["a"], signal: still(), ms: 50, work })).rejects.toThrow("a defect");
    expect(flights.size()).toBe(0);
  });
});
