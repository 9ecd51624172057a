import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { InputError, readRows } from "./read-rows";

let folder = "";
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "eval-rows-"));
});
afterAll(() => rmSync(folder, { recursive: true }));

const file = (content: string): string => {
  const path = join(folder, "rows.jsonl");
  writeFileSync(path, content);
  return path;
};

describe("readRows", () => {
  it("takes both kinds of names, a byte order mark and empty lines", () => {
    const path = file(
      '\uFEFF{"text":"a","label":"positive"}\n\n{"text":"b","label":"bearish"}\n{"text":"c","label":"neutral","source":"x"}\n',
    );
    expect(readRows(path)).toEqual([
      { text: "a", label: "bullish" },
      { text: "b", label: "bearish" },
      { text: "c", label: "neutral" },
    ]);
  });

  it.each([
    ["bad JSON", '{"text":"a","label":"positive"}\n{oops', ":2: not valid JSON"],
    ["no object", "7", ":1: not an object"],
    ["no text", '{"label":"positive"}', ':1: "text"'],
    ["a blank text", '{"text":" ","label":"positive"}', ':1: "text"'],
    ["an unknown label", '{"text":"a","label":"good"}', ':1: "label"'],
    ["a label from the prototype", '{"text":"a","label":"constructor"}', ':1: "label"'],
    ["no rows", "\n\n", "holds no rows"],
  ])("refuses %s, naming the place", (_, content, message) => {
    const path = file(content);
    expect(() => readRows(path)).toThrow(InputError);
    expect(() => readRows(path)).toThrow(`${path}${message.startsWith(":") ? message : `: ${message}`}`);
  });

  it("refuses a file that is not there", () => {
    expect(() => readRows(join(folder, "none.jsonl"))).toThrow("none.jsonl: cannot be read (ENOENT)");
  });
});
