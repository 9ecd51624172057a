import { expect, test } from "vitest";
import { failed, type Outcome } from "../failure";
import { type Candles, newCandles } from "./candles";
import { createSeriesCache } from "./create-series-cache";

const { signal } = new AbortController();
const made = (length: number): Outcome<Candles> => ({ ok: true, value: newCandles(length) });

test("what is asked for at the same time is made once, and then kept", async () => {
  const cache = createSeriesCache();
  let times = 0;
  const make = async (): Promise<Outcome<Candles>> => {
    times += 1;
    return made(10);
  };
  const all = await Promise.all(Array.from({ length: 20 }, () => cache.get("a", signal, make)));
  const again = await cache.get("a", signal, make);
  expect(times).toBe(1);
  expect(new Set([...all, again].map((outcome) => outcome.ok && outcome.value)).size).toBe(1);
});

test("it stays below its bytes, and what was used last stays longest", async () => {
  const cache = createSeriesCache({ mostBytes: 3 * (100 * 48 + 512) });
  let times = 0;
  const ask = (key: string): Promise<unknown> =>
    cache.get(key, signal, async () => {
      times += 1;
      return made(100);
    });
  for (const key of ["a", "b", "c", "a", "d"]) await ask(key);
  expect(times).toBe(4);
  await ask("a");
  expect(times).toBe(4);
  await ask("b");
  expect(times).toBe(5);
  expect(cache.bytes()).toBe(3 * (100 * 48 + 512));
});

test("what is too large is given and not kept, and a failure is not kept", async () => {
  const cache = createSeriesCache({ mostBytes: 1_000 });
  expect((await cache.get("large", signal, async () => made(1_000))).ok).toBe(true);
  expect((await cache.get("bad", signal, async () => failed("bad_files"))).ok).toBe(false);
  expect(cache.bytes()).toBe(0);
  expect((await cache.get("bad", signal, async () => made(1))).ok).toBe(true);
});

test("who leaves does not end it for those who stay", async () => {
  const cache = createSeriesCache();
  const leaver = new AbortController();
  let open = (): void => {};
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  let ended = false;
  const make = async (own: AbortSignal): Promise<Outcome<Candles>> => {
    await gate;
    ended = own.aborted;
    return made(1);
  };
  const left = cache.get("a", leaver.signal, make);
  const stayed = cache.get("a", signal, make);
  leaver.abort();
  expect(await left).toMatchObject({ ok: false, error: { code: "cancelled" } });
  open();
  expect((await stayed).ok).toBe(true);
  expect(ended).toBe(false);
});
