import { setImmediate } from "node:timers/promises";
import { expect, it } from "vitest";
import { ok } from "../errors";
import { failed } from "../failure";
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

it("makes a study once for all who ask, and one after the other", async () => {
  const shelf = createStudyShelf();
  let [made, atOnce, most] = [0, 0, 0];
  const make = async () => {
    most = Math.max(most, ++atOnce);
    await setImmediate();
    atOnce--;
    return ok(study(++made));
  };
  const asked = await Promise.all(["a", "b", "a", "c", "a"].map((key) => shelf.get(key, signal, make)));
  expect([made, most]).toEqual([3, 1]);
  expect(asked[2]).toEqual(asked[0]);
  expect(await shelf.get("a", signal, make)).toEqual(asked[0]);
  expect(made).toBe(3);
});

it("keeps the latest, and nothing that failed", async () => {
  const shelf = createStudyShelf();
  let made = 0;
  const make = async () => ok(study(++made));
  for (let key = 0; key < 65; key++) await shelf.get(String(key), signal, make);
  await shelf.get("64", signal, make);
  expect(made).toBe(65);
  await shelf.get("0", signal, make);
  expect(made).toBe(66);
  expect(await shelf.get("new", signal, async () => failed("unavailable"))).toMatchObject({ ok: false });
  expect(await shelf.get("new", signal, make)).toMatchObject({ ok: true });
});

it("refuses when too many wait, and ends what nobody waits for", async () => {
  const shelf = createStudyShelf();
  const leaving = new AbortController();
  const signals: AbortSignal[] = [];
  const never = (own: AbortSignal) => {
    signals.push(own);
    return new Promise<never>(() => {});
  };
  const waits = Array.from({ length: 10 }, (_, key) => shelf.get(String(key), leaving.signal, never));
  expect(await waits[9]).toMatchObject({ ok: false, error: { code: "busy" } });
  leaving.abort();
  for (const outcome of await Promise.all(waits.slice(0, 9)))
    expect(outcome).toMatchObject({ ok: false, error: { code: "cancelled" } });
  expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
});
