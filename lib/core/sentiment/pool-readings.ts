import type { Reading } from "../ports";
import { capScores, measureDisagreement, poolScores } from "./pool-scores";

/** What several engines said of one text, as one reading that is no surer than `cap`. At least one. */
export function poolReadings(
  said: readonly { readonly engine: { readonly key: string; readonly weight: number }; readonly reading: Reading }[],
  cap: number,
): Reading {
  // A reader that knows no word of a text has no opinion on it.
  const understood = said.filter(({ reading }) => reading.understood);
  const heard = understood.length > 0 ? understood : said;
  const opinions = heard.map(({ reading, engine }) => ({ scores: reading.scores, weight: engine.weight }));
  const explained = heard.find(({ reading }) => reading.reasons.length > 0);
  const ages = heard.map(({ reading }) => reading.cachedAgeS);
  return {
    scores: capScores(poolScores(opinions), cap),
    reasons: explained?.reading.reasons ?? [],
    ...(explained && { explainedBy: explained.engine.key }),
    chunks: Math.max(...heard.map(({ reading }) => reading.chunks)),
    truncated: heard.some(({ reading }) => reading.truncated),
    understood: understood.length > 0,
    ...(heard.length > 1 ? { disagreement: measureDisagreement(opinions) } : {}),
    ...(ages.includes(undefined) ? {} : { cachedAgeS: Math.max(...ages.map((age) => age ?? 0)) }),
  };
}
