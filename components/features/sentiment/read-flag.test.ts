import { expect, test } from "vitest";
import { flag } from "@/lib/contracts/functions/flag";
import type { Verdict } from "@/lib/contracts/verdict";
import { emptyDraft } from "./draft";
import { readFlag } from "./read-flag";

const formOf = (fields: Readonly<Record<string, string>>): FormData => {
  const form = new FormData();
  for (const [name, value] of Object.entries(fields)) form.set(name, value);
  return form;
};

const verdict = { label: "bearish", confidence: 0.6, engine: "lexical", model: "lexical", abstained: true };
const answer = {
  draft: { ...emptyDraft, text: "Hack fears ease", category: "news" as const },
  // What a flag takes of a verdict is all that it needs here.
  verdict: { ...verdict, reasons: [], request_id: "r" } as unknown as Verdict,
  source: "server" as const,
};

test("what the form says goes with the text and the verdict as they were shown, and the server takes it", () => {
  const read = readFlag(formOf({ expected: "bullish", reason: "wrong_reasons", comment: "  so what  " }), answer);
  expect(read).toEqual({
    text: "Hack fears ease",
    category: "news",
    verdict,
    expected: "bullish",
    reason: "wrong_reasons",
    comment: "so what",
    consent: true,
  });
  expect(flag.input.safeParse(read).success).toBe(true);
});

test("what is not said is left out, and a reason that is none is another", () => {
  const read = readFlag(formOf({ expected: "", reason: "because", comment: " " }), answer);
  expect(read).toMatchObject({ reason: "other" });
  expect(read).not.toHaveProperty("expected");
  expect(read).not.toHaveProperty("comment");
  expect(flag.input.safeParse(read).success).toBe(true);
});
