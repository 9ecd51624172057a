import { createHash } from "node:crypto";
import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, it } from "vitest";
import { createStoryFinder, type StoryFinder } from "../../lib/core/news/create-story-finder";
import {
  datedMisses,
  type JudgedPair,
  joinedRightly,
  joinedWrongly,
  keptApartRightly,
  undatedMisses,
} from "./judged-pairs";

const file = join(
  process.env.BAROMETER_DATA ?? join(import.meta.dirname, "../../../shared/data"),
  "news/headlines.jsonl",
);
const lines = existsSync(file) ? readFileSync(file, "utf8").split("\n").filter(Boolean) : [];
if (lines.length === 0) console.log(`There is no ${file}: what the finder does to real news is not tested here.`);

interface Line {
  readonly id: string;
  readonly title: string;
  readonly lead: string;
  readonly sortAt: number;
  readonly outlet: string;
  readonly isDated: boolean;
}

/** The work takes seconds; others may want the processor too. */
const PATIENCE_MS = 300_000;

/** When a year is all that is told, it stands where it is first seen: now. */
const NOW = Date.UTC(2026, 10, 21);

/** Times as that file has them: a year, or year, month and day with a time, or as JavaScript prints a date in some zone. */
function momentOf(date: string): number {
  if (/^\d{4}$/.test(date)) return NOW;
  if (date.includes("GMT")) return Date.parse(date.replace(/\(.*$/, ""));
  const [year = 0, month = 1, ...rest] = date.split(/\D+/).map(Number);
  return Date.UTC(year, month - 1, ...rest.slice(0, 4));
}

function readLine(line: string, at: number): Line {
  const row = JSON.parse(line) as { title: string | null; text: string | null; date: string; source: string | null };
  const title = (row.title ?? "").trim();
  const text = row.text ?? "";
  return {
    id: String(at + 1),
    title: (title === "" ? text : title).slice(0, 300),
    lead: title === "" ? "" : text.slice(0, 600),
    sortAt: momentOf(row.date),
    outlet: row.source ?? "",
    isDated: !/^\d{4}$/.test(row.date),
  };
}

/** Finds and puts in, as the news comes; the story of each item, by its id. */
function tellAll(finder: StoryFinder, items: readonly Line[], times: number[]): Map<string, string> {
  const stories = new Map<string, string>();
  for (const item of items) {
    const started = performance.now();
    const story = finder.find(item) ?? item.id;
    times.push(performance.now() - started);
    finder.add({ ...item, story });
    stories.set(item.id, story);
  }
  return stories;
}

const digestOf = ({ first, second }: JudgedPair): string =>
  createHash("sha256")
    .update(`${lines[first - 1]}\n${lines[second - 1]}`)
    .digest("hex")
    .slice(0, 8);

describe.skipIf(lines.length === 0)("stories among the real headlines", () => {
  const items = lines.map(readLine);
  let stories = new Map<string, string>();
  let cpuS = 0;
  const times: number[] = [];

  beforeAll(() => {
    const before = process.cpuUsage();
    stories = tellAll(createStoryFinder(), items, times);
    const { user, system } = process.cpuUsage(before);
    cpuS = (user + system) / 1e6;
  }, PATIENCE_MS);

  const areJoined = ({ first, second }: JudgedPair): boolean => stories.get(`${first}`) === stories.get(`${second}`);

  it("judges pairs of the file that were read", () => {
    const all = [...joinedRightly, ...joinedWrongly, ...keptApartRightly, ...datedMisses, ...undatedMisses];
    expect(all.length).toBeGreaterThan(280);
    expect(all.filter((pair) => digestOf(pair) !== pair.digest)).toEqual([]);
  });

  it("takes less than five seconds of work for all of them", () => {
    times.sort((a, b) => a - b);
    const p99 = times[Math.floor(times.length * 0.99)] ?? 0;
    console.log(
      `${items.length} headlines: ${cpuS.toFixed(1)} s of processor time, p99 of one find ${p99.toFixed(2)} ms`,
    );
    expect(cpuS).toBeLessThan(5);
  });

  it("joins what is one story, 95 of 100 times, and every join was read", () => {
    const joins = items.filter(({ id }) => stories.get(id) !== id).map(({ id }) => `${stories.get(id)}-${id}`);
    const right = joinedRightly.filter(areJoined).length;
    const wrong = [...joinedWrongly, ...keptApartRightly].filter(areJoined).length;
    const read = new Set([...joinedRightly, ...joinedWrongly].map(({ first, second }) => `${first}-${second}`));
    const unread = joins.filter((pair) => !read.has(pair));
    console.log(
      `${joins.length} joins: ${right} right, ${wrong} wrong (${((100 * right) / (right + wrong)).toFixed(1)} %), ${unread.length} not read`,
    );
    expect(right / (right + wrong)).toBeGreaterThanOrEqual(0.95);
    expect(right).toBeGreaterThanOrEqual(115);
    expect(unread.length).toBeLessThanOrEqual(joins.length * 0.03);
  });

  it("tells what it does not join", () => {
    const dated = datedMisses.filter((pair) => !areJoined(pair)).length;
    const undated = undatedMisses.filter((pair) => !areJoined(pair)).length;
    const apart = keptApartRightly.filter((pair) => !areJoined(pair)).length;
    console.log(
      `of near misses without a contradiction ${dated} of 60 with a day and ${undated} of 50 without one told the same event, in other words; of ${keptApartRightly.length} that did not, ${apart} stay apart`,
    );
    expect(apart / keptApartRightly.length).toBeGreaterThan(0.95);
  });

  // Copies as outlets make them, of every seventh headline: the file itself has no title twice.
  it(
    "finds copies of them, however they are made",
    () => {
      const mojibake = (title: string): string => title.replaceAll("’", "â€™").replaceAll("‘", "â€˜");
      const ways: Readonly<Record<string, (title: string) => string>> = {
        same: (title) => title,
        "in capitals": (title) => title.toUpperCase(),
        "in small letters": (title) => title.toLowerCase(),
        "outlet behind a dash": (title) => `${title} - Harbour Wire`,
        "outlet behind a bar": (title) => `${title} | Ledger Post`,
        "label before": (title) => `BREAKING: ${title}`,
        "quotes misread": mojibake,
        "other marks": (title) => title.replace(/[:–—-]/g, " ").replace(/[’']/g, "'"),
        "cut off": (title) => `${title.slice(0, Math.ceil(title.length * 0.7)).trimEnd()}…`,
        "a word swapped": (title) => title.split(" ").with(2, "reportedly").join(" "),
      };
      const some = items.filter(({ title }, at) => at % 7 === 0 && title.split(" ").length >= 7);
      const finder = createStoryFinder();
      for (const item of some) finder.add({ ...item, story: item.id });
      for (const [way, make] of Object.entries(ways)) {
        const copies = some.map((item) => ({
          ...item,
          title: make(item.title),
          outlet: way.includes("dash") ? "Harbour Wire" : "",
        }));
        const found = copies.map((copy) => finder.find({ ...copy, sortAt: copy.sortAt + 3_600_000 }));
        const right = found.filter((story, at) => story === some[at]?.id).length / some.length;
        const wrong = found.filter((story, at) => story !== null && story !== some[at]?.id).length / some.length;
        console.log(`${way}: ${(100 * right).toFixed(1)} % found, ${(100 * wrong).toFixed(1)} % taken for another`);
        expect(right).toBeGreaterThan(way === "a word swapped" ? 0.6 : 0.95);
        expect(wrong).toBeLessThan(0.03);
      }
    },
    PATIENCE_MS,
  );

  it(
    "takes none for a copy whose figures are other ones",
    () => {
      const some = items.filter(({ title }) => /\d/.test(title)).slice(0, 4_000);
      const finder = createStoryFinder();
      for (const item of some) finder.add({ ...item, story: item.id });
      const others = some.map(({ title, ...item }) => ({
        ...item,
        title: title.replace(/\d/, (digit) => `${(Number(digit) + 1) % 10}`),
      }));
      const joined = others.filter((item, at) => finder.find(item) === some[at]?.id).length;
      console.log(`${joined} of ${some.length} with another figure are taken for copies`);
      expect(joined / some.length).toBeLessThan(0.01);
    },
    PATIENCE_MS,
  );
});
