import { expect, it } from "vitest";
import { createReadiness } from "./create-readiness";

it("is ready when the lexical reader is, until the process is about to end", () => {
  const readiness = createReadiness({ status: "pass", detail: "" });
  expect([readiness.refusal(), readiness.draining()]).toEqual([null, false]);
  readiness.drain();
  expect([readiness.refusal(), readiness.draining()]).toEqual(["the server is about to end", true]);
});

it("is not ready while the lexical reader reads plain sentences wrong", () => {
  const detail = "golden sentence 2 is read wrong";
  expect(createReadiness({ status: "fail", detail }).refusal()).toBe(`the lexical reader: ${detail}`);
});
