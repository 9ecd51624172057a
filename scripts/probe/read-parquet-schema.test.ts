import { describe, expect, it } from "vitest";
import { writeParquet } from "../../tests/hf-double/repos/parquet/write-parquet";
import { readParquetSchema } from "./read-parquet-schema";

const file = writeParquet(
  [
    { name: "open_time", type: "int64", values: [1, 2] },
    { name: "open", type: "text", values: ["1.5", "2.5"] },
    { name: "close", type: "double", values: [1.5, 2.5] },
    { name: "seen", type: "timestamp", values: [0, 1] },
    { name: "up", group: "votes", type: "int64", values: [3, 4] },
  ],
  { rowsPerGroup: 1 },
);

describe("the columns of a parquet file", () => {
  it("are read from its end", () => {
    const columns = "open_time int64, open text, close double, seen time in ms, up int64";
    expect(readParquetSchema(file)).toBe(columns);
    expect(readParquetSchema(file.subarray(20))).toBe(columns);
  });

  it("are not guessed where the end is something else", () => {
    expect(readParquetSchema(new Uint8Array())).toBe("no parquet file");
    expect(readParquetSchema(Buffer.from("<html>a page of words</html>"))).toBe("no parquet file");
    expect(readParquetSchema(file.subarray(-40))).toBe("its footer is longer than what was read");
  });

  it("are not read from a broken footer, which never breaks the reader", () => {
    for (let at = file.length - 9; at > file.length - 300; at--) {
      const broken = Buffer.from(file);
      broken.fill(0xff, at, at + 3);
      expect(readParquetSchema(broken)).toEqual(expect.any(String));
    }
  });
});
