import { expect, test } from "vitest";
import { emptyDraft } from "./draft";
import { stillUnread } from "./still-unread";
import type { Problem } from "./use-sentiment";

const problemOf = (text: string): Problem => ({
  error: { code: "unavailable", detail: "The server could not be reached." },
  retryAt: null,
  draft: { ...emptyDraft, text },
});

test("a model that has come reads the text whose problem is still shown, and no other", () => {
  const asked = problemOf("one");
  expect(stillUnread(asked, asked)).toBe(asked);
  // A retry that failed again is about the same text.
  const again = { ...asked, retryAt: 5 };
  expect(stillUnread(asked, again)).toBe(again);
  expect(stillUnread(asked, null)).toBeNull();
  expect(stillUnread(asked, problemOf("two"))).toBeNull();
  expect(stillUnread(null, asked)).toBeNull();
});
