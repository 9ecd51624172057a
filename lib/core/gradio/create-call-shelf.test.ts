import { expect, test } from "vitest";
import { fakeTimers } from "../../../tests/fakes/fake-timers";
import { createCallShelf } from "./create-call-shelf";
import type { Reader } from "./reader";

function reader(keepsUp = true) {
  let room = (): void => {};
  const seen = { texts: [] as string[], ended: false, dropped: false, keepsUp, isStuck: false };
  const made: Reader = {
    hasRoom: () => seen.keepsUp,
    whenRoom(work) {
      room = work;
    },
    isStuck: () => seen.isStuck,
    write: (text) => void seen.texts.push(text),
    end: () => {
      seen.ended = true;
    },
    drop: () => {
      seen.dropped = true;
    },
  };
  return { made, seen, pull: () => room() };
}

function start(most = 10) {
  const timers = fakeTimers();
  const shelf = createCallShelf({ most, now: timers.now, after: timers.after });
  const stopped: string[] = [];
  return { shelf, timers, stopped, put: (id: string) => shelf.put(id, () => void stopped.push(id)) };
}

test("of what nobody has read yet the last is kept, and what follows comes as it is told", () => {
  const { put } = start();
  const call = put("1");
  call.teller.generating({ a: 1 }, 0);
  call.teller.generating({ a: 2 }, 0);
  const { made, seen } = reader();
  call.attach(made);
  call.teller.generating({ a: 3 }, 0);
  call.teller.ended({ value: { a: 4 } }, 0);
  expect(seen.texts).toEqual([
    'event: generating\ndata: [{"a":2}]\n\n',
    'event: generating\ndata: [{"a":3}]\n\n',
    'event: complete\ndata: [{"a":4}]\n\n',
  ]);
  expect(seen.ended).toBe(true);
});

test("an answer may be fetched again for five minutes", async () => {
  const { put, shelf, timers } = start();
  put("1").teller.ended({ value: 7 }, 0);
  for (const _ of [1, 2]) {
    const { made, seen } = reader();
    shelf.find("1")?.attach(made);
    expect([seen.texts, seen.ended]).toEqual([["event: complete\ndata: [7]\n\n"], true]);
  }
  await timers.pass(4 * 60_000);
  shelf.beat();
  expect(shelf.size()).toBe(1);
  await timers.pass(2 * 60_000);
  shelf.beat();
  expect(shelf.size()).toBe(0);
});

test("a failure is an event of its own", () => {
  const { put } = start();
  const call = put("1");
  const { made, seen } = reader();
  call.attach(made);
  call.teller.ended({ failure: { error: "why", title: "No", duration: 10, visible: true, code: "not_found" } }, 0);
  expect(seen.texts).toEqual([
    "event: heartbeat\ndata: null\n\n",
    'event: error\ndata: {"error":"why","title":"No","duration":10,"visible":true,"code":"not_found"}\n\n',
  ]);
});

test("who leaves and stays away ends the call, and so does who never comes", async () => {
  const { put, shelf, stopped, timers } = start();
  const [left, back, unheard] = ["left", "back", "unheard"].map((id) => put(id));
  const [one, two, again] = [reader(), reader(), reader()];
  left?.attach(one.made);
  back?.attach(two.made);
  left?.detach(one.made);
  back?.detach(two.made);
  back?.attach(again.made);
  await timers.pass(2_000);
  expect(stopped).toEqual(["left"]);
  await timers.pass(59_000);
  shelf.beat();
  expect(stopped.filter((id) => id === "unheard")).toHaveLength(1);
  expect(stopped).not.toContain("back");
  expect(again.seen.texts.at(-1)).toBe("event: heartbeat\ndata: null\n\n");
  unheard?.teller.ended({ value: null }, 0);
});

test("a slow reader gets the newest when it pulls, and the end after it", () => {
  const { put, stopped } = start();
  const call = put("1");
  const { made, seen, pull } = reader(false);
  call.attach(made);
  call.teller.generating({ a: 1 }, 0);
  call.teller.ended({ value: { a: 2 } }, 0);
  expect([seen.texts, seen.ended, seen.dropped, stopped]).toEqual([[], false, false, []]);
  seen.keepsUp = true;
  pull();
  expect([seen.texts, seen.ended]).toEqual([['event: complete\ndata: [{"a":2}]\n\n'], true]);
});

test("a reader that reads nothing for long is dropped, and its call ends", () => {
  const { put, shelf, stopped } = start();
  const { made, seen } = reader();
  put("1").attach(made);
  seen.isStuck = true;
  shelf.beat();
  expect([seen.dropped, stopped]).toEqual([true, ["1"]]);
});

test("of many the oldest answers make room, calls that go on do not", () => {
  const { put, shelf } = start(3);
  put("going");
  for (const id of ["1", "2", "3", "4"]) put(id).teller.ended({ value: id }, 0);
  expect(["going", "1", "2", "3", "4"].map((id) => shelf.find(id) !== undefined)).toEqual([
    true,
    false,
    false,
    true,
    true,
  ]);
  const big = start(100);
  for (const id of ["1", "2", "3", "4"]) big.put(id).teller.ended({ value: "x".repeat(30 * 1024 * 1024) }, 0);
  big.put("5");
  expect(["1", "2", "3", "4"].map((id) => big.shelf.find(id) !== undefined)).toEqual([false, false, true, true]);
});

test("calls that end long after they were taken on make room too, and what ended is not stopped again", () => {
  const { put, shelf, stopped } = start(3);
  const calls = Array.from({ length: 20 }, (_, at) => put(`${at}`));
  for (const { teller } of calls) teller.ended({ value: 1 }, 0);
  expect([shelf.size(), shelf.find("19") !== undefined, shelf.find("16"), stopped]).toEqual([3, true, undefined, []]);
  // A call that was taken on first and ends last is the newest answer.
  const long = start(2);
  const first = long.put("first");
  const { made, seen } = reader();
  first.attach(made);
  for (const id of ["1", "2"]) long.put(id).teller.ended({ value: id }, 0);
  first.teller.ended({ value: 0 }, 0);
  expect([seen.texts.at(-1), seen.dropped, long.shelf.find("first") !== undefined]).toEqual([
    "event: complete\ndata: [0]\n\n",
    false,
    true,
  ]);
  const big = start(100);
  const many = Array.from({ length: 20 }, (_, at) => big.put(`${at}`));
  for (const { teller } of many) teller.ended({ value: "x".repeat(10 * 1024 * 1024) }, 0);
  expect(big.shelf.size()).toBe(6);
});

test("calls that are refused push nobody out", () => {
  const { put, shelf } = start(3);
  for (const id of ["1", "2", "3"]) put(id).teller.ended({ value: id }, 0);
  put("refused");
  shelf.take("refused");
  expect(["1", "2", "3"].every((id) => shelf.find(id) !== undefined)).toBe(true);
});

test("when the server ends, all are told", () => {
  const { put, shelf, stopped } = start();
  const { made, seen } = reader();
  put("1").attach(made);
  shelf.close({ failure: { error: "going", title: "No", duration: 10, visible: true, code: "unavailable" } });
  expect([seen.texts.at(-1)?.startsWith("event: error"), seen.ended, stopped]).toEqual([true, true, ["1"]]);
});
