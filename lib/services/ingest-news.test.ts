import { afterEach, describe, expect, it } from "vitest";
import { createNewsArchive } from "../adapters/duckdb/create-news-archive";
import { ok } from "../core/errors";
import { failed } from "../core/failure";
import type { StoryFinder } from "../core/news/create-story-finder";
import type { NewsArchive } from "../core/news/news-archive";
import type { FoundItem, NewsItem } from "../core/news/news-item";
import type { Harvest, NewsSource } from "../core/news/news-source";
import { type IngestDeps, ingestNews } from "./ingest-news";

const never = new AbortController().signal;
const HOUR = 3_600_000;
const START = Date.UTC(2026, 5, 1, 12);

const archives: NewsArchive[] = [];
afterEach(async () => {
  await Promise.all(archives.splice(0).map((archive) => archive.close()));
});

const found = (guid: string, more: Partial<FoundItem> = {}): FoundItem => ({
  guid,
  title: `Title of ${guid}`,
  lead: "",
  url: null,
  outlet: "Harbour Wire",
  published: { at: START - HOUR, precision: "second" },
  ...more,
});

function* deal(portions: Script["portions"]) {
  for (const portion of portions) {
    if (portion instanceof Error) throw portion;
    yield portion;
  }
}

interface Script {
  portions: readonly (readonly FoundItem[] | Error)[];
  state: string;
}

function sourceOf(script: () => Script | null) {
  const states: (string | null)[] = [];
  const source: NewsSource = {
    key: "feed-one",
    name: "One",
    kind: "feed",
    home: null,
    licence: null,
    layout: "",
    sample: false,
    everyMs: HOUR,
    async ask({ state }) {
      states.push(state);
      const now = script();
      if (now === null) return ok(null);
      const harvest: Harvest = {
        portions: deal(now.portions),
        state: () => now.state,
        unusable: () => 0,
      };
      return ok(harvest);
    },
    look: () => ({ state: "ready", detail: "", retryAfterS: null, checkedAt: null, lastOkAt: null, failure: null }),
  };
  return { source, states };
}

/** Stories by equal titles: what a real finder thinks alike is tested beside it. */
function byTitle(): Pick<StoryFinder, "add" | "find"> {
  const stories = new Map<string, string>();
  return {
    add: ({ title, story }) => void stories.set(title, stories.get(title) ?? story),
    find: ({ title }) => stories.get(title) ?? null,
  };
}

function open(more: Partial<IngestDeps> = {}) {
  const clock = { now: () => 0, wall: () => wall.at, pause: async () => {} };
  const wall = { at: START };
  const archive = createNewsArchive({ path: ":memory:", maxItems: 1_000_000, clock, warn: () => {} });
  archives.push(archive);
  const kept: NewsItem[] = [];
  const scored: string[] = [];
  const deps: IngestDeps = {
    archive,
    tag: () => [],
    async score(texts) {
      scored.push(...texts);
      return ok(texts.map(() => ({ verdict: null, language: "en" })));
    },
    stories: byTitle(),
    clock,
    kept: (items) => void kept.push(...items),
    warn: () => {},
    ...more,
  };
  const all = async () => {
    const page = await archive.list({ q: null, folded: false, limit: 200, after: null }, never);
    if (!page.ok) throw new Error(page.error.detail);
    return page.value.items;
  };
  return { deps, archive, kept, scored, wall, all };
}

