import { describe, expect, test } from "vitest";
import { hasNewsColumns, rowToItem } from "./row-to-item";

const read = (row: Readonly<Record<string, unknown>>) => rowToItem(Object.entries(row), { name: "own" });

describe("rowToItem", () => {
  test("columns are told by their names, whatever their case and signs", () => {
    expect(
      read({
        Headline: "Bitcoin stands still",
        "Published At": "2024-05-01 06:40",
        SUMMARY: "Nobody bought, nobody sold.",
        source_name: "Own words",
        Link: "https://news.example/1",
        GUID: "a-1",
        sentiment: "negative",
      }),
    ).toEqual({
      guid: "a-1",
      title: "Bitcoin stands still",
      lead: "Nobody bought, nobody sold.",
      url: "https://news.example/1",
      outlet: "Own words",
      published: { at: Date.UTC(2024, 4, 1, 6, 40), precision: "minute" },
    });
  });

  test("of several columns the best that says something counts", () => {
    expect(
      read({
        text: "The whole text.",
        body: "Another one.",
        description: "  ",
        summary: null,
        title: "",
        headline: "A headline",
        timestamp: 1_700_000_000,
        published: true,
        created_at: "2020",
        source: { id: null, name: "Named" },
        domain: "news.example",
      }),
    ).toMatchObject({
      title: "A headline",
      lead: "The whole text.",
      outlet: "Named",
      published: { at: 1_700_000_000_000, precision: "second" },
    });
  });

  test("where there is no title the text begins it; where nobody says who wrote it, the host or the name does", () => {
    expect(read({ text: "Only a text.", url: "https://www.news.example/a" })).toMatchObject({
      title: "Only a text.",
      lead: "",
      outlet: "news.example",
      guid: null,
      published: null,
    });
    expect(read({ text: "Only a text." })).toMatchObject({ outlet: "own", url: null });
    expect(read({ title: "t", source_url: "https://www.other.example/x", url: "https://news.example" })).toMatchObject({
      outlet: "other.example",
    });
  });

  test("numbers of rows are no names of items", () => {
    for (const id of [7, "7", "000123"]) expect(read({ title: "t", id })?.guid).toBeNull();
    for (const id of ["x7", "1234567890", "5f0c-1"]) expect(read({ title: "t", id })?.guid).toBe(id);
  });

  test.each<Readonly<Record<string, unknown>>>([
    {},
    { title: "", text: "" },
    { title: "..." },
    { title: 5, text: null },
    { price: "1", volume: "2" },
    { title: "<script>alert(1)</script>" },
    { ["t".repeat(100)]: "x" },
  ])("nothing to read in %j", (row) => {
    expect(read(row)).toBeNull();
  });

  test("a link that runs is none", () => {
    for (const url of [
      "javascript:alert(1)",
      "data:text/html,x",
      "/relative",
      "https://a:b@news.example/",
      "ftp://x.example",
    ])
      expect(read({ title: "t", url })).toMatchObject({ title: "t", url: null });
  });

  test("a table without words is told by its columns", () => {
    expect(hasNewsColumns(["Open time", "open", "close", "url"])).toBe(false);
    expect(hasNewsColumns(["id", "News Title"])).toBe(true);
  });
});
