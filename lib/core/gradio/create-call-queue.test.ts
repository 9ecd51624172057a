import { describe, expect, test } from "vitest";
import { fakeTimers } from "../../../tests/fakes/fake-timers";
import type { Place } from "./call-teller";
import { createCallQueue, type QueuedCall } from "./create-call-queue";

function start({ limit = 2, most = 100, mostOfOne = 50, mostBytes = 1_000 } = {}) {
  const timers = fakeTimers();
  const { now, after } = timers;
  const queue = createCallQueue({ limitOf: () => limit, most, mostOfOne, mostBytes, now, after });
  const begun: string[] = [];
  const call = (name: string, client = name, kind = "slow", bytes = 1) => {
    const places: Place[] = [];
    let end = (): void => {};
    const made: QueuedCall = {
      kind,
      client,
      bytes,
      run() {
        begun.push(name);
        return new Promise((resolve) => {
          end = resolve;
        });
      },
      moved: (place) => void places.push(place),
    };
    const finish = async (): Promise<void> => {
      end();
      for (let turn = 0; turn < 5; turn += 1) await Promise.resolve();
    };
    return { made, places, finish, join: () => queue.join(made) };
  };
  return { queue, begun, call, timers };
}

describe("one queue for all functions", () => {
  test("as many as the function may run do, the others wait their turn", async () => {
    const { begun, call, queue } = start();
    const calls = ["a", "b", "c", "d"].map((name) => call(name));
    for (const { join } of calls) expect(join().full).toBe(false);
    expect([begun, queue.running(), queue.waiting()]).toEqual([["a", "b"], 2, 2]);
    await calls[1]?.finish();
    expect(begun).toEqual(["a", "b", "c"]);
    await calls[0]?.finish();
    expect([begun.at(-1), queue.waiting()]).toEqual(["d", 0]);
  });

  test("functions have places of their own", () => {
    const { begun, call } = start({ limit: 1 });
    call("a", "x", "one").join();
    call("b", "x", "two").join();
    expect(begun).toEqual(["a", "b"]);
  });

  test("who waits is told where, and again when that changes, not at each step", async () => {
    const { call, timers } = start({ limit: 1 });
    const calls = Array.from({ length: 6 }, (_, at) => call(`${at}`));
    for (const { join } of calls) join();
    const last = calls[5];
    expect(last?.places).toEqual([{ rank: 4, size: 5, etaS: null }]);
    await timers.pass(2_000);
    expect(last?.places).toHaveLength(1);
    await calls[0]?.finish();
    await calls[1]?.finish();
    await timers.pass(500);
    // Calls took two seconds, then none.
    expect(last?.places).toHaveLength(2);
    expect(last?.places[1]).toMatchObject({ rank: 2, size: 3 });
    expect(last?.places[1]?.etaS).toBeCloseTo(1.6 * 3);
    expect(timers.plans()).toBe(0);
  });

  test("a client takes three quarters of a function's places at most, and others pass it by", async () => {
    const { begun, call } = start({ limit: 4 });
    const flood = Array.from({ length: 10 }, (_, at) => call(`flood ${at}`, "flood"));
    for (const { join } of flood) join();
    expect(begun).toHaveLength(3);
    call("other", "other").join();
    call("third", "third").join();
    expect(begun.slice(3)).toEqual(["other"]);
    await flood[0]?.finish();
    // The third came after seven of the flood; those are first in line, and their client has a free place.
    expect(begun.at(-1)).toBe("flood 3");
    await flood[1]?.finish();
    expect(begun.at(-1)).toBe("flood 4");
  });

  test("where the first in line has its share, the next one begins", async () => {
    const { begun, call } = start({ limit: 2 });
    const other = call("other");
    call("a", "flood").join();
    other.join();
    call("b", "flood").join();
    call("third").join();
    await other.finish();
    expect(begun).toEqual(["a", "other", "third"]);
  });

  test("there is an end to it: in all, of one client, and of what it holds", () => {
    const { call } = start({ limit: 1, most: 4, mostOfOne: 2 });
    call("0", "x").join();
    expect([1, 2].map((at) => call(`${at}`, "x").join().full)).toEqual([false, false]);
    expect(call("3", "x").join()).toEqual({ full: true, waiting: 2, own: true });
    expect(["y", "z"].map((client) => call(client).join().full)).toEqual([false, false]);
    expect(call("w").join()).toEqual({ full: true, waiting: 4, own: false });
    const small = start({ limit: 1, mostBytes: 10 });
    small.call("0").join();
    expect(small.call("1", "1", "slow", 8).join().full).toBe(false);
    expect(small.call("2", "2", "slow", 8).join().full).toBe(true);
  });

  test("who leaves frees its place, and those behind move up", async () => {
    const { begun, call, queue, timers } = start({ limit: 1 });
    const [first, second, third] = [call("a"), call("b"), call("c")];
    for (const { join } of [first, second, third]) join();
    expect(queue.leave(first.made)).toBe(false);
    expect(queue.leave(second.made)).toBe(true);
    expect(queue.leave(second.made)).toBe(false);
    await timers.pass(500);
    expect(third.places.map(({ rank }) => rank)).toEqual([1, 0]);
    await first.finish();
    expect([begun, queue.waiting()]).toEqual([["a", "c"], 0]);
  });
});
