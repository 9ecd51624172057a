import { expect, test } from "vitest";
import type { Link } from "@/lib/browser/watch-overview";
import { linkWords } from "./link-words";

const NOW = 1_000_000;
const say = (link: Link, ageS: number | null, isOnline = true): string => {
  const { tone, word, more } = linkWords(link, ageS === null ? null : NOW - ageS * 1_000, NOW, isOnline);
  return `${tone}: ${word} · ${more}`;
};

test("how old it is, and what is done about it", () => {
  expect(say({ kind: "live" }, 1)).toBe("good: Live · changes show at once");
  expect(say({ kind: "live" }, 9)).toBe("good: Live · as of 9 s ago");
  expect(say({ kind: "opening" }, null)).toBe("quiet: Connecting · ");
  expect(say({ kind: "asking" }, 6)).toBe("warn: Asked every 10 s · as of 6 s ago, events do not come through here");
  expect(say({ kind: "waiting", until: NOW + 3_200 }, 12)).toBe(
    "bad: The server cannot be reached · as of 12 s ago, reconnecting in 4 s",
  );
  expect(say({ kind: "waiting", until: NOW - 1 }, 300)).toBe(
    "bad: The server cannot be reached · as of 5 min ago, reconnecting now",
  );
  expect(say({ kind: "waiting", until: NOW + 9_000 }, 12, false)).toBe(
    "bad: No connection · as of 12 s ago, goes on by itself when it is back",
  );
});

test("a clock that is set back makes nothing younger than now", () => {
  expect(say({ kind: "hidden" }, -90)).toBe("quiet: Paused · as of now");
});
