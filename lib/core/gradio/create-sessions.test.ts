import { describe, expect, test } from "vitest";
import { fakeTimers } from "../../../tests/fakes/fake-timers";
import { createSessions } from "./create-sessions";
import type { Message } from "./messages";
import type { Reader } from "./reader";

function reader() {
  const seen = { chunks: [] as string[], ended: false, dropped: false, keepsUp: true, isStuck: false };
  let room = (): void => {};
  const made: Reader = {
    hasRoom: () => seen.keepsUp,
    whenRoom(work) {
      room = work;
    },
    isStuck: () => seen.isStuck,
    write: (text) => void seen.chunks.push(text),
    end: () => {
      seen.ended = true;
    },
    drop: () => {
      seen.dropped = true;
    },
  };
  const messages = (): Message[] =>
    seen.chunks.flatMap((chunk) =>
      chunk
        .split("\n\n")
        .filter((frame) => frame !== "")
        .map((frame) => JSON.parse(frame.slice("data: ".length))),
    );
  return { made, seen, pull: () => room(), words: () => messages().map(({ msg }) => msg), messages };
}

const starts = (id: string): Message => ({ msg: "process_starts", event_id: id, eta: null });
const done = (id: string, data: unknown = 1): Message => ({
  msg: "process_completed",
  event_id: id,
  success: true,
  output: {
    data: [data],
    is_generating: false,
    duration: 0,
    average_duration: 0,
    render_config: null,
    changed_state_ids: [],
  },
  title: null,
});

function begin(most = 10) {
  const timers = fakeTimers();
  const sessions = createSessions({ most, now: timers.now, after: timers.after, soon: timers.soon });
  const stopped: string[] = [];
  const join = (hash: string, id: string, client = hash) => {
    const session = sessions.open(hash, client);
    session.began(id, () => void stopped.push(id));
    session.tell(starts(id));
    return session;
  };
  return { sessions, join, stopped, timers };
}

