import { describe, expect, it } from "vitest";
import { models } from "../../lib/contracts/functions/models";
import { doubleForTests } from "../hf-double/test-kit";
import { callsTo, pathOf, startApp } from "./kit";

const double = doubleForTests();
const KK08 = pathOf("kk08/CryptoBERT");
const ask = { text: "Bitcoin soars to a record high", model: "crypto_sentiment" };

/** What kk08/CryptoBERT would say with its two labels in the wrong order: up is read as down. */
const swap = (bullish: number) => [
  { label: "LABEL_0", score: bullish },
  { label: "LABEL_1", score: 1 - bullish },
];

describe("a model whose labels were swapped", () => {
  it("is refused before anyone sees what it says, listed with the reason, and not asked again", async () => {
    const app = await startApp(double());
    const body = JSON.stringify([swap(0.97), swap(0.03), swap(0.02), swap(0.98)]);
    double().setFault({
      kind: "reply",
      path: KK08,
      status: 200,
      headers: { "content-type": "application/json" },
      body,
    });
    for (let call = 0; call < 5; call += 1) {
      const { verdict } = await app.analyse({ ...ask, text: `${ask.text}, day ${call}` });
      expect(verdict).toMatchObject({ engine: "lexical", label: "bullish" });
      expect(verdict.degraded).toMatchObject([{ model: "crypto_sentiment", code: "golden_failed" }]);
    }
    console.log(`labels swapped: 5 texts, ${callsTo(double(), KK08).length} call to the model, none shown`);
    expect(callsTo(double(), KK08)).toHaveLength(1);
    const list = models.output.parse(await (await app.send(models.path)).json());
    expect(list.models.find(({ key }) => key === "crypto_sentiment")).toMatchObject({ state: "refused" });
  });

  it("does not count in an ensemble", async () => {
    const app = await startApp(double());
    const body = JSON.stringify([swap(0.97), swap(0.03), swap(0.02), swap(0.98)]);
    double().setFault({
      kind: "reply",
      path: KK08,
      status: 200,
      headers: { "content-type": "application/json" },
      body,
    });
    const { verdict } = await app.analyse({ text: ask.text, use_ensemble: true });
    expect(verdict).toMatchObject({ engine: "hf_inference_api_ensemble", label: "bullish" });
    expect(verdict.model).not.toContain("crypto_sentiment");
    expect(verdict.models.find(({ key }) => key === "crypto_sentiment")).toMatchObject({
      status: "failed",
      error: "golden_failed",
      scores: null,
    });
  });

  it("in the right order is believed", async () => {
    const app = await startApp(double());
    const { verdict } = await app.analyse(ask);
    expect(verdict).toMatchObject({ engine: "hf_inference_api", model: "crypto_sentiment", label: "bullish" });
  });
});
