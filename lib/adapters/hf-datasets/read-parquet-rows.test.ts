import { mkdtemp, rm, stat, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parquetWriteFile } from "hyparquet-writer";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { bestOf } from "../../../scripts/lib/best-of";
import { isNewsColumn } from "../../core/news/row-to-item";
import { readNewsRows } from "./read-news-rows";
import { readParquetRows } from "./read-parquet-rows";

const ROWS = 23_301;
const WORDS = ["coin", "market", "falls", "rises", "exchange", "fund", "wallet", "network", "price", "trader"];
const { signal } = new AbortController();

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
};

/** Texts of some length that do not pack away to nothing. */
function textOf(row: number, words: number): string {
  let seed = row * 7_919 + 1;
  return Array.from({ length: words }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return `${WORDS[seed % 10]}${(seed >> 8) % 997}`;
  }).join(" ");
}

describe("readParquetRows", () => {
  let dir = "";
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "parquet-rows-"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  const write = (name: string, rowGroupSize: number, rows = ROWS) => {
    const filename = join(dir, name);
    const all = Array.from({ length: rows }, (_, row) => row);
    parquetWriteFile({
      filename,
      rowGroupSize,
      // As the datasets library writes it.
      pageSize: 1 << 20,
      columnData: [
        { name: "timestamp", data: all.map((row) => new Date(1_700_000_000_000 + row * 60_000)), type: "TIMESTAMP" },
        { name: "title", data: all.map((row) => `${row} ${textOf(row, 9)}`), type: "STRING" },
        { name: "description", data: all.map((row) => textOf(row + 1, 90)), type: "STRING" },
        { name: "votes", data: all.map((row) => row % 7), type: "INT32" },
        { name: "url", data: all.map((row) => `https://news.example/${row}`), type: "STRING" },
      ],
    });
    return filename;
  };

  test.each([100, 1_000, 1_700, 100_000])(
    "gives every row once, in order, whatever the groups (%i rows)",
    async (group) => {
      const opened = await readParquetRows(write(`${group}.parquet`, group, 3_456));
      if (!opened.ok) throw new Error(opened.error.detail);
      const { columns, rows, portions, close } = opened.value;
      expect([columns, rows]).toEqual([["timestamp", "title", "description", "votes", "url"], 3_456]);
      const sizes: number[] = [];
      let row = 0;
      for await (const portion of portions(["title", "url"], signal)) {
        sizes.push(portion.length);
        for (const [title, url] of portion) {
          expect(title).toEqual(["title", `${row} ${textOf(row, 9)}`]);
          expect(url).toEqual(["url", `https://news.example/${row}`]);
          row += 1;
        }
      }
      await close();
      expect(sizes).toEqual([500, 500, 500, 500, 500, 500, 456]);
    },
  );

  test("an archive of 12 MB in one group is read in portions, and the loop stays free", async () => {
    const file = write("archive.parquet", 1_000_000);
    const { size } = await stat(file);
    let read = 0;
    let took = 0;
    // Time of the processor between two turns of the loop: other processes beside this one do not count.
    const held = await bestOf(async () => {
      read = 0;
      let longest = 0;
      let last = cpuMs();
      const timer = { on: true };
      const turn = (): void => {
        const now = cpuMs();
        longest = Math.max(longest, now - last);
        last = now;
        if (timer.on) setImmediate(turn);
      };
      turn();
      const before = performance.now();
      const job = { file, path: "archive.parquet", name: "own", signal, unusable: () => expect.fail("unusable") };
      for await (const items of readNewsRows(job)) {
        expect(items.length).toBeLessThanOrEqual(1_000);
        read += items.length;
      }
      took = performance.now() - before;
      timer.on = false;
      return longest;
    }, 50);
    console.log(
      `${(size / 1e6).toFixed(1)} MB of Parquet, ${read} rows in ${took.toFixed(0)} ms; between two turns of the loop ${held.toFixed(0)} ms of work at the most`,
    );
    expect(size).toBeGreaterThan(10e6);
    expect(read).toBe(ROWS);
    expect(held).toBeLessThan(50);
  }, 60_000);

  test.each<readonly [string, Uint8Array | string]>([
    ["nothing", ""],
    ["a page", "<!doctype html>"],
    ["only the marks", "PAR1PAR1"],
    [
      "a footer of noise",
      Buffer.concat([Buffer.from("PAR1"), Buffer.alloc(64, 0xff), Buffer.from([64, 0, 0, 0]), Buffer.from("PAR1")]),
    ],
    [
      "a footer longer than the file",
      Buffer.concat([Buffer.from("PAR1"), Buffer.from([255, 255, 255, 127]), Buffer.from("PAR1")]),
    ],
  ])("%s is no Parquet", async (_, content) => {
    const file = join(dir, "bad.parquet");
    await writeFile(file, content);
    expect(await readParquetRows(file)).toMatchObject({ ok: false, error: { code: "bad_files" } });
  });

  test("only columns of news are unpacked", () => {
    expect(["timestamp", "title", "votes", "market_direction", "total_tokens", "url"].filter(isNewsColumn)).toEqual([
      "timestamp",
      "title",
      "url",
    ]);
  });
});
