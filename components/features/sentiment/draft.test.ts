import { describe, expect, test } from "vitest";
import { addressOf, draftFromAddress, emptyDraft, fitsLink, LINK_LIMIT, sameDraft } from "./draft";

const plain = { ...emptyDraft, text: "a" };
const at = (address: string) => draftFromAddress(new URL(address, "http://localhost"));

describe("the address of a draft", () => {
  test.each([
    { text: "it's 100% & more #1\nsecond line", category: "social", engine: "all", browser: true },
    { text: "₿ \u202e+plus", category: "crypto", engine: "financial_sentiment", browser: false },
  ] as const)("comes back as it went: %j", (draft) => {
    expect(at(`/${addressOf(draft, "")}`)).toEqual(draft);
  });

  test("what this browser reads alone is in no part that is sent", () => {
    const address = addressOf(
      { ...emptyDraft, text: "secret", category: "news", browser: true },
      "?text=old&engine=all&browser=1&__theme=dark",
    );
    expect(address).toBe("?__theme=dark#text=secret&category=news");
  });

  test("a text in the fragment is for this browser alone; the older form is read too", () => {
    expect(at("/#text=a&category=news")).toEqual({ ...plain, category: "news", browser: true });
    expect(at("/?text=a&browser=1")).toEqual({ ...plain, browser: true });
    expect(at("/?text=a#content")).toEqual(plain);
  });

  test("a text whose link would be too long stays out, and what is not ours stays in", () => {
    const before = "?__theme=dark&text=old&engine=all&tab=many";
    expect(addressOf({ ...emptyDraft, text: "x".repeat(LINK_LIMIT) }, before)).toBe("?__theme=dark");
  });

  test.each(["a", "é", "و", "漢", "🚀"])("it is the link that is measured, not its letters: %s", (letter) => {
    for (const many of [10, 400, 700, 1_500, 4_000]) {
      const draft = { ...emptyDraft, text: letter.repeat(many) };
      const address = addressOf(draft, "");
      expect(address.length).toBeLessThanOrEqual(LINK_LIMIT + 1);
      expect(fitsLink(draft)).toBe(encodeURIComponent(draft.text).length + "text=".length <= LINK_LIMIT);
      expect(address !== "").toBe(fitsLink(draft));
    }
  });

  test("what cannot be the key of an engine is the default", () => {
    for (const engine of ["", "../x", "A", "a b", "x".repeat(101)])
      expect(at(`/?text=a&engine=${encodeURIComponent(engine)}`)).toEqual(plain);
  });

  test("an address without a text carries no draft, an unknown category is the default", () => {
    expect(at("/?category=news#content")).toBeNull();
    expect(at("/?text=%20")).toBeNull();
    expect(at("/?text=a&category=constructor")).toEqual(plain);
  });
});

test("drafts differ by text, category, engine or place", () => {
  const draft = { text: "a", category: "news", engine: "best", browser: false } as const;
  expect(sameDraft(draft, { ...draft })).toBe(true);
  for (const other of [{ text: "b" }, { category: "crypto" }, { engine: "all" }, { browser: true }] as const) {
    expect(sameDraft(draft, { ...draft, ...other })).toBe(false);
  }
});
