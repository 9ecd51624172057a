import { describe, expect, test } from "vitest";
import { draftFromQuery, emptyDraft, queryOf } from "./draft";

describe("the address of a draft", () => {
  test.each([
    { text: "it's 100% & more #1\nsecond line", category: "social", browser: true },
    { text: "₿ \u202e+plus", category: "crypto", browser: false },
  ] as const)("comes back as it went: %j", (draft) => {
    expect(draftFromQuery(queryOf(draft, ""))).toEqual(draft);
  });

  test("a long text stays out, and what is not ours stays in", () => {
    expect(queryOf({ ...emptyDraft, text: "x".repeat(1_501) }, "?__theme=dark&text=old&tab=many")).toBe(
      "?__theme=dark",
    );
  });

  test("an address without a text carries no draft, an unknown category is the default", () => {
    expect(draftFromQuery("?category=news")).toBeNull();
    expect(draftFromQuery("?text=%20")).toBeNull();
    expect(draftFromQuery("?text=a&category=constructor")).toEqual({ text: "a", category: "crypto", browser: false });
  });
});
