import { describe, expect, test } from "vitest";
import { fromLines, guessLayout, toTable } from "@/lib/core/csv/source";
import { leftWords, secondsLeft } from "./eta";
import { toCsv, toJson } from "./export-rows";
import { readFile } from "./read-file";

describe("time left", () => {
  test.each([
    [0, 100, 1_000, null],
    [10, 100, 100, null],
    [50, 100, 10_000, 10],
    [100, 100, 10_000, 0],
  ])("%i of %i after %i ms", (done, total, elapsed, left) => {
    expect(secondsLeft(done, total, elapsed)).toBe(left);
  });

  test("in words", () => {
    expect([null, 0, 12, 61].map(leftWords)).toEqual(["", "about 1 s left", "about 12 s left", "about 2 min left"]);
  });
});

const open = async (name: string, content: BlobPart) => {
  const read = await readFile(new File([content], name));
  if (!read.ok) throw new Error(read.message);
  return read.source;
};

describe("files", () => {
  test("JSONL: keys are columns, strings are texts, faults are counted", async () => {
    const source = await open(
      "a.jsonl",
      '\ufeff{"id":1,"title":"Up"}\n{"title":"Down","extra":{"a":1}}\n"alone"\nnope\n',
    );
    expect(source.fields).toEqual(["id", "title", "extra", "text"]);
    expect(source.warning).toBe("1 line is not JSON and left out.");
    expect(toTable(source, { header: false, column: 1 }).texts).toEqual(["Up", "Down", ""]);
  });

  test("JSONL: a key of its own in each line makes no table of millions of cells", async () => {
    const keys = (count: number) => Array.from({ length: count }, (_, at) => `{"k${at}":1}`).join("\n");
    expect((await open("a.jsonl", keys(200))).fields).toHaveLength(200);
    const refused = {
      ok: false,
      message: "a.jsonl is too large for a table: up to 200 columns and 10 million cells can be read.",
    };
    expect(await readFile(new File([keys(3_000)], "a.jsonl"))).toEqual(refused);
    const sparse = `${keys(200)}\n${"{}\n".repeat(60_000)}`;
    expect(await readFile(new File([sparse], "a.jsonl"))).toEqual(refused);
    expect(await readFile(new File([`text\nup${",x".repeat(200)}\n`], "a.csv"))).toMatchObject({ ok: false });
  });

  test("JSONL: numbers come back as they were written, and no name reaches the prototype", async () => {
    const lines = [
      '{"id":1234567890123456789,"text":"Up 1.50","n":-0.10,"deep":{"a":[1.0,"2.0",12345678901234567890]}}',
      '{"__proto__":"x","id":7}',
      '{"text":"say \\"1.0\\" \\u005c 2.0","id":0.5}',
    ];
    const source = await open("a.jsonl", lines.join("\n"));
    expect(source.fields).toEqual(["id", "text", "n", "deep", "__proto__"]);
    expect(source.records).toEqual([
      ["1234567890123456789", "Up 1.50", "-0.10", '{"a":[1.0,"2.0",12345678901234567890]}', ""],
      ["7", "", "", "", "x"],
      ["0.5", 'say "1.0" \\ 2.0', "", "", ""],
    ]);
    expect((await open("a.jsonl", '1.0\n"1.0"')).records).toEqual([["1.0"]]);
  });

  test("JSONL: a line of many megabytes is read", async () => {
    const text = '1.0 \\n\\"'.repeat(1_500_000);
    const source = await open("a.jsonl", `{"id":1.0,"text":"${text}"}`);
    expect(source.records[0]?.[0]).toBe("1.0");
    expect(source.records[0]?.[1]).toHaveLength(6 * 1_500_000);
  });

  test("CSV: a quote that nobody closes is said, and does not take minutes", async () => {
    const started = performance.now();
    expect(await readFile(new File([`text\n"${"up\n".repeat(6_000_000)}`], "a.csv"))).toEqual({
      ok: false,
      message: "a.csv has a row of more than a million characters: a quote in it may not be closed.",
    });
    expect(performance.now() - started).toBeLessThan(10_000);
  });

  test("CSV: a row that is wider than those before keeps its cells", async () => {
    const rows = ["id,text", ...Array.from({ length: 120 }, (_, at) => `${at},up`), "121,up,extra"];
    const table = toTable(await open("a.csv", rows.join("\n")), { header: true, column: 1 });
    expect(table.columns).toEqual(["id", "text", "column 3"]);
    expect(toCsv(table, [], [0, 120]).split("\r\n").slice(1)).toEqual(["0,up,,,,,,,,,", "121,up,extra,,,,,,,,"]);
  });

  test("CSV: quotes, pieces, and letters of several bytes where the pieces meet", async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `${at},"₿ é ""${at}"", up"`);
    const { records, warning } = await open("a.csv", `\ufeffid,title\r\n${rows.join("\r\n")}`);
    expect(warning).toBeNull();
    expect(records).toHaveLength(60_001);
    expect(records[0]).toEqual(["id", "title"]);
    expect(records.slice(1).every(([id, title]) => title === `₿ é "${id}", up`)).toBe(true);
  });

  test("columns of one name keep their own", async () => {
    const source = await open("a.csv", "text,text,text\nUp 9%,b,c\n");
    const table = toTable(source, { header: true, column: 1 });
    expect(table).toMatchObject({ columns: ["text", "text 2", "text 3"], texts: ["b"] });
    expect(JSON.parse(toJson(table, [], [0]))).toMatchObject([
      { source: { text: "Up 9%", "text 2": "b", "text 3": "c" } },
    ]);
  });

  test("what is not UTF-8 is read as UTF-16 or Windows-1252, and bytes that no text has are refused", async () => {
    const latin = await open("a.txt", Uint8Array.from([0x43, 0x61, 0x66, 0xe9]));
    expect(latin.records).toEqual([["Café"]]);
    expect(latin.warning).toContain("Windows-1252");
    const wide = Buffer.from("Bitcoin é up", "utf16le");
    for (const bytes of [wide, Buffer.concat([Buffer.from([0xff, 0xfe]), wide])]) {
      const source = await open("a.txt", Uint8Array.from(bytes));
      expect([source.records, source.warning]).toEqual([[["Bitcoin é up"]], null]);
    }
    expect(await readFile(new File([Uint8Array.from([0x41, 0, 0, 0x42])], "a.csv"))).toMatchObject({
      ok: false,
      message: "a.csv is not a text file: it has bytes that no text has.",
    });
  });

  test("plain lines", async () => {
    expect((await open("a.txt", "one\r\n\r\ntwo")).records).toEqual([["one"], ["two"]]);
  });

  test("what cannot be read says why", async () => {
    expect(await readFile(new File(["x"], "a.xlsx"))).toMatchObject({
      ok: false,
      message: "a.xlsx is not CSV, TSV, JSONL or TXT.",
    });
    expect(await readFile(new File([""], "a.txt"))).toMatchObject({ ok: false, message: "a.txt has no rows." });
    expect(await readFile(new File(["id,headline\n"], "a.csv"))).toMatchObject({
      ok: false,
      message: "a.csv has no rows, only the names of its columns.",
    });
  });
});

