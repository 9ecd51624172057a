import type { Scores } from "../../contracts/verdict";
import { ok } from "../errors";
import { failed, type Outcome } from "../failure";
import type { TextClassifier } from "../ports";
import type { HostPolicy } from "../resilience/create-host-policy";
import type { GoldenSentence, ModelSpec } from "./model-spec";
import { readsRight } from "./reads-right";
import { toScores } from "./to-scores";

export interface ModelCaller {
  readonly spec: ModelSpec;
  readonly classifier: TextClassifier;
  readonly policy: HostPolicy;
  readonly book: (cost: { readonly computeS: number }) => void;
}

/** Texts of one request. Small encoders on a processor read about twenty a second. */
export const MOST_PARTS = 32;

/**
 * Sends parts of texts in one call, under the host's policies, and believes the answer or not. `golden` sentences travel along and
 * must be read right: a model whose labels were swapped is refused before anyone sees what it says.
 */
export async function classifyParts(
  { spec, classifier, policy, book }: ModelCaller,
  parts: readonly string[],
  golden: readonly GoldenSentence[],
  signal: AbortSignal,
): Promise<Outcome<readonly Scores[]>> {
  const { task } = spec;
  if (task === "text-generation") return failed("not_served", { detail: "it gives no labels" });
  const texts = [...golden.map(({ text }) => text), ...parts];
  return policy.ask(spec.key, texts.length, signal, async (attempt) => {
    const answer = await classifier.classify({
      id: spec.id,
      task,
      texts,
      labels: Object.keys(spec.labels),
      signal: attempt,
    });
    if (!answer.ok) return answer;
    book(answer.value);
    if (answer.value.rankings.length !== texts.length) {
      return failed("bad_answer", { detail: "it answered for another number of texts" });
    }
    const scores: Scores[] = [];
    for (const ranking of answer.value.rankings) {
      const believed = toScores(spec, ranking);
      if (!believed.ok) return believed;
      scores.push(believed.value);
    }
    // Models of others may miss one by a step.
    if (!readsRight(golden, scores, 1)) return failed("golden_failed");
    return ok(scores.slice(golden.length));
  });
}
