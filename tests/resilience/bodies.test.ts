import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { bends } from "../hf-double/faults/fault-schema";
import { doubleForTests } from "../hf-double/test-kit";
import { pathOf, startApp } from "./kit";

// Stimulus 7.
const double = doubleForTests();
const FINBERT = pathOf("ProsusAI/finbert");
const ask = { text: "Shares rally after a record quarter", category: "financial" };

const uncaught: unknown[] = [];
const note = (error: unknown): void => void uncaught.push(error);
beforeAll(() => void process.on("unhandledRejection", note).on("uncaughtException", note));
afterAll(() => void process.off("unhandledRejection", note).off("uncaughtException", note));

/** Forms that concern another kind of answer, or say the same in another way. */
const readable: readonly string[] = ["legacy", "partial"];

describe("200 that must not be believed", () => {
  it.for(bends.filter((form) => !readable.includes(form)))(
    "%s: counted as a failure, the next answers",
    async (form) => {
      const app = await startApp(double());
      double().setFault({ kind: "body", path: FINBERT, form });
      const { verdict } = await app.analyse(ask);
      expect(verdict).toMatchObject({ engine: "hf_inference_api", model: "financial_news", label: "bullish" });
      expect(verdict.degraded).toMatchObject([{ model: "financial_sentiment" }]);
      expect(["bad_answer", "unreachable"]).toContain(verdict.degraded[0]?.code);
      const finbert = (await app.stats()).upstream.models.find(({ key }) => key === "financial_sentiment");
      expect(finbert?.answered).toBe(0);
      expect(Object.values(finbert?.failed ?? {}).reduce((sum, each) => sum + each, 0)).toBeGreaterThan(0);
      expect(app.container.models.remote.model("financial_sentiment").standing).toBe("unverified");
    },
  );

  it.for(bends)("%s from every model: never shown", async (form) => {
    const app = await startApp(double());
    const sound = await app.analyse({ ...ask, use_cache: false });
    double().setFault({ kind: "body", service: "router", form });
    const { verdict } = await app.analyse({ ...ask, use_cache: false });
    // Verified, so one text goes alone: then a flat list is as good as a nested one.
    if (verdict.engine === "hf_inference_api") expect(verdict.scores).toEqual(sound.verdict.scores);
    const total = verdict.scores.bullish + verdict.scores.neutral + verdict.scores.bearish;
    expect(total).toBeCloseTo(1, 6);
    if (form === "flat") expect(verdict).toMatchObject({ engine: "hf_inference_api", degraded: [] });
    else if (!readable.includes(form)) expect(verdict.engine).toBe("lexical");
  });

  it.for([
    { kind: "garbage", service: "router" },
    { kind: "close", service: "router" },
    { kind: "cut", service: "router", framing: "length" },
    { kind: "cut", service: "router", framing: "chunked" },
    { kind: "redirect", service: "router", location: "http://169.254.169.254/latest" },
    { kind: "status", service: "router", status: 500, form: "html" },
    { kind: "status", service: "router", status: 418 },
    { kind: "too-busy", service: "router" },
    { kind: "gated", service: "router" },
    { kind: "not-supported", service: "router" },
    { kind: "reply", service: "router", status: 200, headers: { "content-type": "application/json" }, body: "[[]]" },
    { kind: "headers", service: "router", set: { "content-encoding": "gzip" } },
  ] as const)("$kind: the lexical reader answers", async (fault) => {
    const app = await startApp(double());
    double().setFault(fault);
    const { verdict } = await app.analyse(ask);
    expect(verdict.engine).toBe("lexical");
    expect(JSON.stringify(verdict.degraded)).not.toMatch(/169\.254|<html|127\.0\.0\.1/);
  });

  it("nothing was left uncaught", async () => {
    await new Promise((resolve) => setImmediate(resolve));
    console.log(`${bends.length} forms, one model and all: ${uncaught.length} uncaught`);
    expect(uncaught).toEqual([]);
  });
});