test("the layout is guessed from names, and the header row is not read", () => {
  const source = {
    name: "a.csv",
    records: [
      ["id", "headline"],
      ["1", "Up 9%"],
    ],
    width: 2,
    fields: null,
    warning: null,
  };
  const layout = guessLayout(source);
  expect(layout).toEqual({ header: true, column: 1 });
  expect(toTable(source, layout)).toEqual({ columns: ["id", "headline"], rows: [["1", "Up 9%"]], texts: ["Up 9%"] });
});

test("pasted lines are texts, even when the first looks like a name", () => {
  const source = fromLines("title\n\nUp 9%\n");
  expect(guessLayout(source).header).toBe(false);
  expect(source.records).toEqual([["title"], ["Up 9%"]]);
});

test("exports keep the columns that came, and only the rows shown", () => {
  const table = {
    columns: ["mood", "text"],
    rows: [
      ["=x", "a"],
      ["y", "b"],
      ["z", "c"],
    ],
    texts: ["a", "b", "c"],
  };
  const results = [{ error: { code: "validation_failed" as const, detail: "No." } }];
  const [head, first, second] = toCsv(table, results, [0, 2]).split("\r\n");
  expect(head).toBe("mood,text,barometer_mood,confidence,bullish,neutral,bearish,abstained,engine,error");
  expect(first).toBe(`"'=x",a,,,,,,,,No.`);
  expect(second).toBe("z,c,,,,,,,,");
  expect(JSON.parse(toJson(table, results, [0, 2]))).toEqual([
    { source: { mood: "=x", text: "a" }, result: results[0] },
    { source: { mood: "z", text: "c" }, result: null },
  ]);
});
