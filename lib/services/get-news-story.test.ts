import { afterEach, expect, test } from "vitest";
import { fakeClock } from "../../tests/fakes/fake-clock";
import { idOf, makeItems } from "../../tests/news/make-items";
import { createNewsArchive } from "../adapters/duckdb/create-news-archive";
import type { NewsArchive } from "../core/news/news-archive";
import { getNewsStory } from "./get-news-story";
import type { NewsDeps } from "./news-deps";

const { signal } = new AbortController();
const opened: NewsArchive[] = [];
afterEach(async () => {
  for (const archive of opened.splice(0)) await archive.close();
});

test("a story of 350 items has 349 copies beside each of them, 200 of them told, and never itself", async () => {
  const clock = { now: () => performance.now(), wall: () => Date.UTC(2026, 0) };
  const archive = createNewsArchive({ path: ":memory:", maxItems: 1_000, clock, warn: () => {} });
  opened.push(archive);
  const items = makeItems(0, 350).map((item) => ({ ...item, story: idOf(0) }));
  const again = items.slice(5, 7).map((item) => ({ ...item, version: 2, digest: "anew", title: "Told anew" }));
  await archive.append({ items: [...items, ...again], states: new Map() });
  const counts = await archive.counts(signal);
  if (!counts.ok) throw new Error(counts.error.detail);
  const deps = {
    room: async () => ({ ok: true as const, value: { archive, sample: false, counts: counts.value } }),
    sources: [],
    kept: () => null,
    symbols: () => [],
    clock: fakeClock(),
    siteUrl: "http://news.example",
  } satisfies NewsDeps;
  const list = await archive.list({ q: null, folded: true, limit: 5, after: null }, signal);
  expect(list).toMatchObject({ value: { items: [{ copies: 349 }] } });
  for (const at of [0, 6, 349]) {
    const story = await getNewsStory({ deps, input: { id: idOf(at) }, call: { requestId: "story", signal } });
    if (!story.ok) throw new Error(story.error.detail);
    const { item, copies, versions } = story.value;
    expect([item.id, item.story.copies, copies.length]).toEqual([idOf(at), 349, 200]);
    expect(item.story.outlets).toEqual(list.ok ? list.value.items[0]?.outlets : []);
    expect(versions).toHaveLength(at === 6 ? 2 : 1);
    expect(copies.map(({ id }) => id)).not.toContain(item.id);
    expect(new Set(copies.map(({ id }) => id)).size).toBe(200);
  }
});
