import { expect, it } from "vitest";
import { failed } from "@/lib/core/failure";
import type { ClassifyRequest } from "@/lib/core/ports";
import { requestOf, textClassifierContract } from "../contract/text-classifier";
import { createFakeClassifier } from "./fake-classifier";

textClassifierContract("the classifier of tests", async () => ({
  classifier: createFakeClassifier(),
  close: async () => undefined,
}));

it("notes its calls, and answers as it is told", async () => {
  const calls: ClassifyRequest[] = [];
  const classifier = createFakeClassifier({
    calls,
    answer: ({ texts }) => (texts.length > 1 ? failed("loading", { retryAfterS: 3 }) : undefined),
  });
  expect(await classifier.classify(requestOf("zero_shot", ["up", "down"]))).toMatchObject({
    error: { code: "loading" },
  });
  expect(await classifier.classify(requestOf("zero_shot", ["up"]))).toMatchObject({ ok: true });
  expect(calls.map(({ texts }) => texts.length)).toEqual([2, 1]);
});
