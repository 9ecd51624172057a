import type { Outcome } from "@/lib/core/failure";
import type { Classified, ClassifyRequest, LabelScore, TextClassifier } from "@/lib/core/ports";

/** What a fake gives for one call. */
export type FakeAnswer = (request: ClassifyRequest) => Outcome<Classified> | Promise<Outcome<Classified>>;

interface PlainClassifier extends TextClassifier {
  /** The texts of each call, in order. */
  readonly calls: readonly (readonly string[])[];
  /** What it says from now on. */
  answer: FakeAnswer;
}

/** A classifier in memory that reads rising and falling words, for models with the labels positive, neutral and negative. */
export function plainClassifier(answer: FakeAnswer = readPlainly): PlainClassifier {
  const calls: (readonly string[])[] = [];
  const fake: PlainClassifier = {
    calls,
    answer,
    async classify(request) {
      calls.push(request.texts);
      return fake.answer(request);
    },
  };
  return fake;
}

const rank = (positive: number, neutral: number, negative: number): LabelScore[] => [
  { label: "positive", score: positive },
  { label: "neutral", score: neutral },
  { label: "negative", score: negative },
];

export function readPlainly({ texts }: ClassifyRequest): Outcome<Classified> {
  const rankings = texts.map((text) => {
    if (/soar|rall|good|great/i.test(text)) return rank(0.8, 0.15, 0.05);
    return /collaps|crash|steal|lost/i.test(text) ? rank(0.05, 0.15, 0.8) : rank(0.1, 0.8, 0.1);
  });
  return { ok: true, value: { rankings, computeS: 0.01 } };
}