describe("what a source brings", () => {
  it("is kept once, with the state of the source; what is unchanged is not read again", async () => {
    const { deps, scored, all } = open();
    const { source, states } = sourceOf(() => ({
      portions: [[found("a"), found("b")], [found("c")]],
      state: "etag-1",
    }));
    expect(await ingestNews(deps, source, never)).toEqual(ok({ added: 3, changed: 0, unusable: 0 }));
    expect(await ingestNews(deps, source, never)).toEqual(ok({ added: 0, changed: 0, unusable: 0 }));
    expect(states).toEqual([null, "etag-1"]);
    expect(scored).toHaveLength(3);
    expect(await all()).toHaveLength(3);
  });

  it("changed words are a version more: first seen as before, in the same story", async () => {
    const { deps, wall, archive, all } = open();
    let title = "Exchange opens";
    const { source } = sourceOf(() => ({ portions: [[found("a", { title })]], state: title }));
    await ingestNews(deps, source, never);
    wall.at += HOUR;
    title = "Exchange opens late";
    expect(await ingestNews(deps, source, never)).toEqual(ok({ added: 0, changed: 1, unusable: 0 }));
    // A clock that was set back by a day.
    wall.at -= 24 * HOUR;
    title = "Exchange does not open";
    await ingestNews(deps, source, never);
    const id = (await all())[0]?.item.id;
    const versions = await archive.versions(id ?? "", never);
    expect(
      versions.ok && versions.value.map(({ version, firstSeenAt, title: its }) => [version, firstSeenAt, its]),
    ).toEqual([
      [1, START, "Exchange opens"],
      [2, START, "Exchange opens late"],
      [3, START, "Exchange does not open"],
    ]);
    expect(versions.ok && versions.value.every(({ versionAt, story }) => versionAt >= START && story === id)).toBe(
      true,
    );
  });

  it("a source that rewrites for ever is followed for twenty versions", async () => {
    const { deps, kept } = open();
    let round = 0;
    const { source } = sourceOf(() => ({ portions: [[found("a", { title: `Round ${round}` })]], state: "" }));
    for (; round < 30; round += 1) await ingestNews(deps, source, never);
    expect(kept).toHaveLength(20);
  });

  it("that breaks off half-way is kept as far as it came, and asked for again whole", async () => {
    const { deps, all } = open();
    let broken = true;
    const { source, states } = sourceOf(() => ({
      portions: [[found("a")], [found("b")], ...(broken ? [new Error("cut off")] : []), [found("c")]],
      state: "all",
    }));
    const first = await ingestNews(deps, source, never);
    expect(!first.ok && first.error.code).toBe("bad_answer");
    expect(await all()).toHaveLength(2);
    broken = false;
    expect(await ingestNews(deps, source, never)).toEqual(ok({ added: 1, changed: 0, unusable: 0 }));
    expect(states).toEqual([null, null]);
  });

  it("that cannot be kept is not told of, and comes again", async () => {
    const { deps, kept, archive, all } = open();
    let full = true;
    const append: NewsArchive["append"] = async (portion) => (full ? failed("unavailable") : archive.append(portion));
    const { source } = sourceOf(() => ({ portions: [[found("a")]], state: "x" }));
    const refused = await ingestNews({ ...deps, archive: { ...archive, append } }, source, never);
    expect([refused.ok, kept.length]).toEqual([false, 0]);
    full = false;
    await ingestNews({ ...deps, archive: { ...archive, append } }, source, never);
    const [only] = await all();
    expect(only?.item.story).toBe(only?.item.id);
  });

  it("copies of one portion are one story, and the same entry twice is one item", async () => {
    const { deps, archive, all } = open();
    const copies = [found("a", { title: "Same" }), found("b", { title: "Same" }), found("a", { title: "Same" })];
    const { source } = sourceOf(() => ({ portions: [copies], state: "" }));
    expect(await ingestNews(deps, source, never)).toEqual(ok({ added: 2, changed: 0, unusable: 0 }));
    expect(await all()).toHaveLength(2);
    const folded = await archive.list({ q: null, folded: true, limit: 9, after: null }, never);
    expect(folded.ok && folded.value.items.map(({ copies: count }) => count)).toEqual([1]);
  });

  it("a story belongs to who told it first, also in a file with the newest first", async () => {
    const { deps, all } = open();
    const told = (guid: string, hour: number) =>
      found(guid, { title: "Same", outlet: guid, published: { at: START - hour * HOUR, precision: "second" } });
    const { source } = sourceOf(() => ({
      portions: [[told("last", 1), told("first", 9), told("second", 5)]],
      state: "",
    }));
    await ingestNews(deps, source, never);
    const items = (await all()).map(({ item }) => item);
    const [story] = new Set(items.map((item) => item.story));
    expect(items.find(({ id }) => id === story)?.outlet).toBe("first");
  });

  it("rows of a table with one address are told apart by their titles; one name twice is the first of them, each time", async () => {
    const { deps, kept } = open();
    const url = "https://quay.example/live";
    const rows = [found("x", { guid: null, url, title: "One" }), found("x", { guid: null, url, title: "Two" })];
    const twice = [found("same", { title: "Before" }), found("same", { title: "After" })];
    const { source } = sourceOf(() => ({ portions: [[...rows, ...twice]], state: "" }));
    const table = { ...source, kind: "folder" as const };
    await ingestNews(deps, table, never);
    await ingestNews(deps, table, never);
    expect(kept.map(({ title }) => title).toSorted()).toEqual(["Before", "One", "Two"]);
  });

  it("of a full archive is told as a failure, and its state is not kept", async () => {
    const clock = { now: () => 0, wall: () => START, pause: async () => {} };
    const archive = createNewsArchive({ path: ":memory:", maxItems: 2, clock, warn: () => {} });
    archives.push(archive);
    const { deps, kept } = open({ archive });
    const { source } = sourceOf(() => ({ portions: [[found("a"), found("b"), found("c")]], state: "all" }));
    expect(await ingestNews(deps, source, never)).toMatchObject({ ok: false, error: { code: "unavailable" } });
    expect(kept).toHaveLength(2);
    expect(await archive.stateOf("feed-one", never)).toEqual(ok(null));
  });

  it("nothing new is nothing, a failure is a failure, and who stops it is heeded", async () => {
    const { deps, all } = open();
    expect(await ingestNews(deps, sourceOf(() => null).source, never)).toEqual(
      ok({ added: 0, changed: 0, unusable: 0 }),
    );
    const out = { ...sourceOf(() => null).source, ask: async () => failed("unreachable") };
    expect(await ingestNews(deps, out, never)).toMatchObject({ ok: false, error: { code: "unreachable" } });
    const gone = AbortSignal.abort();
    const { source } = sourceOf(() => ({ portions: [[found("a")]], state: "" }));
    expect((await ingestNews(deps, source, gone)).ok).toBe(false);
    expect(await all()).toEqual([]);
  });
});
