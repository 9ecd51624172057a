import { expect, test, vi } from "vitest";
import { makeItems } from "../../../tests/news/make-items";
import type { NewsQuery } from "../../core/news/news-archive";
import { createNewsArchive } from "./create-news-archive";

const clock = { now: () => performance.now(), wall: () => Date.UTC(2026, 0) };
const query: NewsQuery = { q: null, folded: true, limit: 50, after: null };
const fresh = (): AbortSignal => new AbortController().signal;
const common =
  "exchange miner wallet fund bridge lender opens halts audits delays raises lists drains withdrawals reserves staking upgrade lawsuit treasury";

async function opened(count: number) {
  const archive = createNewsArchive({ path: ":memory:", maxItems: 100_000, clock, warn: vi.fn() });
  for (let at = 0; at < count; at += 1_000) {
    expect(
      await archive.append({ items: makeItems(at, Math.min(1_000, count - at)), states: new Map() }),
    ).toMatchObject({
      ok: true,
    });
  }
  return archive;
}

test("a list does not wait for searches; of these 33 are taken at once, and the others told when to come again", async () => {
  const archive = await opened(5_000);
  const done: string[] = [];
  const searches = Array.from({ length: 40 }, async () => {
    const page = await archive.list({ ...query, q: common }, fresh());
    done.push("search");
    return page;
  });
  const list = archive.list(query, fresh()).then((page) => {
    done.push("list");
    return page;
  });
  expect(await list).toMatchObject({ ok: true });
  const pages = await Promise.all(searches);
  expect(pages.filter(({ ok }) => ok)).toHaveLength(33);
  const refused = pages.flatMap((page) => (page.ok ? [] : [page.error]));
  expect(refused).toHaveLength(7);
  for (const error of refused) expect(error).toMatchObject({ code: "busy", retryAfterS: 1 });
  // Those that are refused are told so first.
  expect(done.indexOf("list")).toBeLessThan(7 + 15);
  await archive.close();
}, 60_000);

test("of a long search the six rarest words that stand anywhere are ranked by, on each page the same", async () => {
  const archive = await opened(2_000);
  const rare = ["zebrafish", "quagga", "okapi", "numbat", "kakapo", "axolotl"];
  const items = makeItems(3_000, 60).map((item, at) => ({ ...item, lead: `${rare[at % 6]} ${item.lead}` }));
  await archive.append({ items, states: new Map() });
  const q = `nowhere ${rare.join(" ")} nothing ${common}`;
  const ids: string[] = [];
  let after: NewsQuery["after"] = null;
  do {
    const page = await archive.list({ ...query, folded: false, limit: 25, q, after }, fresh());
    if (!page.ok) throw new Error(page.error.detail);
    ids.push(...page.value.items.map(({ item }) => item.id));
    expect(page.value.total).toBe(60);
    after = page.value.next;
    // What comes meanwhile makes none of them a common word.
    await archive.append({
      items: makeItems(4_000 + ids.length * 10, 200).map((item) => ({ ...item, lead: "okapi numbat" })),
      states: new Map(),
    });
  } while (after !== null);
  expect(ids.toSorted()).toEqual(items.map(({ id }) => id).toSorted());
  await archive.close();
}, 60_000);

test("a common word that is kept in memory is found in what came since, and not on later pages of before", async () => {
  const archive = await opened(3_000);
  const ask = async (from: typeof archive, after: NewsQuery["after"] = null) => {
    const page = await from.list({ ...query, folded: false, q: "exchange", after }, fresh());
    if (!page.ok) throw new Error(page.error.detail);
    return page.value;
  };
  const first = await ask(archive);
  expect(first.total).toBeGreaterThan(500);
  await archive.append({ items: makeItems(3_000, 1_000), states: new Map() });
  const asked = await ask(archive);
  const second = await ask(archive, first.next);
  const whole = await opened(4_000);
  const anew = await ask(whole);
  expect(asked.total).toBeGreaterThan(first.total);
  expect([asked.total, asked.items]).toEqual([anew.total, anew.items]);
  expect(second.total).toBe(first.total);
  await Promise.all([archive.close(), whole.close()]);
}, 60_000);
