import { describe, expect, it } from "vitest";
import { readNewsCursor, writeNewsCursor } from "./news-cursor";

const place = { at: 1_771_000_000_123, id: "0f3a5c7e9b1d2f4a6c8e0b1d", asOf: 26_841, of: "91c0a7e2d4b5f603" };

describe("cursors of news", () => {
  it("come back as they were given, scores of a search too", () => {
    for (const at of [place.at, 0, 12.345678901234567]) {
      const cursor = writeNewsCursor({ ...place, at }, "abc");
      expect(cursor).toMatch(/^[\w-]{1,200}$/);
      expect(readNewsCursor(cursor, "abc")).toEqual({ ...place, at });
    }
  });

  it("are good for their own list alone", () => {
    expect(readNewsCursor(writeNewsCursor(place, "abc"), "abd")).toBeNull();
  });

  it.each([
    "",
    "x",
    "%00",
    "AAAA",
    "A".repeat(201),
    btoa("null"),
    btoa("[1,2,3,4]"),
    btoa(JSON.stringify([null, place.id, 1, place.of, "abc"])),
    btoa(JSON.stringify([1, "../../etc/passwd", 1, place.of, "abc"])),
    btoa(JSON.stringify([1, place.id, -1, place.of, "abc"])),
    btoa(JSON.stringify([1, place.id, 1.5, place.of, "abc"])),
    btoa(JSON.stringify([1, place.id, 1, "abc"])),
    btoa(JSON.stringify([1, place.id, 1, "91C0A7E2D4B5F603", "abc"])),
    btoa(JSON.stringify([1, place.id, 1, 7, "abc"])),
    btoa(JSON.stringify([1, place.id, 1, place.of, "abc", 1])),
    btoa(JSON.stringify({ at: 1, id: place.id, asOf: 1 })),
  ])("takes no %j", (cursor) => {
    expect(readNewsCursor(cursor, "abc")).toBeNull();
  });
});
