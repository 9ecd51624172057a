import { expect, test } from "vitest";
import { hubModels } from "@/lib/core/neural/hub-models";
import { browserChoices, browserEngine, isHubModel } from "./browser-engines";

test("models of the Hub are offered with their size where there is a network, and when one was chosen", () => {
  expect(browserChoices("best", true).hub.map(({ label }) => label)).toContain("FinBERT, 111 MB");
  expect(browserChoices("best", false).hub).toEqual([]);
  expect(browserChoices("browser_finbert", false).hub.map(({ value }) => value)).toEqual(["browser_finbert"]);
});

test("a model of the server is none of a browser", () => {
  expect(["best", "lexical", "browser_sst2", "financial_sentiment"].map(browserEngine)).toEqual([
    "best",
    "lexical",
    "browser_sst2",
    "best",
  ]);
  expect([isHubModel("browser_twitter"), isHubModel("lexical")]).toEqual([true, false]);
});

test("each is known well enough to be asked for: size, labels by name, three golden sentences", () => {
  for (const { key, id, sizeMb, labels, golden } of hubModels) {
    expect([key, id.includes("/"), sizeMb > 0, golden.length]).toEqual([key, true, true, 3]);
    expect(Object.values(labels)).toEqual(expect.arrayContaining(["bullish", "bearish"]));
  }
});
