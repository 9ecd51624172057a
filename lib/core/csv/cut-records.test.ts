import fc from "fast-check";
import Papa from "papaparse";
import { expect, test } from "vitest";
import { cutRecords } from "./cut-records";

const options = { delimiter: ",", newline: "\n" } as const;
const rowsOf = (text: string): string[][] => Papa.parse<string[]>(text, { ...options, skipEmptyLines: true }).data;
const cut = (text: string, length: number, longest = 1_000) => [
  ...cutRecords(text, { delimiter: ",", end: "\n", length, longest }),
];

test("pieces of a table have the rows of the whole", () => {
  const cell = fc.array(fc.constantFrom("a", '"', ",", "\n", " ", "ü"), { maxLength: 6 }).map((all) => all.join(""));
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 20 });
  fc.assert(
    fc.property(table, fc.integer({ min: 1, max: 60 }), (rows, length) => {
      const text = Papa.unparse(rows, options);
      const pieces = cut(text, length);
      expect(pieces.join("")).toBe(text);
      expect(pieces.flatMap((piece) => rowsOf(piece ?? ""))).toEqual(rowsOf(text));
    }),
  );
});

test("a quote within a cell opens nothing", () => {
  expect(cut('5" disk,a\nb\n', 1)).toEqual(['5" disk,a\n', "b\n"]);
});

test("a record without an end is given up", () => {
  expect(cut(`a\n"${"x\n".repeat(600)}`, 1)).toEqual(["a\n", null]);
});
