import { afterAll, describe, expect, it } from "vitest";
import { requestOf, textClassifierContract } from "../../../tests/contract/text-classifier";
import { startDouble } from "../../../tests/hf-double/start-double";
import { doubleForTests, TOKEN } from "../../../tests/hf-double/test-kit";
import type { ClassifyRequest } from "../../core/ports";
import { createHttpFetch } from "../http/create-http-fetch";
import { createHfClassifier } from "./create-hf-classifier";

textClassifierContract("the Inference API", async () => {
  const double = await startDouble();
  const { fetch, close } = createHttpFetch();
  return {
    classifier: createHfClassifier({ routerOrigin: double.origins.router, token: TOKEN, fetch }),
    async close() {
      await close();
      await double.stop();
    },
  };
});

const double = doubleForTests();
const http = createHttpFetch();
afterAll(() => http.close());

const ask = (request: ClassifyRequest, token: string | null = TOKEN) =>
  createHfClassifier({ routerOrigin: double().origins.router, token, fetch: http.fetch }).classify(request);
const one = () => requestOf("financial_sentiment", ["Prices rally"]);

describe("what is sent", () => {
  it("for text classification", async () => {
    await ask(requestOf("financial_sentiment", ["Prices rally", "Prices fall"]));
    expect(double().requests()).toHaveLength(1);
    const [sent] = double().requests();
    expect(sent).toMatchObject({
      service: "router",
      method: "POST",
      path: "/hf-inference/models/ProsusAI/finbert",
      query: "",
      headers: { authorization: "Bearer ***", "content-type": "application/json" },
    });
    expect(sent?.headers["user-agent"]).toMatch(/^@huggingface\/inference\/\d/);
    expect(sent?.headers).not.toHaveProperty("cookie");
    expect(JSON.parse(sent?.body ?? "")).toEqual({
      inputs: ["Prices rally", "Prices fall"],
      parameters: { top_k: 3, function_to_apply: "softmax", truncation: true },
    });
  });

  it("for zero-shot classification", async () => {
    const request = requestOf("zero_shot", ["Prices rally"]);
    await ask(request);
    const [sent] = double().requests();
    expect(sent?.path).toBe("/hf-inference/models/facebook/bart-large-mnli");
    expect(JSON.parse(sent?.body ?? "")).toEqual({
      inputs: ["Prices rally"],
      parameters: { candidate_labels: request.labels, multi_label: false },
    });
  });

  it("whole surrogate pairs, and nothing of half ones", async () => {
    await ask(requestOf("financial_sentiment", ["a \ud800 b 🚀 \udc00"]));
    expect(JSON.parse(double().requests()[0]?.body ?? "")).toMatchObject({ inputs: ["a \ufffd b 🚀 \ufffd"] });
  });

  it("no Authorization without a token", async () => {
    expect(await ask(one(), null)).toMatchObject({ error: { code: "no_key" } });
    expect(double().requests()[0]?.headers).not.toHaveProperty("authorization");
  });

  it("one request a call, whatever the answer", async () => {
    for (const status of [429, 500, 503] as const) {
      double().reset();
      double().setFault({ kind: "status", status });
      expect(await ask(one())).toMatchObject({ ok: false });
      expect(double().requests()).toHaveLength(1);
    }
  });
});

describe("connections", () => {
  it("are used again, also after a refusal", async () => {
    const own = await startDouble();
    const { fetch, close } = createHttpFetch();
    const classifier = createHfClassifier({ routerOrigin: own.origins.router, token: TOKEN, fetch });
    try {
      own.setFault({ kind: "rate-limited", times: 1 });
      for (let call = 0; call < 4; call++) {
        await classifier.classify(one());
        // The agent takes a connection back a moment after the last byte.
        await new Promise((resolve) => setTimeout(resolve, 30));
      }
      expect(own.requests()).toHaveLength(4);
      expect(own.sockets("router").accepted).toBe(1);
      for (let call = 0; call < 20; call++) await classifier.classify(one());
      expect(own.sockets("router").accepted).toBeLessThanOrEqual(2);
    } finally {
      await close();
      await own.stop();
    }
  });

  it("are bounded", async () => {
    double().setFault({ kind: "latency", delay: 40 });
    const answers = await Promise.all(Array.from({ length: 80 }, () => ask(one())));
    expect(answers.every(({ ok }) => ok)).toBe(true);
    expect(double().sockets("router").peak).toBeLessThanOrEqual(40);
  });

  it("are not redirected: the token stays where it belongs", async () => {
    const other = await startDouble();
    try {
      for (const status of [301, 302, 303, 307, 308]) {
        double().reset();
        double().setFault({ kind: "redirect", status, location: `${other.origins.router}/hf-inference/models/a/b` });
        expect(await ask(one())).toMatchObject({ ok: false, error: { code: "bad_answer" } });
        expect(double().requests()).toHaveLength(1);
      }
      expect(other.requests()).toEqual([]);
      expect(other.sockets("router").accepted).toBe(0);
    } finally {
      await other.stop();
    }
  });
});

describe("the token", () => {
  const tokens = [
    "hf_secretvalue",
    'hf_secret"value',
    "hf_secret\nvalue",
    "hf_secret\r\nX-Evil: 1",
    "hf_secret\u0000value",
  ];
  const strange = ["hf_secret värde", "hf_secret\u2028value", "hf_secret 🚀", " hf_secret"];

  it.for([...tokens, ...strange])("is in no failure: %j", async (token) => {
    const failures: unknown[] = [];
    const collect = async (): Promise<void> => {
      failures.push(await ask(one(), token).catch((thrown: unknown) => thrown));
    };
    for (const status of [400, 401, 402, 403, 404, 410, 422, 429, 500, 503]) {
      const headers = { "content-type": "application/json" };
      double().setFault({ kind: "reply", status, times: 1, headers, body: JSON.stringify({ error: `bad ${token}` }) });
      await collect();
    }
    double().reset();
    double().setFault({ kind: "reset" });
    await collect();
    for (const thrown of failures) {
      expect(thrown).toMatchObject({ ok: false });
      expect(thrown).not.toBeInstanceOf(Error);
      expect(JSON.stringify(thrown)).not.toContain("hf_secret");
    }
    expect(JSON.stringify(double().requests())).not.toContain("X-Evil");
  });

  it.for(["hf_a\nb", "hf_a b", "hf_ä", "", "\u0000", `hf_${"a".repeat(510)}`])(
    "%j is refused before anything is sent",
    async (token) => {
      expect(await ask(one(), token)).toMatchObject({ ok: false, error: { code: "bad_key" } });
      expect(double().requests()).toEqual([]);
    },
  );
});
