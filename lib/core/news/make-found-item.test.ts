import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { cpuMs } from "../../../scripts/lib/cpu-ms";
import { cleanLink } from "./clean-link";
import { cutText } from "./cut-text";
import { itemIdentity } from "./item-identity";
import { makeFoundItem } from "./make-found-item";
import { MAX_LEAD, MAX_TITLE } from "./news-item";
import { parseNewsTime } from "./parse-news-time";

const source = { name: "A paper", base: "https://paper.test/news/" };
const at = (iso: string): number => Date.parse(iso);

describe("cleanLink", () => {
  it.each([
    ["https://a.test/x?y=1#z", "https://a.test/x?y=1#z"],
    ["http://a.test", "http://a.test/"],
    ["https://a.testhttps://a.test/x", "https://a.test/x"],
    ["https://a.test/r?to=https://b.test/", "https://a.test/r?to=https://b.test/"],
    ["https://a.test/x?a=1&amp;b=2", "https://a.test/x?a=1&b=2"],
    ["//b.test/x", "https://b.test/x"],
    ["story-1", "https://paper.test/news/story-1"],
    ["javascript:alert(1)", null],
    ["java\nscript:alert(1)", null],
    ["JaVaScRiPt:alert(1)", null],
    ["data:text/html,<script>alert(1)</script>", null],
    ["vbscript:x", null],
    ["file:///etc/passwd", null],
    ["ftp://a.test/x", null],
    ["https://user:pass@a.test/", null],
    ["https://user@a.test/", null],
    ['https://a.test/"onclick=', null],
    [`https://a.test/${"x".repeat(3_000)}`, null],
    ["https://", null],
    ["", null],
  ])("%j -> %j", (raw, link) => {
    expect(cleanLink(raw, source.base)).toBe(link);
  });

  it("takes nothing relative where there is no base", () => {
    expect(cleanLink("/news/1")).toBeNull();
  });
});

describe("parseNewsTime", () => {
  it.each([
    ["Mon, 06 Jan 2025 10:20:30 GMT", "2025-01-06T10:20:30Z", "second"],
    ["Mon, 6 Jan 2025 10:20:30 +0330", "2025-01-06T06:50:30Z", "second"],
    ["06 Jan 25 10:20 EST", "2025-01-06T15:20:00Z", "minute"],
    ["Mon Nov 17 2025 13:40:00 GMT-0500 (Horário do Acre)", "2025-11-17T18:40:00Z", "second"],
    ["November 17th, 2025", "2025-11-17T00:00:00Z", "day"],
    ["2025-01-06T10:20:30.123Z", "2025-01-06T10:20:30.123Z", "second"],
    ["2025-01-06T10:20:30+02:00", "2025-01-06T08:20:30Z", "second"],
    ["2025-01-06T10:20Z", "2025-01-06T10:20:00Z", "minute"],
    ["2023/12/19 6:40", "2023-12-19T06:40:00Z", "minute"],
    ["2021-11-05 04:42:00", "2021-11-05T04:42:00Z", "second"],
    ["2021-11-05 00:00:00", "2021-11-05T00:00:00Z", "day"],
    ["2021-11-05", "2021-11-05T00:00:00Z", "day"],
    ["2021-11", "2021-11-01T00:00:00Z", "month"],
    ["2021", "2021-01-01T00:00:00Z", "year"],
    ["1735732800123", "2025-01-01T12:00:00.123Z", "second"],
  ])("%j", (text, iso, precision) => {
    expect(parseNewsTime(text)).toEqual({ at: at(iso), precision });
  });

  it.each([
    "",
    "yesterday",
    "Mon, 31 Feb 2025 10:00:00 GMT",
    "2025-13-01",
    "2025-01-06T25:00:00Z",
    "0000",
    "9999-99",
    "10 Foo 2025",
  ])("cannot read %j", (text) => {
    expect(parseNewsTime(text)).toBeNull();
  });
});

describe("cutText", () => {
  it("cuts after a word, and within one that is too long, never within a character", () => {
    expect(cutText("short", 10)).toBe("short");
    expect(cutText("one two three", 9)).toBe("one two…");
    expect(cutText("x".repeat(20), 10)).toBe(`${"x".repeat(9)}…`);
    expect(cutText("🚀".repeat(20), 10)).toBe("🚀🚀🚀🚀…");
    expect(cutText("👩\u200d👩\u200d👧".repeat(5), 12)).not.toMatch(/\p{Cs}|\u200d…/u);
  });
});

