import { expect, test } from "vitest";
import { checkWords } from "./check-words";

test.each([
  ["hf_inference_api", "no key: local tiers", "Hugging Face API: no key: local tiers"],
  ["hf_inference_api/financial_sentiment", "it failed", "Hugging Face API, financial sentiment: it failed"],
  ["lexical", "3 golden sentences read right", "Lexical reader: 3 golden sentences read right"],
])("%s: %s", (name, detail, words) => {
  expect(checkWords({ name, detail })).toBe(words);
});
