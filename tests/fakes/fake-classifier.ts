import { ok } from "@/lib/core/errors";
import type { Outcome } from "@/lib/core/failure";
import { failed } from "@/lib/core/failure";
import { catalogue } from "@/lib/core/models/catalogue";
import type { Classified, ClassifyRequest, LabelScore, TextClassifier } from "@/lib/core/ports";
import { readShipped } from "../lexical/shipped-reader";

export interface FakeClassifierOptions {
  /** Answers in place of the reader; undefined leaves the call to it. */
  readonly answer?: (request: ClassifyRequest) => Outcome<Classified> | Promise<Outcome<Classified>> | undefined;
  /** Every request is added here. */
  readonly calls?: ClassifyRequest[];
}

/** A remote model without a network: the lexical reader, in the labels of the model that is asked for. */
export function createFakeClassifier({ answer, calls }: FakeClassifierOptions = {}): TextClassifier {
  return {
    async classify(request) {
      calls?.push(request);
      if (request.signal.aborted) return failed("cancelled");
      const given = await answer?.(request);
      if (given !== undefined) return given;
      const spec = catalogue.find(({ id, unusable }) => id === request.id && unusable === null);
      if (spec === undefined) return failed("not_served");
      return ok({ rankings: request.texts.map((text) => rank(text, spec.labels)), computeS: 0.02 });
    },
  };
}

function rank(text: string, labels: (typeof catalogue)[number]["labels"]): LabelScore[] {
  const { scores } = readShipped(text, { explain: false });
  const known = Object.entries(labels).map(([label, means]) => ({ label, score: scores[means] }));
  const sum = known.reduce((total, { score }) => total + score, 0);
  return known.map(({ label, score }) => ({ label, score: score / sum })).sort((a, b) => b.score - a.score);
}
