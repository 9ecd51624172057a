import { existsSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { measureFile } from "./measure-file";
import { readRows } from "./read-rows";
import { createMeasuredLexical, vaderReader } from "./readers";

const root = join(import.meta.dirname, "../..");
const folder = join(process.env.BAROMETER_DATA ?? join(root, "../shared/data"), "sentiment");
const files = existsSync(folder) ? readdirSync(folder).filter((name) => /^dev\..*\.jsonl$/u.test(name)) : [];
if (files.length === 0)
  console.info("The development sets are absent (set BAROMETER_DATA): the margin is not measured.");

describe.skipIf(files.length === 0)("on the shared development sets", () => {
  it("the lexical reader is at least .13 macro-F1 above VADER", async () => {
    const reader = createMeasuredLexical();
    const figures: { name: string; lexical: number; vader: number }[] = [];
    for (const name of files) {
      const rows = readRows(join(folder, name));
      const { macroF1: lexical } = await measureFile(rows, reader);
      const { macroF1: vader } = await measureFile(rows, vaderReader);
      figures.push({ name, lexical, vader });
    }
    for (const { name, lexical, vader } of figures)
      console.info(`${name}: lexical ${lexical.toFixed(3)}, VADER ${vader.toFixed(3)}`);
    const mean = (pick: (each: (typeof figures)[number]) => number): number =>
      figures.reduce((sum, each) => sum + pick(each), 0) / figures.length;
    const margin = mean((each) => each.lexical) - mean((each) => each.vader);
    console.info(`margin +${margin.toFixed(3)}`);
    expect(files).toHaveLength(6);
    expect(margin).toBeGreaterThanOrEqual(0.13);
  }, 30_000);
});
