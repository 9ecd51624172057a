import { describe, expect, it } from "vitest";
import { doubleForTests, infer, readJson, type Scored } from "./test-kit";

const double = doubleForTests({ unserved: ["ElKulako/cryptobert"] });
const GOOD = "Bitcoin surges to a record high, bulls are very strong";
const BAD = "Bitcoin crashes, panic selling and heavy losses everywhere";

const rankings = (model: string, body: unknown) => readJson<Scored[][]>(infer(double().origins.router, model, body));

describe("text classification", () => {
  it.for([
    ["kk08/CryptoBERT", ["LABEL_0", "LABEL_1"], "LABEL_1", "LABEL_0"],
    ["ProsusAI/finbert", ["negative", "neutral", "positive"], "positive", "negative"],
    ["StephanAkkerman/FinTwitBERT-sentiment", ["BEARISH", "BULLISH", "NEUTRAL"], "BULLISH", "BEARISH"],
    ["cardiffnlp/twitter-roberta-base-sentiment-latest", ["negative", "neutral", "positive"], "positive", "negative"],
  ] as const)("%s answers in its own labels, best first, summing to one", async ([model, labels, good, bad]) => {
    for (const [text, best] of [
      [GOOD, good],
      [BAD, bad],
    ] as const) {
      const answer = await rankings(model, { inputs: text });
      expect(answer).toHaveLength(1);
      const [ranking = []] = answer;
      expect(ranking.map(({ label }) => label).sort()).toEqual(labels);
      expect(ranking[0]?.label).toBe(best);
      const scores = ranking.map(({ score }) => score);
      expect(scores).toEqual([...scores].sort((a, b) => b - a));
      expect(scores.reduce((sum, score) => sum + score)).toBeCloseTo(1, 9);
    }
  });

  it("varies with the text and the model, and repeats itself", async () => {
    const top = async (model: string, inputs: string) => (await rankings(model, { inputs }))[0]?.[0]?.score;
    const first = await top("ProsusAI/finbert", GOOD);
    expect(await top("ProsusAI/finbert", GOOD)).toBe(first);
    expect(await top("ProsusAI/finbert", `${GOOD} today`)).not.toBe(first);
    expect(await top("mrm8488/distilroberta-finetuned-financial-news-sentiment-analysis", GOOD)).not.toBe(first);
  });

  it("carries the headers of the provider", async () => {
    const response = await infer(double().origins.router, "ProsusAI/finbert", { inputs: GOOD });
    expect(response.headers.get("content-type")).toBe("application/json");
    expect(response.headers.get("x-compute-type")).toBe("cpu");
    expect(Number(response.headers.get("x-compute-time"))).toBeGreaterThan(0);
    expect(response.headers.get("x-request-id")).toMatch(/^Root=1-[0-9a-f]{8}-[0-9a-f]{24};[0-9a-f-]{36}$/);
    expect(response.headers.has("ratelimit")).toBe(false);
  });

  it("gives a list one list of best labels without top_k, a ranking each with it", async () => {
    const inputs = [GOOD, BAD];
    const flat = await rankings("ProsusAI/finbert", { inputs });
    expect(flat).toHaveLength(1);
    expect(flat[0]?.map(({ label }) => label)).toEqual(["positive", "negative"]);
    const ranked = await rankings("ProsusAI/finbert", { inputs, parameters: { top_k: 2 } });
    expect(ranked.map((ranking) => ranking.length)).toEqual([2, 2]);
    expect(ranked.map((ranking) => ranking[0]?.label)).toEqual(["positive", "negative"]);
    const all = await rankings("ProsusAI/finbert", { inputs, parameters: { top_k: null } });
    expect(all.map((ranking) => ranking.length)).toEqual([3, 3]);
  });

  it("keeps top_k of one text, and scores each label by itself with a sigmoid", async () => {
    expect((await rankings("ProsusAI/finbert", { inputs: GOOD, parameters: { top_k: 1 } }))[0]).toHaveLength(1);
    const [ranking = []] = await rankings("ProsusAI/finbert", {
      inputs: GOOD,
      parameters: { function_to_apply: "sigmoid" },
    });
    expect(ranking.reduce((sum, { score }) => sum + score, 0)).not.toBeCloseTo(1, 3);
  });

  it("refuses texts that are longer than the model, unless told to cut them", async () => {
    const inputs = "market ".repeat(600);
    const bert = await infer(double().origins.router, "ProsusAI/finbert", { inputs });
    expect(bert.status).toBe(400);
    expect(await readJson<object>(bert)).toEqual({
      error: expect.stringMatching(/tensor a \(602\).*tensor b \(512\)/),
    });
    const model = "cardiffnlp/twitter-roberta-base-sentiment-latest";
    expect(await readJson(infer(double().origins.router, model, { inputs }))).toEqual({
      error: "index out of range in self",
    });
    const parameters = { truncation: true, max_length: 512 };
    expect((await infer(double().origins.router, "ProsusAI/finbert", { inputs, parameters })).status).toBe(200);
  });
});

