import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { ok } from "../errors";
import { failed, type Outcome } from "../failure";
import { createStudyShelf } from "./create-study-shelf";
import type { Study } from "./study";

const study = (stories: number): Study => ({
  from: null,
  to: null,
  candles: 0,
  stories,
  leftOut: { withoutCandles: 0, overlapping: 0, withoutTime: 0 },
  groups: [],
});
const { signal } = new AbortController();
const of = (key: string, coin = key) => ({ key, of: coin });

it("makes a study once for all who ask, and two at once", async () => {
  const shelf = createStudyShelf();
  let [made, atOnce, most] = [0, 0, 0];
  const make = async () => {
    most = Math.max(most, ++atOnce);
    await setImmediate();
    atOnce--;
    return ok(study(++made));
  };
  const asked = await Promise.all(["a", "b", "a", "c", "a"].map((key) => shelf.get(of(key), make, signal)));
  expect([made, most]).toEqual([3, 2]);
  expect(asked[2]).toEqual(asked[0]);
  expect(await shelf.get(of("a"), make, signal)).toEqual(asked[0]);
  expect(made).toBe(3);
});

it("keeps the latest, and nothing that failed", async () => {
  const shelf = createStudyShelf();
  let made = 0;
  const make = async () => ok(study(++made));
  for (let key = 0; key < 65; key++) await shelf.get(of(String(key)), make, signal);
  await shelf.get(of("64"), make, signal);
  expect(made).toBe(65);
  await shelf.get(of("0"), make, signal);
  expect(made).toBe(66);
  expect(await shelf.get(of("new"), async () => failed("unavailable"), signal)).toMatchObject({ ok: false });
  expect(await shelf.get(of("new"), make, signal)).toMatchObject({ ok: true });
});

it("refuses when too many wait, and ends what nobody waits for", async () => {
  const shelf = createStudyShelf();
  const leaving = new AbortController();
  const signals: AbortSignal[] = [];
  const never = (own: AbortSignal) => {
    signals.push(own);
    return new Promise<never>(() => {});
  };
  const waits = Array.from({ length: 19 }, (_, key) => shelf.get(of(String(key)), never, leaving.signal));
  expect(await waits[18]).toMatchObject({ ok: false, error: { code: "busy" } });
  leaving.abort();
  for (const outcome of await Promise.all(waits.slice(0, 18)))
    expect(outcome).toMatchObject({ ok: false, error: { code: "cancelled" } });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
});

it("has room for the studies of one coin, however many of another are asked for", async () => {
  const shelf = createStudyShelf();
  const leaving = new AbortController();
  const never = (own: AbortSignal) =>
    new Promise<Outcome<Study>>((resolve) => own.addEventListener("abort", () => resolve(failed("cancelled"))));
  const many = Array.from({ length: 20 }, (_, key) => shelf.get(of(`BTC ${key}`, "BTC"), never, leaving.signal));
  const outcomes = await Promise.all(many.slice(3));
  expect(outcomes.map((outcome) => !outcome.ok && outcome.error.code)).toEqual(outcomes.map(() => "busy"));
  const ether = shelf.get(of("ETH", "ETH"), async () => ok(study(7)), signal);
  leaving.abort();
  expect(await ether).toMatchObject({ ok: true, value: { stories: 7 } });
  // What has ended or was given up leaves its place.
  expect(await shelf.get(of("BTC anew", "BTC"), async () => ok(study(8)), signal)).toMatchObject({ ok: true });
});
