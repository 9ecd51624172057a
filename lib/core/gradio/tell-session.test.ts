import { expect, test } from "vitest";
import { fakeTimers } from "../../../tests/fakes/fake-timers";
import { createSessions } from "./create-sessions";
import { tellSession } from "./tell-session";

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
