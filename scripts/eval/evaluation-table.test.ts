import { describe, expect, it } from "vitest";
import { placeTable } from "./evaluation-table";

describe("placeTable", () => {
  it("replaces what stands between the marks, and nothing else", () => {
    const document = "a\n<!-- evaluation -->\nold $1\n<!-- /evaluation -->\nb\n";
    const placed = placeTable(document, "| new $& |");
    expect(placed).toBe("a\n<!-- evaluation -->\n| new $& |\n<!-- /evaluation -->\nb\n");
    expect(placeTable(placed ?? "", "| new $& |")).toBe(placed);
  });

  it("tells where there are no marks", () => expect(placeTable("a\n", "t")).toBeNull());
});
