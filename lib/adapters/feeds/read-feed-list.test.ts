import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createFeedGate } from "./create-feed-gate";
import { readFeedList } from "./read-feed-list";

let folder = "";
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "feed-list-"));
});
afterAll(() => rm(folder, { recursive: true }));

const readList = async (list: unknown): Promise<Awaited<ReturnType<typeof readFeedList>>> => {
  const file = join(folder, "feeds.json");
  await writeFile(file, typeof list === "string" ? list : JSON.stringify(list));
  return readFeedList(file);
};
const why = async (list: unknown): Promise<string> => {
  const read = await readList(list);
  return read.ok ? "nothing" : read.error.detail;
};
const feed = { name: "The Paper", url: "https://paper.test/feed" };

describe("the list that comes with the project", () => {
  it("has outlets and exchanges, all of which may be asked, each with a key of its own", async () => {
    const list = await readFeedList();
    if (!list.ok) throw new Error(list.error.detail);
    expect(list.value.length).toBeGreaterThanOrEqual(15);
    expect(list.value.filter(({ kind }) => kind === "exchange").length).toBeGreaterThanOrEqual(3);
    expect(new Set(list.value.map(({ slug }) => slug)).size).toBe(list.value.length);
    const gate = createFeedGate([]);
    for (const { url, home, slug } of list.value) {
      expect(gate.admit(url, new Set([new URL(url).hostname])).ok, slug).toBe(true);
      expect(home, slug).toMatch(/^https:/);
    }
  });
});

describe("a list of one's own", () => {
  it("needs a name and an address, and may say more", async () => {
    expect(await readList([feed])).toEqual({
      ok: true,
      value: [{ ...feed, slug: "the-paper", home: null, kind: "outlet", language: "en", alsoHosts: [] }],
    });
    expect(
      await readList([
        { ...feed, slug: "p", kind: "exchange", language: "fa", home: "https://paper.test", alsoHosts: ["cdn.test"] },
      ]),
    ).toMatchObject({ ok: true });
    expect(await readList([])).toEqual({ ok: true, value: [] });
    expect(await readList(`\ufeff${JSON.stringify([feed])}`)).toMatchObject({ ok: true });
  });

  it.each([
    ["no JSON", "[", "it is no JSON"],
    ["no array", {}, "it must be an array of feeds"],
    ["no object", [1], "entry 1: Invalid input: expected object, received number"],
    ["no name", [feed, { url: feed.url }], "entry 2: name Invalid input: expected string, received undefined"],
    ["an address that is none", [{ ...feed, url: "paper" }], 'entry 1 ("The Paper"): url must be an address'],
    ["a script", [{ ...feed, url: "javascript:alert(1)" }], 'entry 1 ("The Paper"): url must be an address'],
    ["a password", [{ ...feed, url: "https://u:p@paper.test/" }], 'entry 1 ("The Paper"): url must be an address'],
    ["a word that is not known", [{ ...feed, adress: "x" }], 'entry 1 ("The Paper"): Unrecognized key: "adress"'],
    ["a kind that is not known", [{ ...feed, kind: "blog" }], 'entry 1 ("The Paper"): kind'],
    ["a language that is none", [{ ...feed, language: "english please" }], "language must be a BCP 47 tag"],
    [
      "a slug twice",
      [feed, { ...feed, url: "https://b.test/" }],
      'entry 2 ("The Paper"): an entry before it has the slug the-paper too',
    ],
    ["a name that makes no slug", [{ ...feed, name: "ارز" }], "slug is needed"],
    [
      "too many",
      Array.from({ length: 201 }, (_, at) => ({ ...feed, slug: `f${at}` })),
      "it has 201 feeds, and at most 200 are read",
    ],
    ["too large", `"${"x".repeat(1_000_001)}"`, "it is larger than 1 MB"],
  ])("with %s is refused, and says where", async (_name, list, words) => {
    const said = await why(list);
    expect(said).toContain("the list of feeds (NEWS_FEEDS) cannot be used: ");
    expect(said).toContain(words);
  });

  it("that is not there is refused", async () => {
    expect(await readFeedList(join(folder, "none.json"))).toMatchObject({
      ok: false,
      error: { code: "bad_files", detail: expect.stringContaining("cannot be opened") },
    });
  });
});
