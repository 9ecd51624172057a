import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { newsTitle, writeNewsParquet } from "../../../tests/hub-market/write-news-parquet";
import { isNewsColumn } from "../../core/news/row-to-item";
import { readParquetRows } from "./read-parquet-rows";

const { signal } = new AbortController();

describe("readParquetRows", () => {
  let dir = "";
  beforeAll(async () => {
    dir = await mkdtemp(join(tmpdir(), "parquet-rows-"));
  });
  afterAll(() => rm(dir, { recursive: true, force: true }));

  test.each([100, 1_000, 1_700, 100_000])(
    "gives every row once, in order, whatever the groups (%i rows)",
    async (group) => {
      const opened = await readParquetRows(writeNewsParquet(join(dir, `${group}.parquet`), group, 3_456));
      if (!opened.ok) throw new Error(opened.error.detail);
      const { columns, rows, portions, close } = opened.value;
      expect([columns, rows]).toEqual([["timestamp", "title", "description", "votes", "url"], 3_456]);
      const sizes: number[] = [];
      let row = 0;
      for await (const portion of portions(["title", "url"], signal)) {
        sizes.push(portion.length);
        for (const [title, url] of portion) {
          expect(title).toEqual(["title", newsTitle(row)]);
          expect(url).toEqual(["url", `https://news.example/${row}`]);
          row += 1;
        }
      }
      await close();
      expect(sizes).toEqual([500, 500, 500, 500, 500, 500, 456]);
    },
  );

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
