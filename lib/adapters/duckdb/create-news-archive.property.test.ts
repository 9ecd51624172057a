import fc from "fast-check";
import { expect, test } from "vitest";
import { idOf, makeItems, sourceKeys } from "../../../tests/news/make-items";
import { createNaiveArchive } from "../../../tests/news/naive-archive";
import type { Outcome } from "../../core/failure";
import type { NewsArchive, NewsFilter, NewsPlace } from "../../core/news/news-archive";
import type { NewsItem } from "../../core/news/news-item";
import { createNewsArchive } from "./create-news-archive";

const { signal } = new AbortController();
const clock = { now: () => performance.now(), wall: () => Date.UTC(2026, 0) };
const HOUR = 3_600_000;
const START = Date.UTC(2025, 5, 1);
const pool = makeItems(0, 400, { start: START, everyMs: HOUR, lead: 8 });

async function must<T>(outcome: Promise<Outcome<T>>): Promise<T> {
  const settled = await outcome;
  if (!settled.ok) throw settled.error.cause ?? new Error(settled.error.detail);
  return settled.value;
}

/** A few stories of a few sources, at a few times: ties, copies and later versions abound. */
const item = fc
  .record({
    at: fc.nat(39),
    version: fc.integer({ min: 1, max: 3 }),
    words: fc.nat(399),
    time: fc.nat(30),
  })
  .map(({ at, version, words, time }): NewsItem => {
    const base = pool[words] as NewsItem;
    return {
      ...base,
      id: idOf(at),
      version,
      digest: `${at}/${version}/${words}`,
      // An item stays with its story and its source.
      story: idOf((at * 7) % 13),
      source: sourceKeys[at % 4] ?? "",
      sortAt: START + time * HOUR,
      firstSeenAt: START + time * HOUR + 60_000,
      versionAt: START + (time + version) * HOUR,
    };
  });
const maybe = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: undefined, freq: 2 });
const filter: fc.Arbitrary<NewsFilter> = fc.record({
  symbol: maybe(fc.constantFrom("BTC", "ETH", "SOL", "none")),
  label: maybe(fc.constantFrom("bullish" as const, "neutral" as const, "bearish" as const)),
  sources: maybe(fc.uniqueArray(fc.constantFrom(...sourceKeys.slice(0, 5)), { maxLength: 3 })),
  language: maybe(fc.constantFrom("en", "fa", "de")),
  from: maybe(fc.nat(30).map((hours) => START + hours * HOUR)),
  to: maybe(fc.nat(30).map((hours) => START + hours * HOUR)),
});
const q = fc.option(
  fc.oneof(
    fc
      .array(fc.constantFrom("exchange", "halts", "$BTC", "btc", "reserves", "the", "quietly"), { maxLength: 4 })
      .map((words) => words.join(" ")),
    fc.string({ unit: "binary", maxLength: 200 }),
    fc.constantFrom("'; DROP TABLE versions; --", "% _ * ?", "\u0000", "\ud800", "__proto__", "1=1 OR '' = ''"),
  ),
  { nil: null },
);

test("lists, pages, moods and events are as a plain reading of everything has them", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.array(fc.array(item, { maxLength: 25 }), { minLength: 1, maxLength: 4 }),
      fc.array(item, { maxLength: 10 }),
      fc.array(fc.record({ filter, q, folded: fc.boolean(), limit: fc.integer({ min: 1, max: 12 }) }), {
        minLength: 1,
        maxLength: 4,
      }),
      async (portions, later, queries) => {
        const archive = createNewsArchive({ path: ":memory:", maxItems: 1_000, clock, warn: () => {} });
        const naive = createNaiveArchive();
        try {
          for (const items of portions) {
            await must(archive.append({ items, states: new Map() }));
            naive.append(items);
          }
          const asOf = naive.kept().length;
          const firsts = [];
          for (const each of queries) {
            firsts.push(await must(archive.list({ ...each.filter, ...each, after: null }, signal)));
          }
          // What comes now is on no later page.
          await must(archive.append({ items: later, states: new Map() }));
          naive.append(later);
          for (const [place, each] of queries.entries()) {
            const query = { ...each.filter, ...each, after: null };
            const expected = naive.list(query, asOf);
            const first = firsts[place];
            if (first === undefined) throw new Error("no page");
            const rows = [...first.items];
            let next: NewsPlace | null = first.next;
            for (let pages = 0; next !== null && pages < 200; pages += 1) {
              const page = await must(archive.list({ ...query, after: next }, signal));
              expect(page.total).toBe(expected.ids.length);
              rows.push(...page.items);
              next = page.next;
            }
            expect(first.total).toBe(expected.ids.length);
            expect(rows.map((row) => `${row.item.id}/${row.item.version}`)).toEqual(expected.ids);
            expect(rows.map(({ copies }) => copies)).toEqual(expected.copies);
          }
          await compareRest(
            archive,
            naive,
            queries.map((each) => each.filter),
          );
        } finally {
          await archive.close();
        }
      },
    ),
    { numRuns: 60 },
  );
}, 120_000);

async function compareRest(
  archive: NewsArchive,
  naive: ReturnType<typeof createNaiveArchive>,
  filters: readonly NewsFilter[],
): Promise<void> {
  for (const each of filters) {
    for (const stepMs of [HOUR, 7 * 24 * HOUR]) {
      const query = { ...each, from: each.from ?? START, to: each.to ?? START + 40 * HOUR, stepMs };
      expect(await must(archive.mood(query, signal))).toEqual(naive.mood(query));
    }
  }
  const events = await must(archive.events({ symbol: "BTC", from: START, to: START + 20 * HOUR, most: 1_000 }, signal));
  expect(events).toEqual(naive.events("BTC", START, START + 20 * HOUR));
  const ids = [...new Set(naive.kept().map(({ id }) => id))];
  const known = await must(archive.known([...ids, "none"], signal));
  expect(known.size).toBe(ids.length);
  const [id] = ids;
  if (id === undefined) return;
  const versions = naive.kept().filter((each) => each.id === id);
  expect(await must(archive.versions(id, signal))).toEqual(versions.toSorted((a, b) => a.version - b.version));
}
