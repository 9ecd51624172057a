import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test, vi } from "vitest";
import { idOf, makeItems } from "../../../tests/news/make-items";
import type { Outcome } from "../../core/failure";
import type { NewsArchive, NewsQuery } from "../../core/news/news-archive";
import type { NewsItem } from "../../core/news/news-item";
import { createNewsArchive } from "./create-news-archive";

const { signal } = new AbortController();
const clock = { now: () => performance.now(), wall: () => Date.UTC(2026, 0) };
const opened: NewsArchive[] = [];
const folders: string[] = [];
afterEach(async () => {
  for (const archive of opened.splice(0)) await archive.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function folderOf(): string {
  const folder = mkdtempSync(join(tmpdir(), "news-archive-"));
  folders.push(folder);
  return folder;
}

function open(path = ":memory:", warn = vi.fn(), retryMs = 0): NewsArchive {
  const archive = createNewsArchive({ path, maxItems: 100_000, clock, warn, retryMs });
  opened.push(archive);
  return archive;
}

async function must<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const settled = await outcome;
  if (!settled.ok) throw settled.error.cause ?? new Error(settled.error.detail);
  return settled.value;
}

const query: NewsQuery = { q: null, folded: false, limit: 50, after: null };

test("what was appended is there after it was opened anew, as it was given", async () => {
  const path = join(folderOf(), "news", "archive.duckdb");
  const items = makeItems(0, 300);
  const first = open(path);
  expect(await must(first.append({ items, states: new Map([["feed-one", '"etag"']]) }))).toEqual({
    kept: items,
    isFull: false,
  });
  await first.close();
  const again = open(path);
  const page = await must(again.list({ ...query, limit: 300 }, signal));
  expect(page.items.map(({ item }) => item)).toEqual(items.toReversed());
  expect(page).toMatchObject({ total: 300, next: null });
  expect(await must(again.stateOf("feed-one", signal))).toBe('"etag"');
  expect(await must(again.stateOf("feed-two", signal))).toBeNull();
});

test("pages stay as they were while news comes in", async () => {
  const archive = open();
  const items = makeItems(0, 120);
  await must(archive.append({ items: items.slice(0, 100), states: new Map() }));
  const first = await must(archive.list({ ...query, limit: 60 }, signal));
  const [changed] = items;
  if (changed === undefined) throw new Error("no items");
  const portion = [...items.slice(100), { ...changed, version: 2, title: "Told anew" }];
  await must(archive.append({ items: portion, states: new Map() }));
  const second = await must(archive.list({ ...query, limit: 60, after: first.next }, signal));
  expect([...first.items, ...second.items].map(({ item }) => item)).toEqual(items.slice(0, 100).toReversed());
  expect([first.total, second.total]).toEqual([100, 100]);
  expect(await must(archive.versions(changed.id, signal))).toMatchObject([{ version: 1 }, { title: "Told anew" }]);
});

test("a page of another archive goes on from its place, with what is there", async () => {
  const items = makeItems(0, 60);
  const [one, other] = [open(), open()];
  await must(one.append({ items: items.slice(10, 40), states: new Map() }));
  const first = await must(one.list({ ...query, limit: 10 }, signal));
  await must(other.append({ items, states: new Map() }));
  const rest = await must(other.list({ ...query, after: first.next }, signal));
  expect(rest.items.map(({ item }) => item)).toEqual(items.slice(0, 30).toReversed());
  expect(rest.total).toBe(60);
});

test("an archive is the same one after it was opened anew, older files too, and another one in its place is none", async () => {
  const path = join(folderOf(), "archive.duckdb");
  const items = makeItems(0, 30);
  const placeIn = async (archive: NewsArchive) => (await must(archive.list({ ...query, limit: 10 }, signal))).next;
  const first = open(path);
  await must(first.append({ items, states: new Map() }));
  const place = await placeIn(first);
  await first.close();
  const again = open(path);
  expect(await placeIn(again)).toEqual(place);
  await again.close();
  // As it was made before archives had numbers.
  const { DuckDBInstance } = await import("@duckdb/node-api");
  const instance = await DuckDBInstance.create(path);
  const connection = await instance.connect();
  await connection.run("DROP TABLE identity");
  connection.closeSync();
  instance.closeSync();
  const older = open(path);
  const anew = await placeIn(older);
  expect(anew).toEqual({ ...place, of: expect.stringMatching(/^[0-9a-f]{16}$/) });
  expect(anew?.of).not.toBe(place?.of);
  await older.close();
  const kept = open(path);
  expect(await placeIn(kept)).toEqual(anew);
});

test("a second one on the same file says who holds it, and opens it once it may", async () => {
  const path = join(folderOf(), "archive.duckdb");
  const one = open(path);
  await must(one.counts(signal));
  const warn = vi.fn();
  const other = open(path, warn);
  for (let attempt = 0; attempt < 3; attempt += 1) {
    expect(await other.counts(signal)).toMatchObject({
      error: { code: "unavailable", detail: "another process holds the archive of news" },
    });
  }
  expect(warn).toHaveBeenCalledTimes(1);
  await one.close();
  expect(await other.counts(signal)).toMatchObject({ ok: true });
});

test("a damaged file is moved aside, and a new one begun", async () => {
  const folder = folderOf();
  const path = join(folder, "archive.duckdb");
  writeFileSync(path, "this is no archive".repeat(1_000));
  const warn = vi.fn();
  const archive = open(path, warn);
  await must(archive.append({ items: makeItems(0, 5), states: new Map() }));
  expect(warn.mock.calls.map(([event]) => event)).toEqual(["news_archive_damaged"]);
  expect(readdirSync(folder).filter((name) => name.includes("damaged"))).toHaveLength(1);
  expect(await must(archive.counts(signal))).toMatchObject({ items: 5, keptAt: Date.UTC(2026, 0) });
});

test("odd names, halves of characters and nothing at all are kept, and found again", async () => {
  const archive = open();
  const [base] = makeItems(3, 1);
  if (base === undefined) throw new Error("no items");
  const odd = ["__proto__", "constructor", "toString", "", "'; DROP TABLE versions; --", "\u0000", "نماد\u200cها"];
  const items = odd.map((id) => ({ ...base, id, story: id, title: `named ${id}`, lead: "", coins: [], verdict: null }));
  const torn = { ...base, id: "torn", story: "torn", title: "half \ud83d of a rocket", lead: "\udc00" };
  await must(archive.append({ items: [...items, torn], states: new Map([["__proto__", "{}"]]) }));
  const known = await must(archive.known([...odd, "torn", "none"], signal));
  expect([...known.keys()].sort()).toEqual([...odd, "torn"].sort());
  for (const item of items) expect(await must(archive.versions(item.id, signal))).toEqual([item]);
  expect(await must(archive.versions("torn", signal))).toMatchObject([
    { title: "half \ufffd of a rocket", lead: "\ufffd", verdict: base.verdict },
  ]);
  expect(await must(archive.stateOf("__proto__", signal))).toBe("{}");
  const found = await must(archive.list({ ...query, q: "نمادها" }, signal));
  expect(found.items.map(({ item }) => item.id)).toEqual(["نماد\u200cها"]);
  for (const q of ["", " ", "%", "*", "' OR 1=1", "the", "\ud800", "a".repeat(200), '"'.repeat(200)]) {
    expect(await must(archive.list({ ...query, q }, signal))).toMatchObject({ items: [], total: 0, next: null });
  }
});

test("5,000 versions of one item are one item, and each is kept", async () => {
  const archive = open();
  const [base, ...others] = makeItems(0, 20);
  if (base === undefined) throw new Error("no items");
  await must(archive.append({ items: [base, ...others], states: new Map() }));
  const versions = Array.from({ length: 4_999 }, (_, at) => ({
    ...base,
    version: at + 2,
    title: `exchange ${at + 2}`,
  }));
  for (let at = 0; at < versions.length; at += 1_000) {
    await must(archive.append({ items: versions.slice(at, at + 1_000), states: new Map() }));
  }
  const again = await must(archive.append({ items: versions, states: new Map() }));
  expect(again).toEqual({ kept: [], isFull: false });
  expect(await must(archive.versions(base.id, signal))).toHaveLength(5_000);
  const page = await must(archive.list({ ...query, q: "5000" }, signal));
  expect(page).toMatchObject({ total: 1, items: [{ item: { version: 5_000 } }] });
  expect(await must(archive.counts(signal))).toMatchObject({ items: 20 });
});

test("a clock that is put back takes nothing back, and keeps the order in which news came", async () => {
  const wall = { at: Date.UTC(2026, 5) };
  const archive = createNewsArchive({
    path: ":memory:",
    maxItems: 25,
    clock: { now: () => performance.now(), wall: () => wall.at },
    warn: vi.fn(),
  });
  opened.push(archive);
  await must(archive.append({ items: makeItems(0, 10), states: new Map() }));
  wall.at = Date.UTC(2026, 0);
  await must(archive.append({ items: makeItems(20, 1), states: new Map() }));
  expect(await must(archive.counts(signal))).toMatchObject({ items: 11, keptAt: Date.UTC(2026, 5) });
  const [first, second] = makeItems(40, 2).map((item, at) => ({ ...item, story: idOf(40), firstSeenAt: 1_000 - at }));
  if (first === undefined || second === undefined) throw new Error("no items");
  await must(archive.append({ items: [first, second], states: new Map() }));
  expect(await must(archive.copies(second.id, signal))).toMatchObject({ copies: 1, others: [first] });
  expect(await must(archive.copies(first.id, signal))).toMatchObject({ copies: 1, others: [second] });
  expect(await must(archive.copies(idOf(99), signal))).toEqual({ copies: 0, outlets: [], others: [] });
});

test("a full archive takes versions of what it has, of new items what fits, and then no state", async () => {
  const warn = vi.fn();
  const archive = createNewsArchive({ path: ":memory:", maxItems: 25, clock, warn });
  opened.push(archive);
  const items = makeItems(0, 40);
  const append = (portion: readonly NewsItem[], state: string) =>
    must(archive.append({ items: portion, states: new Map([["feed", state]]) }));
  const anew = (item: NewsItem): NewsItem => ({ ...item, version: 2, digest: "anew", title: "Told anew" });
  expect(archive.store()).toEqual({ works: true, detail: "nothing was written yet", at: null });
  await append(items.slice(0, 20), "one");
  expect(archive.store()).toEqual({ works: true, detail: "written to", at: expect.any(Number) });
  // What is there already takes no room.
  const twenty = await append(items.slice(0, 25), "two");
  expect(twenty).toEqual({ kept: items.slice(20, 25), isFull: false });
  const news = items.slice(22, 30);
  const full = await append([...news, ...items.slice(0, 3).map(anew), ...items.slice(26, 28).map(anew)], "three");
  expect(full).toEqual({ kept: items.slice(0, 3).map(anew), isFull: true });
  expect(await must(archive.stateOf("feed", signal))).toBe("two");
  expect(archive.store()).toMatchObject({ works: false, detail: "full: it holds 25 items, and takes no new ones" });
  expect(await append(items.slice(3, 6).map(anew), "four")).toMatchObject({ isFull: false });
  expect(await must(archive.stateOf("feed", signal))).toBe("four");
  expect(await must(archive.counts(signal))).toMatchObject({ items: 25 });
  await append(items.slice(30), "five");
  expect(warn.mock.calls).toEqual([["news_archive_full", { most: 25 }]]);
});

test("a story whose later version came first was known as of that version, and stays so", async () => {
  const archive = open();
  const [base] = makeItems(0, 40).filter(({ verdict }) => verdict !== null && !verdict.abstained);
  if (base?.verdict == null) throw new Error("no items");
  const about = { ...base, story: base.id, coins: [{ symbol: "BTC", start: 0, end: 3, text: "BTC" }] };
  const seen = base.firstSeenAt;
  const verdict = { ...base.verdict, label: "bearish" as const };
  const second = { ...about, version: 2, versionAt: seen + 7_200_000, verdict };
  const first = { ...about, verdict: { ...verdict, label: "bullish" as const } };
  const window = { symbol: "BTC", from: seen + 3_600_000, to: seen + 9_000_000, most: 10 };
  const events = [{ label: "bearish", firstSeenAt: seen + 7_200_000, publishedAt: base.published?.at ?? null }];
  await must(archive.append({ items: [second], states: new Map() }));
  expect(await must(archive.events(window, signal))).toEqual(events);
  await must(archive.append({ items: [first], states: new Map() }));
  expect(await must(archive.events(window, signal))).toEqual(events);
  expect(await must(archive.events({ ...window, from: seen - 9_000_000 }, signal))).toEqual(events);
});

test("who leaves is not waited for", async () => {
  const archive = open();
  await must(archive.append({ items: makeItems(0, 10), states: new Map() }));
  const gone = AbortSignal.abort();
  expect(await archive.list(query, gone)).toMatchObject({ error: { code: "cancelled" } });
  await archive.close();
  expect(await archive.list(query, signal)).toMatchObject({ error: { code: "unavailable" } });
});