describe("a session", () => {
  test("what comes before its reader waits for it, and goes out in one piece; then the stream closes after a quarter of a second", async () => {
    const { join, timers } = begin();
    const session = join("s", "1");
    session.ended("1", done("1"));
    const { made, seen, words } = reader();
    session.attach(made);
    timers.endTurn();
    expect(seen.chunks).toHaveLength(1);
    expect(words()).toEqual(["process_starts", "process_completed"]);
    await timers.pass(249);
    expect(words()).toHaveLength(2);
    await timers.pass(1);
    expect(words().at(-1)).toBe("close_stream");
  });

  test("a loop of calls keeps its stream", async () => {
    const { join, timers } = begin();
    const { made, words } = reader();
    join("s", "0").attach(made);
    for (let at = 0; at < 10; at += 1) {
      const session = join("s", `${at}`);
      session.ended(`${at}`, done(`${at}`));
      await timers.pass(200);
      expect(session.settled()).toBeNull();
    }
    expect(words()).not.toContain("close_stream");
  });

  test("opened with nothing to read, it says that it is there, is held for five seconds and closed", async () => {
    const { sessions, timers } = begin();
    const { made, seen, words } = reader();
    sessions.open("s", "s").attach(made);
    await timers.pass(4_999);
    expect(words()).toEqual(["heartbeat"]);
    await timers.pass(1);
    expect(words()).toEqual(["heartbeat", "close_stream"]);
    await timers.pass(2_000);
    expect(seen.ended).toBe(true);
  });

  test("after its end was written, replies wait until the client has gone", async () => {
    const { join, timers } = begin();
    const { made, seen } = reader();
    const session = join("s", "1");
    session.attach(made);
    session.ended("1", done("1"));
    await timers.pass(250);
    let replied = false;
    void session.settled()?.then(() => {
      replied = true;
    });
    await timers.pass(100);
    expect([replied, seen.ended]).toEqual([false, false]);
    session.detach(made);
    await Promise.resolve();
    expect([replied, session.settled()]).toEqual([true, null]);
  });

  test("a client that does not go is left after two seconds, also with calls that came and ended meanwhile", async () => {
    const { join, timers } = begin();
    const first = reader();
    const session = join("s", "1");
    session.attach(first.made);
    session.ended("1", done("1"));
    await timers.pass(250);
    join("s", "2").ended("2", done("2"));
    let replied = false;
    void session.settled()?.then(() => {
      replied = true;
    });
    await timers.pass(2_000);
    await Promise.resolve();
    expect([replied, first.seen.ended]).toEqual([true, true]);
    const second = reader();
    session.attach(second.made);
    await timers.pass(250);
    expect(second.words()).toEqual(["process_starts", "process_completed", "close_stream"]);
  });

  test("who goes away and stays away cancels its calls; who comes back in time does not", async () => {
    const { join, stopped, timers } = begin();
    const session = join("s", "1");
    const first = reader();
    session.attach(first.made);
    session.detach(first.made);
    await timers.pass(1_900);
    const second = reader();
    session.attach(second.made);
    await timers.pass(10_000);
    expect(stopped).toEqual([]);
    session.detach(second.made);
    await timers.pass(2_000);
    expect(stopped).toEqual(["1"]);
  });

  test("calls that nobody came to hear of end after a minute", async () => {
    const { join, sessions, stopped, timers } = begin();
    join("s", "1");
    await timers.pass(59_000);
    sessions.beat();
    expect(stopped).toEqual([]);
    await timers.pass(2_000);
    sessions.beat();
    expect(stopped).toEqual(["1"]);
  });

  test("a second stream takes over, the first is told to end", async () => {
    const { join, timers } = begin();
    const session = join("s", "1");
    const [first, second] = [reader(), reader()];
    session.attach(first.made);
    await timers.pass(1);
    session.attach(second.made);
    session.ended("1", done("1"));
    await timers.pass(1);
    expect([first.words().at(-1), first.seen.ended]).toEqual(["close_stream", true]);
    expect(second.words()).toContain("process_completed");
    // The end of the first is not the end of the second.
    session.detach(first.made);
    session.tell(starts("2"));
    timers.endTurn();
    expect(second.words().at(-1)).toBe("process_starts");
  });

  test("what a slow reader has no room for waits until it pulls, and its stream closes after that", async () => {
    const { join, stopped, timers } = begin();
    const session = join("s", "1");
    const { made, seen, words, pull } = reader();
    session.attach(made);
    await timers.pass(1);
    seen.keepsUp = false;
    const megabyte = "x".repeat(1024 * 1024);
    for (let at = 0; at < 12; at += 1) session.tell(done("1", megabyte));
    session.ended("1", done("1"));
    await timers.pass(10_000);
    expect([words(), seen.dropped, session.isOver(), stopped]).toEqual([["process_starts"], false, false, []]);
    seen.keepsUp = true;
    pull();
    expect([words().length, seen.chunks.length > 10]).toEqual([14, true]);
    await timers.pass(250);
    expect(words().at(-1)).toBe("close_stream");
  });

  test("a reader for which too much waits is dropped, and its calls end; so is one that reads nothing for long", async () => {
    const { join, sessions, stopped, timers } = begin();
    const session = join("s", "1");
    const { made, seen } = reader();
    session.attach(made);
    await timers.pass(1);
    seen.keepsUp = false;
    const megabyte = "x".repeat(1024 * 1024);
    for (let at = 0; at < 17; at += 1) session.tell(done("1", megabyte));
    expect([seen.dropped, stopped, session.isOver()]).toEqual([true, ["1"], true]);
    expect(sessions.find("s")).toBeUndefined();
    expect(timers.plans()).toBe(0);
    const other = reader();
    const stuck = join("stuck", "2");
    stuck.attach(other.made);
    other.seen.isStuck = true;
    sessions.beat();
    expect([other.seen.dropped, stopped, stuck.isOver()]).toEqual([true, ["1", "2"], true]);
  });

  test("what nobody reads is kept up to a bound", () => {
    const { join, stopped, sessions } = begin();
    const session = join("s", "1");
    const megabyte = "x".repeat(1024 * 1024);
    for (let at = 0; at < 17; at += 1) session.tell(done("1", megabyte));
    expect([session.isOver(), stopped]).toEqual([true, ["1"]]);
    expect(sessions.find("s")).toBeUndefined();
  });

  test("in all sessions together too, wherever text comes to: those that hold most and nobody reads make room", () => {
    const { join, sessions, stopped } = begin(100);
    const megabytes = (count: number) => "x".repeat(count * 1024 * 1024);
    const read = reader();
    join("read", "read").attach(read.made);
    join("small", "small");
    const each = Array.from({ length: 24 }, (_, at) => ({ hash: `s${at}`, size: (at % 12) + 3 }));
    for (const { hash } of each) join(hash, hash);
    // All sessions are known by now: no new one comes whose opening would make room.
    for (const { hash, size } of each) sessions.find(hash)?.ended(hash, done(hash, megabytes(size)));
    const left = each.filter(({ hash }) => sessions.find(hash) !== undefined);
    const held = left.reduce((sum, { size }) => sum + size, 0);
    expect([held <= 128, held > 100]).toEqual([true, true]);
    expect(left.filter(({ size }) => size === 3)).toHaveLength(2);
    expect([sessions.find("read") !== undefined, sessions.find("small") !== undefined, stopped]).toEqual([
      true,
      true,
      [],
    ]);
  });

  test("what nobody reads for a minute is dropped, and whoever comes later is told that the session is unknown", async () => {
    const { join, sessions, timers } = begin();
    join("left", "1").ended("1", done("1"));
    const heard = join("heard", "2");
    heard.attach(reader().made);
    heard.ended("2", done("2"));
    await timers.pass(59_000);
    sessions.beat();
    expect(sessions.find("left")).toBeDefined();
    await timers.pass(2_000);
    sessions.beat();
    expect([sessions.find("left"), sessions.find("heard") !== undefined]).toEqual([undefined, true]);
  });

  test("of many the idle ones are forgotten first, then the oldest, whose calls end with a word", async () => {
    const { join, sessions, stopped, timers } = begin(3);
    const busy = reader();
    join("busy", "1").attach(busy.made);
    for (const hash of ["a", "b", "c"]) sessions.open(hash, hash);
    expect([sessions.find("busy"), sessions.find("a"), sessions.size()]).toMatchObject([{}, undefined, 3]);
    join("b", "2");
    join("c", "3");
    join("d", "4");
    await timers.pass(1);
    expect(sessions.find("busy")).toBeUndefined();
    expect(stopped).toEqual(["1"]);
    expect(busy.words().slice(-2)).toEqual(["process_completed", "close_stream"]);
    expect(busy.messages().at(-2)).toMatchObject({ success: false, code: "unavailable" });
  });

  test("one client pushes out its own and not those of others; an answer that nobody fetched yet goes after what is empty", () => {
    const { join, sessions } = begin(40);
    join("other", "1").ended("1", done("1"));
    for (let at = 0; at < 50; at += 1) join(`flood${at}`, `f${at}`, "flood").ended(`f${at}`, done(`f${at}`));
    expect([sessions.size(), sessions.find("other") !== undefined]).toEqual([11, true]);
    const small = begin(2);
    small.join("answer", "1").ended("1", done("1"));
    small.sessions.open("empty", "empty");
    small.join("next", "2");
    expect([small.sessions.find("answer") !== undefined, small.sessions.find("empty")]).toEqual([true, undefined]);
  });

  test("an unused one is forgotten after half an hour", async () => {
    const { sessions, timers } = begin();
    sessions.open("s", "s");
    await timers.pass(29 * 60_000);
    sessions.beat();
    expect(sessions.size()).toBe(1);
    await timers.pass(2 * 60_000);
    sessions.beat();
    expect(sessions.size()).toBe(0);
  });

  test("when the server ends, streams without calls close at once, the others when theirs are through", async () => {
    const { join, sessions, timers } = begin();
    const [idle, busy] = [reader(), reader()];
    sessions.open("idle", "idle").attach(idle.made);
    const session = join("busy", "1");
    session.attach(busy.made);
    sessions.drain();
    await timers.pass(1);
    expect([idle.words().at(-1), busy.words().at(-1)]).toEqual(["close_stream", "process_starts"]);
    session.ended("1", done("1"));
    await timers.pass(1);
    expect(busy.words().at(-1)).toBe("close_stream");
  });

  test("and those that take too long end with an error", () => {
    const { join, sessions, stopped } = begin();
    const { made, seen, messages } = reader();
    join("s", "1").attach(made);
    sessions.close("The server is going down.");
    expect(messages().slice(-2)).toMatchObject([
      { msg: "process_completed", success: false, output: { error: "The server is going down." } },
      { msg: "close_stream" },
    ]);
    expect([seen.ended, stopped]).toEqual([true, ["1"]]);
  });
});
