import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FoundItem, MAX_LEAD, MAX_TITLE } from "../news-item";
import type { NewsSource } from "../news-source";
import { bearishTemplates } from "./bearish-templates";
import { bullishTemplates } from "./bullish-templates";
import { createSampleNews } from "./create-sample-news";
import { neutralTemplates } from "./neutral-templates";
import { persianTemplates } from "./persian-templates";

const DAY = 86_400_000;
const HOUR = 3_600_000;
const NOW = Date.UTC(2026, 10, 21, 14, 40);
const signal = new AbortController().signal;

function open(start: number): { readonly news: NewsSource; set(wall: number): void } {
  let wall = start;
  const news = createSampleNews({ clock: { wall: () => wall } });
  return {
    news,
    set: (to) => {
      wall = to;
    },
  };
}

async function ask(
  news: NewsSource,
  state: string | null = null,
): Promise<{ readonly items: readonly FoundItem[]; readonly state: string | null }> {
  const outcome = await news.ask({ state, signal });
  if (!outcome.ok) throw new Error(outcome.error.code);
  if (outcome.value === null) return { items: [], state };
  const items: FoundItem[] = [];
  for await (const portion of outcome.value.portions) {
    expect(portion.length).toBeLessThanOrEqual(1_000);
    items.push(...portion);
  }
  expect(outcome.value.unusable()).toBe(0);
  return { items, state: outcome.value.state() };
}
const atOf = ({ published }: FoundItem): number => published?.at ?? Number.NaN;