describe("makeFoundItem", () => {
  it("makes plain text of whatever is written (stimulus 21)", () => {
    const item = makeFoundItem(
      {
        guid: "<b>1</b>",
        title: "<script>alert(1)</script>Bitcoin <b>rises</b> &amp; [falls](javascript:alert(1))",
        body: "<p onclick=x>It <svg onload=alert(1)></svg>rose.</p>",
        url: "javascript:alert(1)",
        outlet: "<img src=x onerror=alert(1)>The Paper",
        published: "Mon, 06 Jan 2025 10:20:30 GMT",
      },
      source,
    );
    expect(item).toEqual({
      guid: "1",
      title: "Bitcoin rises & [falls](javascript:alert(1))",
      lead: "It rose.",
      url: null,
      outlet: "The Paper",
      published: { at: at("2025-01-06T10:20:30Z"), precision: "second" },
    });
  });

  it("has no lead where it only repeats the title, and none of the title in it", () => {
    const lead = (title: string, body: string): string | undefined => makeFoundItem({ title, body }, source)?.lead;
    expect(lead("Bitcoin rises", "<p>Bitcoin rises!</p>")).toBe("");
    expect(lead("Bitcoin rises by 5%", "Bitcoin rises…")).toBe("");
    expect(lead("Bitcoin rises", "Bitcoin rises: it rose by 5%.")).toBe("it rose by 5%.");
    expect(lead("Bitcoin rises", "It rose. The post Bitcoin rises appeared first on The Paper.")).toBe("It rose.");
  });

  it("begins with the body where there is no title, and goes on with what was cut", () => {
    const body = `${"Bitcoin rises again and again. ".repeat(40)}`;
    const item = makeFoundItem({ body }, source);
    expect(item?.title.length).toBeLessThanOrEqual(MAX_TITLE);
    expect(item?.title.endsWith("…")).toBe(true);
    expect(item?.lead.length).toBeLessThanOrEqual(MAX_LEAD);
    expect(body.startsWith(`${item?.title.slice(0, -1)} ${item?.lead.slice(0, 20)}`)).toBe(true);
    expect(makeFoundItem({ body: "Short." }, source)).toMatchObject({ title: "Short.", lead: "" });
  });

  it("is nothing where there is nothing to read", () => {
    for (const title of ["", " ", "<script>x</script>", "\u202e\u200b", "***", "<svg><text>x</text></svg>"])
      expect(makeFoundItem({ title, url: "https://a.test/1" }, source), title).toBeNull();
  });

  it("names who wrote it: what the item says, else the host of its address, else the source", () => {
    const outlet = (raw: object): string | undefined => makeFoundItem({ title: "x", ...raw }, source)?.outlet;
    expect(outlet({ outlet: "B", url: "https://www.a.test/1" })).toBe("B");
    expect(outlet({ outlet: " ", url: "https://www.a.test/1" })).toBe("a.test");
    expect(outlet({ url: "javascript:1" })).toBe("A paper");
    expect(outlet({ outlet: "B ".repeat(500) })?.length).toBeLessThanOrEqual(80);
  });
});

describe("itemIdentity", () => {
  const item = (raw: object) => {
    const made = makeFoundItem({ title: "Bitcoin rises", ...raw }, source);
    if (made === null) throw new Error("no item");
    return itemIdentity({ key: "feed-a", kind: "feed" }, made);
  };

  it("is the same for the same name, and for the same address without what follows readers", () => {
    expect(item({ guid: "1" }).id).toMatch(/^[0-9a-f]{24}$/);
    expect(item({ guid: "1", title: "Other" }).id).toBe(item({ guid: "1" }).id);
    expect(item({ guid: "1", title: "Other" }).digest).not.toBe(item({ guid: "1" }).digest);
    expect(item({ url: "https://a.test/x?utm_source=rss&utm_medium=y#top" })).toEqual(
      item({ url: "https://a.test/x" }),
    );
    expect(item({ url: "https://a.test/x?id=2" }).id).not.toBe(item({ url: "https://a.test/x?id=1" }).id);
    expect(item({ published: "2025-01-01" }).id).not.toBe(item({ published: "2025-01-02" }).id);
    expect(itemIdentity({ key: "feed-b", kind: "feed" }, { ...bare, guid: "1" }).id).not.toBe(
      itemIdentity({ key: "feed-a", kind: "feed" }, { ...bare, guid: "1" }).id,
    );
  });

  const bare = { guid: null, title: "x", lead: "", url: null, outlet: "A", published: null };
});

const headlines = join(
  process.env.BAROMETER_DATA ?? join(import.meta.dirname, "../../../../shared/data"),
  "news/headlines.jsonl",
);

describe.skipIf(!existsSync(headlines))("real headlines", () => {
  it("all become items, quickly; their dates are read, glued addresses mended, few signs of mis-decoding stay", () => {
    const rows = readFileSync(headlines, "utf8")
      .trim()
      .split("\n")
      .map((line): Record<string, string | null> => JSON.parse(line));
    const started = cpuMs();
    const items = rows.map((row) =>
      makeFoundItem(
        { title: row.title, body: row.text, url: row.url, outlet: row.source, published: row.date },
        source,
      ),
    );
    const ids = new Set(
      items.flatMap((item) => (item === null ? [] : [itemIdentity({ key: "dataset-x", kind: "dataset" }, item).id])),
    );
    const ms = cpuMs() - started;
    const lost = items.filter((item) => item === null).length;
    const dated = rows.filter((row, index) => row.date && items[index]?.published).length;
    const withDate = rows.filter((row) => row.date).length;
    const bad = items.filter((item) => item && /â€|Ã[©³±¡]/.test(`${item.title} ${item.lead}`)).length;
    const glued = items.filter((item) => item?.url && /^https?:\/\/[^/]*http/.test(item.url)).length;
    console.log(
      `${rows.length} headlines in ${ms.toFixed(0)} ms: ${lost} without words, ${dated} of ${withDate} dates read, ${bad} still mis-decoded, ${glued} glued addresses, ${ids.size} ids`,
    );
    expect(lost).toBeLessThan(30);
    expect(dated).toBe(withDate);
    expect(glued).toBe(0);
    expect(bad).toBeLessThan(120);
    expect(ms).toBeLessThan(15_000);
  });
});
