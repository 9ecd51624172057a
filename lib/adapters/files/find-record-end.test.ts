import fc from "fast-check";
import Papa from "papaparse";
import { describe, expect, test } from "vitest";
import { findRecordEnd, type RecordFormat } from "./find-record-end";

/** Records of a text that comes in pieces of the given lengths, the last one too where it does not end. */
function split(text: string, format: RecordFormat, lengths: readonly number[], delimiter?: number): string[] {
  const bytes = Buffer.from(text);
  const ends = findRecordEnd(format, delimiter);
  const records: string[] = [];
  let begun = 0;
  let at = 0;
  for (const length of [...lengths, bytes.length]) {
    const piece = bytes.subarray(at, at + length);
    let from = 0;
    for (let end = ends.next(piece, from); end !== -1; end = ends.next(piece, from)) {
      records.push(bytes.toString("utf8", begun, at + end));
      begun = at + end;
      from = end;
    }
    at += piece.length;
  }
  if (begun < bytes.length) records.push(bytes.toString("utf8", begun));
  return records;
}
const lengths = fc.array(fc.integer({ min: 1, max: 40 }), { maxLength: 30 });
const cell = fc.oneof(
  fc.string({ maxLength: 8 }),
  fc
    .array(fc.constantFrom('"', ",", ";", "\n", "\r\n", "a", " ", "é", "🚀", "\t"), { maxLength: 8 })
    .map((all) => all.join("")),
);

describe("findRecordEnd", () => {
  test("rows of CSV are those that were written, wherever the pieces are cut", () => {
    fc.assert(
      fc.property(
        fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 8 }),
        fc.constantFrom(",", ";", "\t"),
        fc.constantFrom("\n", "\r\n"),
        fc.boolean(),
        lengths,
        (rows, delimiter, newline, quotes, cuts) => {
          const text = Papa.unparse(rows, { delimiter, newline, quotes });
          const records = split(text, "csv", cuts, delimiter.charCodeAt(0));
          const cells = records.map(
            (line) => Papa.parse<string[]>(line.replace(/\r?\n$/, ""), { delimiter, newline: "\n" }).data[0],
          );
          expect(cells).toEqual(rows);
        },
      ),
    );
  });

  test("objects are found whole, in a list or one after another, wherever the pieces are cut", () => {
    const object = fc.dictionary(fc.string({ maxLength: 5 }), fc.jsonValue({ maxDepth: 3 }), { maxKeys: 4 });
    fc.assert(
      fc.property(
        fc.array(object, { maxLength: 6 }),
        fc.boolean(),
        fc.constantFrom(0, 2),
        lengths,
        (all, isList, indent, cuts) => {
          const text = isList
            ? JSON.stringify(all, null, indent)
            : all.map((one) => JSON.stringify(one, null, indent)).join("\n");
          const found = split(text, "json", cuts)
            .filter((record) => record.includes("{"))
            .map((record) => JSON.parse(record.slice(record.indexOf("{"))));
          expect(found).toEqual(JSON.parse(JSON.stringify(all)));
        },
      ),
    );
  });

  test("lines are lines", () => {
    fc.assert(
      fc.property(fc.array(fc.string(), { minLength: 1 }), lengths, (all, cuts) => {
        const text = all.map((line) => line.replaceAll("\n", "")).join("\n");
        expect(split(text, "lines", cuts).join("")).toBe(text);
        expect(split(text, "lines", cuts)).toEqual(split(text, "lines", []));
      }),
    );
  });
});
