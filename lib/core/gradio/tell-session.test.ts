import { expect, test } from "vitest";
import { fakeTimers } from "../../../tests/fakes/fake-timers";
import { createSessions } from "./create-sessions";
import { tellSession } from "./tell-session";

test("a call has one session, which is the one that it told, whatever became of that", () => {
  const { now, after, soon } = fakeTimers();
  const sessions = createSessions({ most: 2, now, after, soon });
  const teller = tellSession(
    () => sessions.open("s", "c"),
    "1",
    () => null,
  );
  expect(sessions.size()).toBe(0);
  teller.starts(null);
  const told = teller.session();
  expect([sessions.find("s"), told.unread() > 0]).toEqual([told, true]);
  told.end("It was too much.", false);
  expect([teller.session(), sessions.find("s")]).toEqual([told, undefined]);
  const stopped: string[] = [];
  teller.session().began("1", () => void stopped.push("1"));
  expect(stopped).toEqual(["1"]);
});

test("after its end a call tells nothing more, and ends once", () => {
  const { now, after, soon, endTurn } = fakeTimers();
  const session = createSessions({ most: 2, now, after, soon }).open("s", "c");
  const chunks: string[] = [];
  session.attach({
    hasRoom: () => true,
    whenRoom() {},
    isStuck: () => false,
    write: (text) => void chunks.push(text),
    end() {},
    drop() {},
  });
  const teller = tellSession(
    () => session,
    "1",
    () => null,
  );
  teller.starts(null);
  teller.ended({ value: 1 }, 0);
  teller.progress({ index: 1, length: 2, unit: "texts", progress: null, desc: null });
  teller.generating({ a: 1 }, 0);
  teller.moved({ rank: 0, size: 1, etaS: null });
  teller.ended({ value: 2 }, 0);
  endTurn();
  const words = chunks
    .join("")
    .split("\n\n")
    .flatMap((frame) => frame.match(/"msg":"(\w+)"/)?.[1] ?? []);
  expect(words).toEqual(["heartbeat", "process_starts", "process_completed"]);
});
