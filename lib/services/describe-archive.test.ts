import { expect, it } from "vitest";
import type { ArchiveCounts } from "../core/news/news-archive";
import { describeArchive } from "./describe-archive";

const now = Date.UTC(2026, 5);
const clock = { now: () => 0, wall: () => now, pause: async () => {} };

const kept = (keptAt: number | null): string | null => {
  const counts: ArchiveCounts = { items: 1, stories: 1, first: 0, last: 0, keptAt, bySource: new Map() };
  // What the archive can do is not asked for.
  const room = { archive: {} as never, sample: false, counts };
  return describeArchive({ sources: [], clock }, room).kept_at;
};

it("says when something was kept, and nothing newer than now where the clock was set back", () => {
  expect(kept(now - 1_000)).toBe("2026-05-31T23:59:59.000Z");
  expect(kept(now + 86_400_000)).toBe("2026-06-01T00:00:00.000Z");
  expect(kept(null)).toBeNull();
});