describe("sample news", () => {
  it("is made from 120 templates and more, each once", () => {
    const all = [bullishTemplates, neutralTemplates, bearishTemplates, ...persianTemplates];
    const titles = all.flatMap(({ templates }) => templates.map(([title]) => title));
    console.log(
      `${titles.length} templates: ${all.map(({ mood, templates }) => `${templates.length} ${mood}`).join(", ")}`,
    );
    expect(new Set(titles).size).toBe(titles.length);
    expect(titles.length).toBeGreaterThanOrEqual(120);
  });

  it("has 60 days of it, six to twenty items on most days, the oldest first and none in the future", async () => {
    const { items } = await ask(open(NOW).news);
    const days = new Map<number, number>();
    for (const item of items) days.set(Math.floor(atOf(item) / DAY), (days.get(Math.floor(atOf(item) / DAY)) ?? 0) + 1);
    const counts = [...days.values()].sort((a, b) => a - b);
    const usual = counts.filter((count) => count >= 6 && count <= 20).length / counts.length;
    console.log(
      `${items.length} items on ${days.size} days, ${counts[0]} to ${counts.at(-1)} a day, ${(usual * 100).toFixed(0)} % of days with 6 to 20; ${new Set(items.map(({ title }) => title)).size} titles`,
    );
    expect(days.size).toBe(61);
    expect(usual).toBeGreaterThan(0.8);
    expect(Math.max(...items.map(atOf))).toBeLessThanOrEqual(NOW);
    expect(Math.min(...items.map(atOf))).toBeGreaterThanOrEqual(Math.floor(NOW / DAY - 60) * DAY);
    expect(new Set(items.map(({ guid }) => guid)).size).toBe(items.length);
    for (const { title, lead, url, outlet } of items) {
      expect(title).toMatch(/^[^{}]+$/);
      expect(lead).not.toMatch(/[{}]/);
      expect(title).not.toMatch(/\b[Aa] (?:[AEIO]|XRP)/);
      expect([title.length > 15 && title.length <= MAX_TITLE, lead.length <= MAX_LEAD]).toEqual([true, true]);
      expect([url, outlet.length > 3]).toEqual([null, true]);
    }
  });

  it("is quieter at night and on Saturdays and Sundays", async () => {
    const { items } = await ask(open(NOW).news);
    const countWhere = (wanted: (date: Date) => boolean): number =>
      items.filter((item) => wanted(new Date(atOf(item)))).length;
    const weekday = countWhere((date) => date.getUTCDay() % 6 !== 0) / 5;
    const weekend = countWhere((date) => date.getUTCDay() % 6 === 0) / 2;
    const busy = countWhere((date) => date.getUTCHours() >= 13 && date.getUTCHours() < 19);
    const quiet = countWhere((date) => date.getUTCHours() < 6);
    console.log(
      `weekdays ${(weekday / weekend).toFixed(2)} times weekends, afternoon ${(busy / quiet).toFixed(2)} times night`,
    );
    expect(weekday / weekend).toBeGreaterThan(1.2);
    expect(busy / quiet).toBeGreaterThan(1.2);
  });

  it("has all three moods, in shares that swing, several coins, leads, Persian, and stories told by others", async () => {
    const { items } = await ask(open(NOW).news);
    const firsts = items.filter(({ guid }) => guid?.endsWith("-0"));
    const share = (mood: string): number => firsts.filter(({ guid }) => guid?.includes(mood)).length / firsts.length;
    const copied = items.filter(({ guid }) => guid?.endsWith("-1")).length / firsts.length;
    const persian = items.filter(({ title }) => /\p{Script=Arabic}/u.test(title)).length / items.length;
    const led = items.filter(({ lead }) => lead !== "").length / items.length;
    console.log(
      `${firsts.length} stories: ${["bullish", "neutral", "bearish"].map((mood) => `${(share(mood) * 100).toFixed(0)} % ${mood}`).join(", ")}; ${(copied * 100).toFixed(0)} % told by others too, ${(persian * 100).toFixed(0)} % Persian, ${(led * 100).toFixed(0)} % with a lead`,
    );
    for (const mood of ["bullish", "neutral", "bearish"]) {
      expect(share(mood)).toBeGreaterThan(0.18);
      expect(share(mood)).toBeLessThan(0.5);
    }
    for (const part of [copied, led]) expect(part).toBeGreaterThan(0.2);
    expect(persian).toBeGreaterThan(0.01);
    expect(persian).toBeLessThan(0.1);
  });

  it("goes on with the clock: in steps it gives what it gives at once, each item once", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: Date.UTC(2020, 0), max: Date.UTC(2035, 0) }),
        fc.array(fc.integer({ min: 0, max: 3 * DAY }), { minLength: 1, maxLength: 6 }),
        async (start, steps) => {
          const { news, set } = open(start);
          let { state } = await ask(news);
          const inSteps: FoundItem[] = [];
          let wall = start;
          for (const step of steps) {
            wall += step;
            set(wall);
            const more = await ask(news, state);
            inSteps.push(...more.items);
            state = more.state;
          }
          const atOnce = await ask(open(wall).news, String(start));
          expect(inSteps.map(({ guid }) => guid)).toEqual(atOnce.items.map(({ guid }) => guid));
          expect(inSteps.every((item) => atOf(item) <= wall)).toBe(true);
        },
      ),
      { numRuns: 25 },
    );
  });

  it("has nothing new while the clock stands still or is set back, and begins anew where the state is not its own", async () => {
    const { news, set } = open(NOW);
    const first = await ask(news);
    expect(await news.ask({ state: first.state, signal })).toEqual({ ok: true, value: null });
    set(NOW - DAY);
    expect(await news.ask({ state: first.state, signal })).toEqual({ ok: true, value: null });
    set(NOW);
    for (const state of ["", "x", "-1", "1e3", "9".repeat(40), "{}"])
      expect((await ask(news, state)).items).toEqual(first.items);
    set(NOW + 400 * DAY);
    expect((await ask(news, first.state)).items.length).toBeLessThan(1_500);
  });

  it.each([
    ["before all", Number.NEGATIVE_INFINITY],
    ["not a number", Number.NaN],
    ["1970", 0],
    ["the year 275760", 8.64e15],
    ["after all", Number.POSITIVE_INFINITY],
  ])("works where the clock says %s", async (_, wall) => {
    const { items } = await ask(open(wall).news);
    expect(items.length).toBeGreaterThan(300);
    for (const item of items) expect(Number.isInteger(atOf(item))).toBe(true);
  });

  it("stops when nobody waits, and tells how it is", async () => {
    const { news } = open(NOW);
    expect(news.look()).toMatchObject({ state: "not_asked_yet", checkedAt: null });
    expect(await news.ask({ state: null, signal: AbortSignal.abort() })).toMatchObject({
      error: { code: "cancelled" },
    });
    await ask(news);
    expect(news.look()).toMatchObject({ state: "ready", checkedAt: NOW, lastOkAt: NOW });
    expect([news.key, news.kind, news.sample]).toEqual(["sample-news", "sample", true]);
  });

  it("takes less than 200 ms for all of it and does not repeat a title within a day", async () => {
    const started = performance.now();
    const { items } = await ask(open(NOW + HOUR).news);
    console.log(`${items.length} items in ${(performance.now() - started).toFixed(0)} ms`);
    const firsts = items.filter(({ guid }) => guid?.endsWith("-0"));
    for (const [at, item] of firsts.entries()) {
      const near = firsts.slice(at + 1).filter((other) => atOf(other) - atOf(item) < DAY);
      expect(near.map(({ title }) => title)).not.toContain(item.title);
    }
  });
});
