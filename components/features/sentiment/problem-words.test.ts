import { expect, test } from "vitest";
import { emptyDraft } from "./draft";
import { fieldProblem, problemWords } from "./problem-words";
import { toBody } from "./to-body";

const refused = (field: string, message: string) =>
  fieldProblem({ code: "validation_failed", detail: "No.", fields: [{ field, code: "unknown_value", message }] });

test("a refusal stands at its field", () => {
  expect(refused("text", "must not be blank")).toEqual({ at: "text", message: "text: must not be blank" });
  expect(refused("model", "unknown model; here are: lexical, financial_sentiment")).toEqual({
    at: "engine",
    message: "Choose another: unknown model.",
  });
  expect(fieldProblem({ code: "unavailable", detail: "No." })).toBeNull();
});

test("in the browser alone no server is blamed", () => {
  const error = { code: "unavailable", detail: "The reader of this browser could not be loaded." } as const;
  expect(problemWords(error, true)).toBe(error.detail);
  expect(problemWords(error, false)).toBe("The server cannot answer now");
});

test("the body says who shall read, and nothing where the best may", () => {
  const draft = { ...emptyDraft, text: "up" };
  const plain = { text: "up", category: "crypto" };
  expect(toBody(draft)).toEqual(plain);
  expect(toBody({ ...draft, engine: "all" })).toEqual({ ...plain, use_ensemble: true });
  expect(toBody({ ...draft, engine: "lexical" })).toEqual({ ...plain, model: "lexical" });
});
