import { describe, expect, it } from "vitest";
import { readTexts } from "./read-texts";

const read = (content: string, name = "", most = 10) => readTexts(new TextEncoder().encode(content), name, most);
const texts = async (content: string, name = ""): Promise<readonly string[] | string> => {
  const outcome = await read(content, name);
  return outcome.ok ? outcome.texts : outcome.error.code;
};
const both = ["Bitcoin rallies, again", "Ether slides"];

describe("readTexts", () => {
  it.each([
    ["a.csv", 'id,title\n1,"Bitcoin rallies, again"\n2,Ether slides\n'],
    ["a.csv", 'text\r\n"Bitcoin rallies, again"\r\nEther slides'],
    ["a.CSV", '"Bitcoin rallies, again"\nEther slides'],
    ["a.csv", "id;title\n1;Bitcoin rallies, again\n2;Ether slides"],
    ["a.tsv", "title\tid\nBitcoin rallies, again\t1\nEther slides\t2"],
    ["a.txt", "Bitcoin rallies, again\n\n  \nEther slides\n"],
    ["a.jsonl", '{"id":1,"title":"Bitcoin rallies, again"}\n{"title":"Ether slides"}\n'],
    ["a.ndjson", '"Bitcoin rallies, again"\n"Ether slides"'],
    ["", "Bitcoin rallies, again\nEther slides"],
    ["blob", "Bitcoin rallies, again\nEther slides"],
    ["blob", 'id,title\n1,"Bitcoin rallies, again"\n2,Ether slides\n'],
    ["blob", '{"title":"Bitcoin rallies, again"}\n{"title":"Ether slides"}'],
    ["blob", '"Bitcoin rallies, again"\n"Ether slides"'],
    ["blob", "\ufeffid\ttitle\n1\tBitcoin rallies, again\n2\tEther slides"],
    // Without a header no row is lost.
    ["a.csv", '"Bitcoin rallies, again",feed\nEther slides,feed'],
    ["a.tsv", "Bitcoin rallies, again\t1\nEther slides\t2"],
  ])("%s %j", async (name, content) => {
    expect(await texts(content, name)).toEqual(both);
  });

  it.each([
    ["a.csv", "", "no_rows"],
    ["a.txt", "\n \n", "no_rows"],
    ["a.jsonl", "", "no_rows"],
    ["a.csv", "text\n", "no_rows"],
    ["a.csv", "id,price\n1,2\n3,4.5", "no_text_column"],
    ["a.jsonl", '{"id":1}\n{"id":2}', "no_text_column"],
    // Two short texts over longer ones, or the names of columns: nobody is there to say.
    ["a.csv", "Rally,Slide\nBitcoin climbs above its high of May,Ether falls\n", "unclear_header"],
    ["a.csv", "Upbit,up\nBitcoin,7\n", "unclear_header"],
    ["a.tsv", "date\tnote\n2024\tBitcoin climbs above its high\n", "unclear_header"],
    ["blob", "Rally,Slide\nBitcoin climbs above its high of May,Ether falls\n", "unclear_header"],
    ["a.xlsx", "Bitcoin rallies", "unknown_format"],
    ["a.pdf", "Bitcoin rallies", "unknown_format"],
    ["a.txt", "Bitcoin\0rallies", "not_text"],
    ["a.jsonl", '{"title":"Bitcoin rallies"}\nnope', "broken_rows"],
    ["a.csv", 'text\n"Bitcoin rallies\nEther slides\n', "broken_rows"],
    ["a.csv", `text\nup${",x".repeat(200)}\n`, "too_large"],
  ])("%s %j: %s", async (name, content, code) => {
    expect(await texts(content, name)).toBe(code);
  });

  it("takes a plain line for a text also where it is the name of a column", async () => {
    expect(await texts("title\nEther slides", "a.txt")).toEqual(["title", "Ether slides"]);
  });

  it("says what to do where a first row may be a header", async () => {
    const refused = await read("date,note\n2024,Bitcoin climbs above its high\n", "a.csv");
    expect(!refused.ok && refused.error.message).toMatch(/name the column of the texts `text`/);
    expect(await texts("date,text\n2024,Bitcoin climbs above its high\n", "a.csv")).toEqual([
      "Bitcoin climbs above its high",
    ]);
  });

  it("takes as many rows as it may, and none more, in every form", async () => {
    const forms: Record<string, (rows: number) => string> = {
      "a.csv": (rows) => `id,text\n${"1,Bitcoin rallies\n".repeat(rows)}`,
      "a.txt": (rows) => "Bitcoin rallies\n".repeat(rows),
      "a.jsonl": (rows) => '{"text":"Bitcoin rallies"}\n'.repeat(rows),
    };
    for (const [name, form] of Object.entries(forms)) {
      expect(await read(form(10), name)).toMatchObject({ ok: true, texts: { length: 10 } });
      const one = await read(form(11), name);
      expect(one).toEqual({ ok: false, error: { code: "too_many", message: "has more than 10 rows", limit: 10 } });
      expect(await read(form(5_000), name)).toEqual(one);
    }
  });

  it("is read as UTF-8 alone", async () => {
    for (const bytes of [
      [0x63, 0x61, 0x66, 0xe9],
      [0xff, 0xfe, 0x41, 0],
      [0xc0, 0xae],
    ])
      expect(await readTexts(new Uint8Array(bytes), "a.txt", 10)).toMatchObject({
        ok: false,
        error: { code: "not_text" },
      });
  });

  it("holds others up for no long time, whatever stands in 10 MB", { timeout: 60_000 }, async () => {
    const fill = (unit: string): string => unit.repeat(Math.floor(10_000_000 / unit.length));
    const hostile: Record<string, string> = {
      "lines.txt": fill("a\n"),
      "blank.txt": fill("\n"),
      "cells.csv": fill("a,"),
      "rows.csv": fill("a,b\n"),
      "quotes.csv": fill('"'),
      "open.csv": fill('"a\n'),
      "even.csv": fill('""\n'),
      "objects.jsonl": fill("{}\n"),
      "numbers.jsonl": fill('{"text":"up 1.50","n":1.50}\n'),
      "one.jsonl": `{"text":"${"1.0 ".repeat(2_400_000)}"}`,
      blob: fill("a b c,d\n"),
    };
    for (const [name, content] of Object.entries(hostile)) {
      const bytes = new TextEncoder().encode(content);
      let longest = 0;
      let last = performance.now();
      const timer = setInterval(() => {
        longest = Math.max(longest, performance.now() - last);
        last = performance.now();
      }, 1);
      const started = performance.now();
      await readTexts(bytes, name, 100_000);
      await new Promise((done) => setTimeout(done, 5));
      clearInterval(timer);
      console.info(`${name}: ${Math.round(performance.now() - started)} ms, longest hold ${Math.round(longest)} ms`);
      expect(longest).toBeLessThan(2_500);
    }
  });
});
