import { appendFile, chmod, mkdir, mkdtemp, rm, symlink, truncate, utimes, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import type { FoundItem } from "../../core/news/news-item";
import type { NewsSource } from "../../core/news/news-source";
import { createNewsFolder } from "./create-news-folder";

let base = "";
let dir = "";
let now = 0;
let warnings: string[] = [];
beforeEach(async () => {
  base = await mkdtemp(join(tmpdir(), "news-folder-"));
  dir = join(base, "own");
  await mkdir(dir);
  now = 0;
  warnings = [];
});
afterEach(() => rm(base, { recursive: true, force: true }));

const open = (from = dir): NewsSource =>
  createNewsFolder({
    dir: from,
    clock: { now: () => now, wall: () => 1_700_000_000_000 + now },
    warn: (event, fields) => warnings.push(`${event} ${String(fields.file)}`),
  });
const write = (path: string, content: string | Uint8Array): Promise<void> => writeFile(join(dir, path), content);

/** All that is new, with what to give back the next time; null where nothing is. */
async function take(source: NewsSource, state: string | null = null) {
  const asked = await source.ask({ state, signal: new AbortController().signal });
  if (!asked.ok) throw new Error(asked.error.detail);
  if (asked.value === null) return null;
  const items: FoundItem[] = [];
  const sizes: number[] = [];
  for await (const portion of asked.value.portions) {
    items.push(...portion);
    sizes.push(portion.length);
  }
  return {
    items,
    titles: items.map(({ title }) => title),
    sizes,
    state: asked.value.state(),
    unusable: asked.value.unusable(),
  };
}
const line = (title: string, more: object = {}): string => `${JSON.stringify({ title, ...more })}\n`;

describe("createNewsFolder", () => {
  test("all kinds of files are read, up to two folders deep", async () => {
    await mkdir(join(dir, "a/b/c"), { recursive: true });
    await write("1.jsonl", line("one", { url: "https://news.example/1", date: "2024-05-01" }));
    await write("a/2.ndjson", line("two"));
    await write(
      "a/b/3.json",
      JSON.stringify([{ title: "three" }, { title: "four", note: 'a } brace and a \\" quote' }], null, 2),
    );
    await write(
      "a/b/5.csv",
      'Title,Published,Link\r\n"five, and ""more""\nbelow",2024-05-02 10:00,https://news.example/5\r\nsix,,\r\n',
    );
    await write("7.tsv", "headline\tsource\nseven\tA paper");
    await write("8.json", `${line("eight")}${line("nine")}`);
    await write("a/b/c/10.jsonl", line("too deep"));
    await write(".hidden.jsonl", line("hidden"));
    await write("notes.txt", "no news");
    const source = open();
    expect(source.look()).toMatchObject({ state: "not_asked_yet", checkedAt: null });
    const taken = await take(source);
    expect(taken?.titles.sort()).toEqual(
      ['five, and "more" below', "eight", "four", "nine", "one", "seven", "six", "three", "two"].sort(),
    );
    expect(taken?.unusable).toBe(0);
    expect(taken?.items.find(({ title }) => title === "one")).toEqual({
      guid: null,
      title: "one",
      lead: "",
      url: "https://news.example/1",
      outlet: "news.example",
      published: { at: Date.UTC(2024, 4, 1), precision: "day" },
    });
    expect(taken?.items.find(({ title }) => title === "seven")?.outlet).toBe("A paper");
    expect(source.look()).toMatchObject({
      state: "ready",
      detail: "6 files, more files or deeper folders than are looked at",
      lastOkAt: 1_700_000_000_000,
    });
    expect(await take(source, taken?.state)).toBeNull();
    // Another process knows as much by the state alone.
    expect(await take(open(), taken?.state)).toBeNull();
  });

  test.each(["news.jsonl", "news.csv"])("of %s that grew only the new end is read", async (name) => {
    const csv = name.endsWith("csv");
    const row = (title: string) => (csv ? `${title},"a text, of ""it"""\n` : line(title));
    await write(
      name,
      (csv ? "title,text\n" : "") + Array.from({ length: 3_000 }, (_, at) => row(`item ${at}`)).join(""),
    );
    const source = open();
    const first = await take(source);
    expect(first?.titles).toHaveLength(3_000);
    expect(first?.sizes).toEqual([1_000, 1_000, 1_000]);
    await appendFile(join(dir, name), row("new"));
    const second = await take(source, first?.state);
    expect(second?.titles).toEqual(["new"]);
    await utimes(join(dir, name), 5, 5);
    expect((await take(source, second?.state))?.titles).toEqual([]);
    // Replaced by another one, longer or shorter: all of it is new.
    await write(
      name,
      (csv ? "title,text\n" : "") + Array.from({ length: 3_100 }, (_, at) => row(`other ${at}`)).join(""),
    );
    expect((await take(source, second?.state))?.titles).toHaveLength(3_100);
    await write(name, (csv ? "title,text\n" : "") + row("alone"));
    expect((await take(source, second?.state))?.titles).toEqual(["alone"]);
  });

  test("a line that is still being written is read when it is whole", async () => {
    await write("a.jsonl", `${line("one")}{"title":"tw`);
    const source = open();
    const first = await take(source);
    expect(first).toMatchObject({ titles: ["one"], unusable: 0 });
    await appendFile(join(dir, "a.jsonl"), 'o"}');
    const second = await take(source, first?.state);
    expect(second?.titles).toEqual(["two"]);
    await appendFile(join(dir, "a.jsonl"), `\n${line("three")}`);
    expect((await take(source, second?.state))?.titles).toEqual(["three"]);
  });

  test("the last row of a CSV needs no end of line, and is read again when it goes on", async () => {
    await write("a.csv", "title,text\none,a\ntwo,b");
    const source = open();
    const first = await take(source);
    expect(first?.titles).toEqual(["one", "two"]);
    await appendFile(join(dir, "a.csv"), "c\nthree,d\n");
    expect((await take(source, first?.state))?.items.map(({ title, lead }) => [title, lead])).toEqual([
      ["two", "bc"],
      ["three", "d"],
    ]);
    await write("b.csv", 'title,text\none,a\ntwo,"b');
    const third = await take(open(), null);
    expect(third?.titles.filter((title) => title === "one")).toHaveLength(2);
  });

  test("a broken line is counted and skipped", async () => {
    await write(
      "a.jsonl",
      `${line("one")}no json\n[1]\n5\nnull\n\n  \r\n{"title":""}\n{"price":5}\n${JSON.stringify({ title: "long", text: "x".repeat(2e6) })}\n{"title":"two"}\r\n`,
    );
    await write(
      "b.csv",
      `title,text\n\none,a,b\n1\n"x".repeat,${"y".repeat(2e6)}\ntwo,b,,\n,\n"unclosed,b\nlost,c\n"closed",d\n`,
    );
    await write("c.json", '[{"title":"one"},{"title":5},{broken},{"title":"two"}]');
    const taken = await take(open());
    expect(taken?.titles).toEqual(["one", "two", "two", "one", "two"]);
    expect(taken?.unusable).toBe(7 + 5 + 2);
  });

  test("a quote that nobody closes costs its own megabyte, not the rest", async () => {
    const rows = Array.from({ length: 60_000 }, (_, at) => `item ${at} with some words,a text\n`).join("");
    await write("a.csv", `title,text\n"open,x\n${rows}`);
    const taken = await take(open());
    expect(taken?.unusable).toBe(1);
    expect(taken?.titles.length).toBeGreaterThan(20_000);
    expect(taken?.titles.at(-1)).toBe("item 59999 with some words");
  });

  test("bytes that are no UTF-8, and a mark at the beginning, are read; UTF-16 is named", async () => {
    await write("a.jsonl", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from(line("caf\u00e9"))]));
    await write("b.csv", Buffer.concat([Buffer.from([0xef, 0xbb, 0xbf]), Buffer.from("title\ncaf\u00e9\n")]));
    await write("c.csv", Buffer.from("title\nthe company\x92s caf\xe9\n", "latin1"));
    await write("d.csv", Buffer.from("\ufefftitle\nx\n", "utf16le"));
    await write("e.jsonl", Buffer.from([0x00, 0xff, 0xfe, 0x0a, 0x80, 0x0a]));
    const source = open();
    const taken = await take(source);
    expect(taken?.titles.map((title) => title.replace("’", "'"))).toEqual(["café", "café", "the company's café"]);
    expect(source.look()).toMatchObject({ state: "ready", failure: null });
    expect(source.look().detail).toContain("d.csv: its text is UTF-16");
  });

  test("a file that cannot be read is named, leaves the others alone, and is tried again", async () => {
    await write("a.csv", "open,close\n1,2\n");
    await write("b.csv", "<!doctype html><p>not found");
    await write("c.jsonl", "one\ntwo\n");
    await write("d.json", `[{"title":"one"},{"title":"${"x".repeat(1.5e6)}`);
    await write("e.jsonl", line("good"));
    await write("empty.csv", "");
    await write("empty.jsonl", "");
    const source = open();
    const taken = await take(source);
    expect(taken?.titles).toEqual(["one", "good"]);
    expect(warnings.sort()).toEqual(
      ["a.csv", "b.csv", "c.jsonl", "d.json"].map((name) => `news_file_not_read ${name}`),
    );
    expect(source.look().state).toBe("ready");
    expect(source.look().detail).toBe(
      "7 files, 4 not read; a.csv: none of its columns is a title or a text; b.csv: it is a page and no table; c.jsonl: none of its rows (2) has a title or a text",
    );
    expect(await take(source, taken?.state)).toBeNull();
    await write("c.jsonl", line("mended"));
    expect((await take(source, taken?.state))?.titles).toEqual(["mended"]);
    expect(source.look().detail).toContain("3 not read");
    await rm(join(dir, "b.csv"));
    now += 700_000;
    await take(source, taken?.state);
    expect(warnings.filter((warning) => warning.endsWith("a.csv"))).toHaveLength(1);
  });

  test("where no file can be read, the folder has failed", async () => {
    await write("a.csv", "open,close\n1,2\n");
    const source = open();
    await take(source);
    expect(source.look()).toMatchObject({ state: "failed", failure: { code: "bad_files" } });
  });

  test("links that lead outside are left alone, those inside are followed", async () => {
    await writeFile(join(base, "secret.jsonl"), line("secret"));
    await symlink(join(base, "secret.jsonl"), join(dir, "a.jsonl"));
    await symlink("../secret.jsonl", join(dir, "b.jsonl"));
    await symlink(base, join(dir, "up"));
    await symlink("/dev/zero", join(dir, "zero.jsonl"));
    await mkdir(join(dir, "in"));
    await write("in/real.txt", line("inside"));
    await symlink("in/real.txt", join(dir, "c.jsonl"));
    await symlink("nowhere", join(dir, "d.jsonl"));
    expect((await take(open()))?.titles).toEqual(["inside"]);
  });

  test("a folder that is not there says so, and is found when it comes", async () => {
    const source = open(join(base, "none"));
    const ask = () => source.ask({ state: null, signal: new AbortController().signal });
    expect(await ask()).toMatchObject({ ok: false, error: { code: "bad_files", detail: "the folder is not there" } });
    expect(source.look()).toMatchObject({ state: "failed", retryAfterS: 60, lastOkAt: null });
    await mkdir(join(base, "none"));
    expect(await ask()).toEqual({ ok: true, value: null });
    expect(source.look()).toMatchObject({ state: "ready", detail: "0 files" });
    await writeFile(join(base, "none", "a.jsonl"), line("here"));
    expect((await take(source))?.titles).toEqual(["here"]);
  });

  test("a file that shrinks, goes or closes while it is read harms nothing", async () => {
    const many = Array.from({ length: 40_000 }, (_, at) => line(`item ${at}`)).join("");
    for (const name of ["a.jsonl", "b.jsonl", "c.jsonl"]) await write(name, many);
    const source = open();
    const asked = await source.ask({ state: null, signal: new AbortController().signal });
    if (!asked.ok || asked.value === null) throw new Error("nothing to read");
    let count = 0;
    for await (const portion of asked.value.portions) {
      if (count === 0) {
        await truncate(join(dir, "a.jsonl"), 100);
        await rm(join(dir, "b.jsonl"));
        await chmod(join(dir, "c.jsonl"), 0o600);
      }
      count += portion.length;
    }
    expect(count).toBeGreaterThan(40_000);
    const state = asked.value.state();
    expect(source.look().detail).toContain("b.jsonl: it is gone");
    // What is there now is another file.
    expect((await take(source, state))?.titles.length).toBeLessThan(10);
  });

  test("whoever leaves is heard: nothing more is read", async () => {
    await write("a.jsonl", Array.from({ length: 50_000 }, (_, at) => line(`item ${at}`)).join(""));
    const leaving = new AbortController();
    const asked = await open().ask({ state: null, signal: leaving.signal });
    if (!asked.ok || asked.value === null) throw new Error("nothing to read");
    const { portions } = asked.value;
    const read = async () => {
      let count = 0;
      for await (const portion of portions) {
        count += portion.length;
        leaving.abort();
      }
      return count;
    };
    await expect(read()).rejects.toThrow();
    expect((await open().ask({ state: null, signal: leaving.signal })).ok).toBe(false);
  });

  test.each(["", "{", "null", '{"version":2}', '{"version":1,"files":{"x":[1,2]}}', "x".repeat(100_000)])(
    "a state that is none (%#) means that all is read",
    async (state) => {
      await write("a.jsonl", line("one"));
      expect((await take(open(), state))?.titles).toEqual(["one"]);
    },
  );

  test("what is wanted back stays below 64 kB, however many files there are", async () => {
    for (let at = 0; at < 520; at += 1) await write(`${"long name ".repeat(15)}${at}.jsonl`, line(`item ${at}`));
    const source = open();
    const taken = await take(source);
    expect(taken?.titles).toHaveLength(500);
    expect(Buffer.byteLength(taken?.state ?? "")).toBeLessThan(64_000);
    expect(source.look().detail).toContain("more files");
  });

  test("a large file takes no more memory than a small one", async () => {
    const path = join(dir, "large.jsonl");
    await write("large.jsonl", Array.from({ length: 1_500 }, (_, at) => line(`item ${at}`)).join(""));
    // A hole stands for a line of 250 MB, and takes no room on the disk.
    await truncate(path, 250e6);
    await appendFile(path, `\n${line("behind it")}`);
    const before = process.memoryUsage().rss;
    let most = 0;
    const watching = setInterval(() => {
      most = Math.max(most, process.memoryUsage().rss - before);
    }, 20);
    const started = performance.now();
    const taken = await take(open());
    clearInterval(watching);
    console.log(
      `250 MB: ${(performance.now() - started).toFixed(0)} ms, ${(most / 1e6).toFixed(0)} MB of memory more than before`,
    );
    expect(taken?.titles).toHaveLength(1_501);
    expect(taken?.titles.at(-1)).toBe("behind it");
    expect(taken?.unusable).toBe(1);
    expect(most).toBeLessThan(100e6);
  }, 60_000);
});
