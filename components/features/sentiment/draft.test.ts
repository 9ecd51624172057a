import { describe, expect, test } from "vitest";
import { addressOf, draftFromAddress, emptyDraft, sameDraft } from "./draft";

const at = (address: string) => draftFromAddress(new URL(address, "http://localhost"));

describe("the address of a draft", () => {
  test.each([
    { text: "it's 100% & more #1\nsecond line", category: "social", browser: true },
    { text: "₿ \u202e+plus", category: "crypto", browser: false },
  ] as const)("comes back as it went: %j", (draft) => {
    expect(at(`/${addressOf(draft, "")}`)).toEqual(draft);
  });

  test("what this browser reads alone is in no part that is sent", () => {
    const address = addressOf({ text: "secret", category: "news", browser: true }, "?text=old&browser=1&__theme=dark");
    expect(address).toBe("?__theme=dark#text=secret&category=news");
  });

  test("a text in the fragment is for this browser alone; the older form is read too", () => {
    expect(at("/#text=a&category=news")).toEqual({ text: "a", category: "news", browser: true });
    expect(at("/?text=a&browser=1")).toEqual({ text: "a", category: "crypto", browser: true });
    expect(at("/?text=a#content")).toEqual({ text: "a", category: "crypto", browser: false });
  });

  test("a long text stays out, and what is not ours stays in", () => {
    expect(addressOf({ ...emptyDraft, text: "x".repeat(1_501) }, "?__theme=dark&text=old&tab=many")).toBe(
      "?__theme=dark",
    );
  });

  test("an address without a text carries no draft, an unknown category is the default", () => {
    expect(at("/?category=news#content")).toBeNull();
    expect(at("/?text=%20")).toBeNull();
    expect(at("/?text=a&category=constructor")).toEqual({ text: "a", category: "crypto", browser: false });
  });
});

test("drafts differ by text, category or place", () => {
  const draft = { text: "a", category: "news", browser: false } as const;
  expect(sameDraft(draft, { ...draft })).toBe(true);
  for (const other of [{ text: "b" }, { category: "crypto" }, { browser: true }] as const) {
    expect(sameDraft(draft, { ...draft, ...other })).toBe(false);
  }
});
