import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { catalogue } from "@/lib/core/models/catalogue";
import { toScores } from "@/lib/core/models/to-scores";
import type { ClassifyRequest, LabelScore, TextClassifier } from "@/lib/core/ports";
import { decideLabel } from "@/lib/core/sentiment/decide-label";

export interface ClassifierUnderTest {
  readonly classifier: TextClassifier;
  close(): Promise<void>;
}

const GOOD = "Bitcoin surges to a record high, bulls are very strong";
const BAD = "Bitcoin crashes, panic selling and heavy losses everywhere";
const mixed = Array.from({ length: 32 }, (_, at) => (at % 3 === 0 ? `${GOOD} (${at})` : `${BAD} (${at})`));

const specOf = (key: string) => {
  const spec = catalogue.find((one) => one.key === key);
  if (spec === undefined || spec.task === "text-generation") throw new Error(`no such model: ${key}`);
  return { ...spec, task: spec.task };
};

/** A request to a model of the catalogue. */
export function requestOf(key: string, texts: readonly string[], signal = AbortSignal.timeout(8_000)): ClassifyRequest {
  const { id, task, labels } = specOf(key);
  return { id, task, texts, labels: Object.keys(labels), signal };
}

const usable = catalogue.filter(({ unusable }) => unusable === null).map(({ key }) => key);

const oddTexts: readonly string[] = [
  "",
  " ",
  "🚀🚀🚀 to the moon 👩‍🚀🏳️‍🌈",
  "ביטקוין עולה \u202e drawkcab \u202c البيتكوين يرتفع",
  "half a pair \ud800 and the other \udc00",
  'quotes " and \\ and \u0000 and \u2028 and <script>',
  "比特币创历史新高",
  "e\u0301\u0323".repeat(50),
  "market falls ".repeat(1_600).slice(0, 20_000),
  "x".repeat(20_000),
];

/** What every text classifier does, whoever answers behind it. */
export function textClassifierContract(name: string, make: () => Promise<ClassifierUnderTest>): void {
  describe(name, () => {
    let made: ClassifierUnderTest | null = null;
    beforeAll(async () => {
      made = await make();
    });
    afterAll(() => made?.close());

    const ask = async (request: ClassifyRequest) => {
      if (made === null) throw new Error("The classifier is not up yet.");
      return made.classifier.classify(request);
    };
    const rankingsOf = async (request: ClassifyRequest): Promise<readonly (readonly LabelScore[])[]> => {
      const answer = await ask(request);
      if (!answer.ok) throw new Error(`${answer.error.code}: ${answer.error.detail}`);
      expect(answer.value.computeS).toBeGreaterThanOrEqual(0);
      return answer.value.rankings;
    };
    /** The labels that the core makes of the rankings; every one of them must be believed. */
    const moodsOf = async (key: string, texts: readonly string[]) =>
      (await rankingsOf(requestOf(key, texts))).map((ranking) => {
        const scores = toScores(specOf(key), ranking);
        if (!scores.ok) throw new Error(scores.error.detail);
        return decideLabel(scores.value);
      });

    it.for(usable)("%s tells good from bad news, one text a call", async (key) => {
      expect([...(await moodsOf(key, [GOOD])), ...(await moodsOf(key, [BAD]))]).toEqual(["bullish", "bearish"]);
    });

    it.for(usable)("%s reads its golden sentences right, every one", async (key) => {
      const { golden } = specOf(key);
      const moods = await moodsOf(
        key,
        golden.map(({ text }) => text),
      );
      expect(moods).toEqual(golden.map(({ label }) => label));
    });

    it.for(["financial_sentiment", "zero_shot"])("%s reads 32 texts in a call, in their order", async (key) => {
      expect(await moodsOf(key, mixed)).toEqual(mixed.map((text) => (text.startsWith(GOOD) ? "bullish" : "bearish")));
    });

    it.for(["financial_sentiment", "zero_shot"])("%s reads a text alike, alone and among others", async (key) => {
      const among = await rankingsOf(requestOf(key, mixed.slice(0, 5)));
      const [alone] = await rankingsOf(requestOf(key, mixed.slice(3, 4)));
      expect(among[3]).toEqual(alone);
    });

    it.for(["financial_sentiment", "zero_shot"])("%s gives every label of a text once", async (key) => {
      const request = requestOf(key, [GOOD, BAD]);
      for (const ranking of await rankingsOf(request))
        expect(ranking.map(({ label }) => label.toLowerCase()).sort()).toEqual([...request.labels].sort());
    });

    it.for(["twitter_sentiment", "zero_shot"])("%s takes whatever people write", async (key) => {
      expect(await moodsOf(key, oddTexts)).toHaveLength(oddTexts.length);
      for (const text of oddTexts) expect(await moodsOf(key, [text])).toHaveLength(1);
    });

    it("is cancelled by its signal", async () => {
      const request = requestOf("financial_sentiment", [GOOD], AbortSignal.abort());
      expect(await ask(request)).toMatchObject({ ok: false, error: { code: "cancelled" } });
    });

    it("says of a model that nobody serves that it is not served", async () => {
      for (const id of ["nobody/nothing", "OpenC/crypto-gpt-o3-mini"]) {
        const request = { ...requestOf("financial_sentiment", [GOOD]), id };
        expect(await ask(request)).toMatchObject({ ok: false, error: { code: "not_served" } });
      }
    });

    it("answers many calls at once, each for itself", async () => {
      const moods = await Promise.all(mixed.map((text) => moodsOf("financial_sentiment", [text])));
      expect(moods.flat()).toEqual(mixed.map((text) => (text.startsWith(GOOD) ? "bullish" : "bearish")));
    });
  });
}