describe("other tasks", () => {
  const bart = "facebook/bart-large-mnli";

  it("ranks the given labels, newer form for one text and older for a list", async () => {
    const parameters = { candidate_labels: ["crash", "rally", "weather"] };
    const one = await readJson<Scored[]>(infer(double().origin, bart, { inputs: "A rally lifts prices", parameters }));
    expect(one[0]?.label).toBe("rally");
    expect(one.reduce((sum, { score }) => sum + score, 0)).toBeCloseTo(1, 9);
    const list = await readJson<object[]>(infer(double().origin, bart, { inputs: ["up", "down"], parameters }));
    expect(list).toHaveLength(2);
    expect(list[0]).toMatchObject({ sequence: "up", labels: expect.any(Array), scores: expect.any(Array) });
    expect((await infer(double().origin, bart, { inputs: "up" })).status).toBe(400);
  });

  it.for([
    ["facebook/bart-large-cnn", "Prices rose. Nobody knows why.", [{ summary_text: "Prices rose." }]],
    ["google-t5/t5-small", "Hello", [{ translation_text: "« Hello »" }]],
    [
      "deepset/roberta-base-squad2",
      { question: "How much?", context: "It fell by 12%." },
      { answer: "12%.", start: 11, end: 15, score: 0.8 },
    ],
    [
      "dslim/bert-base-NER",
      "the Binance outage",
      [{ entity_group: "ORG", word: "Binance", start: 4, end: 11, score: 0.9 }],
    ],
  ] as const)("%s answers in the form of its task", async ([model, inputs, expected]) => {
    expect(await readJson(infer(double().origin, model, { inputs }))).toEqual(expected);
  });

  it("embeds texts, and finds texts with the same words alike", async () => {
    const path = "/hf-inference/models/sentence-transformers/all-MiniLM-L6-v2/pipeline";
    const vector = await readJson<number[]>(infer(double().origin, `${path}/feature-extraction`, { inputs: "coin" }));
    expect(vector).toHaveLength(384);
    expect(Math.hypot(...vector)).toBeCloseTo(1, 6);
    const inputs = { source_sentence: "bitcoin falls", sentences: ["bitcoin falls hard", "a quiet garden"] };
    const [near = 0, far = 1] = await readJson<number[]>(
      infer(double().origin, `${path}/sentence-similarity`, { inputs }),
    );
    expect(near).toBeGreaterThan(far + 0.3);
  });

  it("fills a mask", async () => {
    const [best] = await readJson<object[]>(
      infer(double().origin, "google-bert/bert-base-uncased", { inputs: "The [MASK] fell" }),
    );
    expect(best).toMatchObject({ token_str: "market", sequence: "The market fell" });
  });
});

describe("refusals", () => {
  const call = (token: string | null, model = "ProsusAI/finbert") =>
    fetch(`${double().origins.router}/hf-inference/models/${model}`, {
      method: "POST",
      headers: token === null ? {} : { authorization: `Bearer ${token}` },
      body: '{"inputs":"up"}',
    });

  it.for([
    [null, 401, "Invalid username or password."],
    ["sk-other", 401, "Invalid credentials in Authorization header"],
    ["hf_invalid", 401, "Invalid credentials in Authorization header"],
    ["hf_expired", 401, "Invalid credentials in Authorization header"],
    ["hf_weak", 403, "This authentication method does not have sufficient permissions"],
    ["hf_poor", 402, "You have depleted your monthly included credits"],
  ] as const)("token %s gets %i", async ([token, status, words]) => {
    const response = await call(token);
    expect(response.status).toBe(status);
    expect((await readJson<{ error: string }>(response)).error).toContain(words);
  });

  it("serves neither unknown models, nor ones without weights, nor ones set as unserved", async () => {
    for (const model of [
      "nobody/nothing",
      "OpenC/crypto-gpt-o3-mini",
      "agarkovv/CryptoTrader-LM",
      "ElKulako/cryptobert",
    ]) {
      const response = await call("hf_user", model);
      expect(response.status).toBe(400);
      expect(await response.json()).toEqual({ error: "Model not supported by provider hf-inference" });
    }
  });

  it.for([
    ["{", "not valid JSON"],
    ["{}", "'inputs' is required"],
    ['{"inputs":7}', "must be of type"],
    ['{"inputs":"up","parameters":{"top_k":"all"}}', "top_k"],
  ] as const)("body %s is a 400", async ([body, words]) => {
    const headers = { authorization: "Bearer hf_user" };
    const url = `${double().origins.router}/hf-inference/models/ProsusAI/finbert`;
    const response = await fetch(url, { method: "POST", headers, body });
    expect(response.status).toBe(400);
    expect((await readJson<{ error: string }>(response)).error).toContain(words);
  });

  it("knows only its own addresses and methods", async () => {
    const { router } = double().origins;
    expect((await fetch(`${router}/api/models/ProsusAI/finbert`)).status).toBe(404);
    expect(await (await infer(router, "/groq/openai/v1/chat/completions", {})).text()).toBe("Not Found");
    const wrong = await fetch(`${router}/hf-inference/models/ProsusAI/finbert`);
    expect(wrong.status).toBe(405);
    expect(wrong.headers.get("allow")).toBe("POST");
    expect(
      (await infer(router, "/hf-inference/models/ProsusAI/finbert/pipeline/summarization", { inputs: "a" })).status,
    ).toBe(400);
    expect((await infer(router, "openai-community/gpt2/v1/completions", { prompt: "a" })).status).toBe(400);
  });
});
