import { describe, expect, it } from "vitest";
import { createRandom } from "@/tests/hf-double/engine/random";
import { writeParquet } from "@/tests/hf-double/repos/parquet/write-parquet";
import { footerLength, readFooter } from "./read-footer";

const values = Array.from({ length: 250 }, (_, at) => at);
const file = writeParquet(
  [
    { name: "open_time", type: "int64", values },
    { name: "open", type: "double", values },
    { name: "market", type: "text", values: values.map(String) },
  ],
  { rowsPerGroup: 100 },
);

describe("the footer of a Parquet file", () => {
  it("says where each column of each group lies", () => {
    const footer = readFooter(file, file.length);
    expect(footer?.columns).toEqual(["open_time", "open", "market"]);
    expect(footer?.chunks).toHaveLength(9);
    expect(footer?.chunks[0]).toMatchObject({ column: "open_time", group: 0, start: 4 });
    expect(footer?.chunks.every(({ start, end, mark }) => start < end && mark !== null)).toBe(true);
    expect(new Set(footer?.chunks.map(({ mark }) => mark)).size).toBe(9);
  });

  it("is none where the file is none, is cut off, or says what cannot be", () => {
    expect(footerLength(Buffer.from("short"), 5)).toBeNull();
    expect(readFooter(file.subarray(0, 500), 500)).toBeNull();
    expect(readFooter(Buffer.from("PAR1PAR1PAR1PAR1"), 16)).toBeNull();
    const wild = Buffer.from(file);
    wild.writeUInt32LE(0xff_ff_ff_ff, wild.length - 8);
    expect(readFooter(wild, wild.length)).toBeNull();
  });

  it("names nothing outside the file, whatever its bytes are", { timeout: 60_000 }, () => {
    const random = createRandom(11);
    const length = footerLength(file, file.length) ?? 0;
    let read = 0;
    for (let round = 0; round < 3_000; round++) {
      const bent = Buffer.from(file);
      for (let change = 0; change < 3; change++)
        bent[Math.floor(file.length - length + random() * (length - 8))] = Math.floor(random() * 256);
      const footer = readFooter(bent, bent.length);
      if (footer === null) continue;
      read += 1;
      for (const { start, end } of footer.chunks) {
        expect(start).toBeGreaterThanOrEqual(4);
        expect(end).toBeLessThanOrEqual(footer.start);
        expect(end).toBeGreaterThanOrEqual(start);
      }
    }
    console.log(`3,000 bent footers: ${read} could still be read`);
    expect(read).toBeGreaterThan(0);
  });
});
