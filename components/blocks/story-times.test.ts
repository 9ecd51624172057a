import { expect, test } from "vitest";
import { timeWords } from "./story-times";

const seen = "2026-11-20T12:00:00.000Z";
const format = (at: number): string => new Date(at).toISOString().slice(0, 16);
const words = (at: string | null, precision: Parameters<typeof timeWords>[0]["published_precision"]): string =>
  timeWords({ published_at: at, published_precision: precision, first_seen_at: seen }, format);

test("a time is said as exactly as the source tells it, and no hour is made up", () => {
  expect(words("2026-11-20T09:30:00.000Z", "minute")).toBe("2026-11-20T09:30");
  expect(words("2026-11-20T00:00:00.000Z", "day")).toBe("20 Nov 2026, hour not known");
  expect(words("2026-11-01T00:00:00.000Z", "month")).toBe("November 2026, day not known");
  expect(words("2026-01-01T00:00:00.000Z", "year")).toBe("2026, day not known");
});

test("without a time, or with one that lies ahead, it is when it was first seen", () => {
  expect(words(null, null)).toBe("first seen 2026-11-20T12:00");
  expect(words("2026-12-24T00:00:00.000Z", "second")).toBe("first seen 2026-11-20T12:00");
  expect(words("2026-12-24T00:00:00.000Z", "day")).toBe("first seen 2026-11-20T12:00");
});
