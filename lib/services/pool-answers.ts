import type { Degraded, EngineName, Thresholds } from "../contracts/verdict";
import type { Reading, SentimentEngine } from "../core/ports";
import { mostCareful } from "../core/sentiment/most-careful";
import { poolReadings } from "../core/sentiment/pool-readings";
import { readsLanguage } from "../core/sentiment/reads-language";

/** Who answered, alone or as several. */
export interface Voice {
  readonly engine: EngineName;
  readonly key: string;
  readonly thresholds: Thresholds;
  readonly calibrated: boolean;
  readonly languages?: readonly string[] | undefined;
}

/** What was said of one text. */
export interface Spoken {
  readonly voice: Voice;
  readonly reading: Reading;
  /** Tiers and models that did not answer. */
  readonly degraded: readonly Degraded[];
}

interface Answer {
  readonly engine: SentimentEngine;
  readonly readings: readonly Reading[];
}

/**
 * What those who answered say of each text: one alone, or several pooled. Of several only those count who read the text's language, where
 * any do. At least one answer.
 */
export function poolAnswers(
  answers: readonly Answer[],
  degraded: readonly Degraded[],
  languages: readonly (string | null)[],
): readonly Spoken[] {
  const [first] = answers;
  if (!first) throw new Error("poolAnswers needs an answer");
  return first.readings.map((_, index) => {
    const language = languages[index] ?? null;
    const able = answers.filter(({ engine }) => readsLanguage(engine.languages, language));
    return { ...speak(able.length > 0 ? able : answers, index), degraded };
  });
}

function speak(answers: readonly Answer[], index: number): { readonly voice: Voice; readonly reading: Reading } {
  const said = answers.flatMap(({ engine, readings }) => {
    const reading = readings[index];
    return reading ? [{ engine, reading }] : [];
  });
  const [only] = said;
  if (!only) throw new Error("an engine answered without a reading for a text");
  if (said.length === 1) return { voice: only.engine, reading: only.reading };
  const engines = said.map(({ engine }) => engine);
  const thresholds = mostCareful(engines.map((engine) => engine.thresholds));
  const voice: Voice = {
    engine: nameOf(engines),
    key: engines.map(({ key }) => key).join("+"),
    thresholds,
    // A pool of calibrated voices is not calibrated by that, and this one was not measured.
    calibrated: false,
    languages: sharedLanguages(engines),
  };
  return { voice, reading: poolReadings(said, thresholds.confidence_cap) };
}

const nameOf = (engines: readonly SentimentEngine[]): EngineName =>
  engines.some(({ engine }) => engine === "hf_inference_api") ? "hf_inference_api_ensemble" : "local_ensemble";

/** Of voices that were chosen by language: what any of them reads; undefined where one of them has not said. */
function sharedLanguages(engines: readonly SentimentEngine[]): readonly string[] | undefined {
  const all: string[] = [];
  for (const { languages } of engines) {
    if (languages === undefined) return undefined;
    all.push(...languages);
  }
  return [...new Set(all)];
}
