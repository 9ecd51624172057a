import { isForeign, nameLanguage } from "@/components/blocks/language-words";
import { duration, isEnsemble, nameEngine, wait } from "@/components/blocks/verdict-words";
import type { Verdict } from "@/lib/contracts/verdict";
import type { Answer } from "./use-sentiment";

/** The name of a model of this verdict, for people. */
export const nameModel = (key: string, { models }: Pick<Verdict, "models">): string =>
  models.find((model) => model.key === key)?.name ?? key.replaceAll("_", " ");

/** Who answered, where, how fast, and how old the answer is. */
export function engineLine({ verdict, source }: Pick<Answer, "verdict" | "source">): string {
  const { engine, model, models, latency_ms: ms, cached, cached_age_s: age, truncated, language } = verdict;
  const spoke = models.filter(({ status }) => status === "ok");
  const together = isEnsemble(engine) ? `ensemble of ${spoke.length}` : null;
  const tiers = together === null ? [engine] : [...new Set(spoke.map((one) => one.engine))];
  // The lexical reader is its own tier: once is enough.
  const who = together ?? (engine === "lexical" ? null : nameModel(model, verdict));
  return [
    tiers.map(nameEngine).join(" + "),
    ...(who === null ? [] : [who]),
    source === "server" ? "on the server" : "in your browser",
    duration(ms),
    ...(cached ? [age === null ? "from the cache" : `from the cache, ${wait(age)} old`] : []),
    ...(isForeign(language) ? [`text in ${nameLanguage(language) ?? "another language"}`] : []),
    ...(truncated ? ["only the beginning was read"] : []),
  ].join(" · ");
}
