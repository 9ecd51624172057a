import { describe, expect, it } from "vitest";
import { problemSchema } from "../../lib/contracts/errors";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { sentimentBulk } from "../../lib/contracts/functions/sentiment-bulk";
import { doubleForTests } from "../hf-double/test-kit";
import { startApp } from "./kit";

// Stimulus 22.
const double = doubleForTests();
const odd = [
  "../../etc/passwd",
  "%2e%2e%2f",
  "%2e%2e/%2e%2e",
  "a/b@../x",
  "a\u0000b",
  "ProsusAI/finbert\u0000",
  "x".repeat(500),
  `${"x".repeat(400)}/${"y".repeat(99)}`,
  "evil/model",
  "..//..",
  "../..",
  "./finbert",
  "ProsusAI/finbert/../../x",
  "ProsusAI/finbert?x=1",
  "ProsusAI/finbert#x",
  "ProsusAI\\finbert",
  "ProsusAI/finbert ",
  " ProsusAI/finbert",
  "ProsusAI/ﬁnbert",
  "http://169.254.169.254/",
  "http://huggingface.co/ProsusAI/finbert",
  "//evil.example/model",
  "prosusai/finbert",
];

describe("an odd model id", () => {
  it("is refused with 400, and nothing is looked up anywhere", async () => {
    const app = await startApp(double());
    for (const model of odd) {
      const bodies: readonly (readonly [string, Record<string, unknown>])[] = [
        [sentiment.path, { text: "a", model }],
        [sentiment.path, { text: "a", models: ["lexical", model] }],
        [sentiment.path, { text: "a", models: [model], use_ensemble: true }],
        [sentimentBulk.path, { texts: ["a"], model }],
      ];
      for (const [path, body] of bodies) {
        const response = await app.send(path, body);
        const problem = problemSchema.parse(await response.json());
        expect([response.status, problem.code], JSON.stringify(model)).toEqual([400, "invalid_identifier"]);
      }
    }
    console.log(`${odd.length} odd ids, 4 ways each: 400; ${double().requests().length} requests went out`);
    expect(double().requests()).toEqual([]);
    expect(double().counts()).toEqual({});
  });

  it("names no file and no host in what it says", async () => {
    const app = await startApp(double());
    for (const model of odd) {
      const text = await (await app.send(sentiment.path, { text: "a", model })).text();
      expect(text).not.toMatch(/etc\/passwd|169\.254|evil\.example/);
    }
  });

  it("an id outside the allow-list of the settings is refused too", async () => {
    const app = await startApp(double(), { env: { HF_ALLOWED_MODELS: "social_sentiment" } });
    const response = await app.send(sentiment.path, { text: "a", model: "ProsusAI/finbert" });
    expect(response.status).toBe(400);
    expect(double().requests()).toEqual([]);
  });
});
