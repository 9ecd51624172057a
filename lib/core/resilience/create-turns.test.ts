import { setTimeout } from "node:timers/promises";
import { expect, test } from "vitest";
import { createTurns } from "./create-turns";

const never = (): AbortSignal => new AbortController().signal;

test("no more than so many run at once, and those who find the queue full are told so", async () => {
  const turns = createTurns({ atOnce: 2, waiting: 3 });
  let [running, most] = [0, 0];
  const work = async (): Promise<string> => {
    running += 1;
    most = Math.max(most, running);
    await setTimeout(5);
    running -= 1;
    return "done";
  };
  const all = await Promise.all(Array.from({ length: 8 }, () => turns.take(never(), work)));
  expect(most).toBe(2);
  expect(all).toEqual(["done", "done", "done", "done", "done", null, null, null]);
});

test("who leaves before the turn never begins; work that began ends as it says itself", async () => {
  const turns = createTurns({ atOnce: 1, waiting: 3 });
  const [first, second] = [new AbortController(), new AbortController()];
  let began = false;
  const running = turns.take(first.signal, async () => {
    await setTimeout(10);
    return first.signal.aborted;
  });
  const waiting = turns.take(second.signal, async () => {
    began = true;
  });
  first.abort();
  second.abort();
  expect(await waiting).toBeNull();
  expect(await running).toBe(true);
  expect(began).toBe(false);
  expect(await turns.take(first.signal, async () => 1)).toBeNull();
});

test("what work throws reaches its caller, and the turn is free again", async () => {
  const turns = createTurns({ atOnce: 1, waiting: 3 });
  const broken = turns.take(never(), () => Promise.reject(new Error("broken")));
  await expect(broken).rejects.toThrow("broken");
  expect(await turns.take(never(), async () => 1)).toBe(1);
});
