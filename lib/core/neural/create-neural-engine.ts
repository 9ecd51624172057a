import type { EngineName, Label, Reason, Scores, Thresholds } from "../../contracts/verdict";
import { ok } from "../errors";
import { type Failure, failed, type Outcome } from "../failure";
import { averageParts } from "../models/average-parts";
import { MOST_PARTS } from "../models/classify-parts";
import type { ModelState } from "../models/create-model-state";
import type { GoldenSentence, ModelSpec } from "../models/model-spec";
import { normaliseText, prepareText } from "../models/prepare-text";
import { readsRight } from "../models/reads-right";
import { splitText } from "../models/split-text";
import { toScores } from "../models/to-scores";
import type { Clock, Reading, ReadRequest, Report, SentimentEngine } from "../ports";
import { capScores } from "../sentiment/pool-scores";
import { endWithin } from "../with-deadline";
import { type Fusion, fuseScores } from "./fuse-scores";
import type { Classes, NeuralModel } from "./neural-model";
import { leaveOut, listSpans, weighSpans } from "./occlude";
import { toRanking } from "./to-ranking";

/** What stands beside a network in its folder. */
interface OpenModel {
  readonly model: NeuralModel;
  /** Sentences that must be read right before it is believed. */
  readonly golden: readonly GoldenSentence[];
  /** How many of them may be missed by a step. */
  readonly mostWeak: number;
  /** Null: the network speaks alone. */
  readonly fusion: Fusion | null;
  /** What its labels mean, where that was not known before it was opened. */
  readonly labels?: Readonly<Record<string, Label>>;
}

/** Reasons are worth so much time, and no more. */
const MOST_EXPLAINING_MS = 600;

export interface NeuralEngineOptions {
  readonly spec: ModelSpec;
  readonly engine: EngineName;
  readonly dtype: string;
  readonly thresholds: Thresholds;
  readonly calibrated: boolean;
  readonly state: ModelState;
  /** Looks at the model's files and makes it ready to be asked. Called again when it failed. */
  readonly open: () => Promise<Outcome<OpenModel>>;
  /** Those who come while it is being opened wait so long for it, counted from the beginning, and then go on without. */
  readonly patienceMs: number;
  /** True while others wait: reasons cost ten times a verdict, and are then left to another reader. */
  readonly isBusy?: () => boolean;
  readonly clock: Pick<Clock, "now">;
  readonly report: Report;
  /** The lexical reader: half of a fusion, and the judge of whether a text has words that are known. */
  readonly readLexical: (text: string) => Reading;
}

/**
 * A network of this device as an engine: proved by its golden sentences, fused with the lexical reader where both were calibrated as
 * one. A text that is read alone gets reasons by occlusion; many texts leave that to another reader.
 */
export function createNeuralEngine(options: NeuralEngineOptions): SentimentEngine {
  const { spec, state, readLexical, clock } = options;
  /** Milliseconds a text, at its best. */
  let fastest = Number.POSITIVE_INFINITY;
  const open = createProver(options);

  const believe = (
    texts: readonly string[],
    { labels, logits }: Classes,
    meaning: Readonly<Record<string, Label>> = spec.labels,
  ): Outcome<readonly Scores[]> => {
    if (logits.length !== texts.length)
      return failed("bad_answer", { detail: "it answered for another number of texts" });
    const scores: Scores[] = [];
    for (const row of logits) {
      const believed = toScores({ labels: meaning, temperature: spec.temperature }, toRanking(labels, row));
      if (!believed.ok) return believed;
      scores.push(believed.value);
    }
    return ok(scores);
  };

  /** Scores of whole texts, each read in parts, in one call. */
  const score = async (texts: readonly string[], { model, fusion, labels }: OpenModel, signal: AbortSignal) => {
    const whole = texts.map((text) => splitText(prepareText(spec, normaliseText(text)), spec.maxTokens));
    const parts = whole.map((own) => own.slice(0, MOST_PARTS));
    const flat = parts.flat();
    const asked = clock.now();
    const classes = await model.classify(flat, signal);
    if (!classes.ok) return classes;
    if (flat.length > 0) fastest = Math.min(fastest, (clock.now() - asked) / flat.length);
    const believed = believe(flat, classes.value, labels);
    if (!believed.ok) return believed;
    const left = [...believed.value];
    return ok(
      parts.map((own, index) => {
        const network = averageParts(own, left.splice(0, own.length));
        const lexical = readLexical(texts[index] ?? "");
        return {
          scores: capScores(speak(network, lexical, fusion), options.thresholds.confidence_cap),
          // A network that speaks alone may know words, and languages, that the lexical reader does not.
          understood: fusion === null || lexical.understood,
          chunks: own.length,
          truncated: own.length < (whole[index]?.length ?? 0),
        };
      }),
    );
  };

  /** None where the network is too slow to be asked that often, or does not answer: another reader then names the words. */
  const explainBy = async (text: string, whole: Scores, opened: OpenModel, signal: AbortSignal) => {
    const spans = listSpans(text);
    if (spans.length * fastest > MOST_EXPLAINING_MS || options.isBusy?.()) return [];
    const texts = spans.map((span) => leaveOut(text, span));
    // The verdict is there already; it does not wait for its reasons for ever.
    const without = await endWithin(
      { signal, ms: 1.5 * MOST_EXPLAINING_MS, late: failed("timed_out"), gone: failed("cancelled") },
      (within) => score(texts, opened, within),
    );
    if (!without.ok) return [];
    const scores = without.value.map((each) => each.scores);
    return weighSpans(text, spans, whole, scores);
  };

  return {
    key: spec.key,
    name: spec.name,
    engine: options.engine,
    id: spec.id,
    revision: spec.revision,
    dtype: options.dtype,
    thresholds: options.thresholds,
    calibrated: options.calibrated,
    weight: spec.weight,
    ...(spec.languages && { languages: spec.languages }),
    ...(spec.contains && { contains: spec.contains }),
    async read({ texts, explain, signal }: ReadRequest): Promise<Outcome<readonly Reading[]>> {
      const opened = await open(score, signal);
      if (!opened.ok) return opened;
      const scored = await score(texts, opened.value, signal);
      if (!scored.ok) {
        state.note(scored.error);
        return scored;
      }
      const [text = ""] = texts;
      const [first] = scored.value;
      if (!explain || texts.length !== 1 || first?.chunks !== 1) return ok(scored.value.map(withoutReasons));
      return ok([{ ...first, reasons: await explainBy(text, first.scores, opened.value, signal) }]);
    },
  };
}

/** Where both were calibrated as one, a text without a known word is beyond what was calibrated: the lexical reader then says how little it knows. */
function speak(network: Scores, lexical: Reading, fusion: Fusion | null): Scores {
  if (fusion === null) return network;
  return lexical.understood ? fuseScores(network, lexical.scores, fusion) : lexical.scores;
}

const withoutReasons = <T>(reading: T): T & { readonly reasons: readonly Reason[] } => ({ ...reading, reasons: [] });

type Score = (
  texts: readonly string[],
  opened: OpenModel,
  signal: AbortSignal,
) => Promise<Outcome<readonly { readonly scores: Scores }[]>>;

/** Opens a model once, and asks its golden sentences before anyone gets to see what it says. Those who come meanwhile wait with it. */
function createProver({ spec, state, open, patienceMs, clock, report }: NeuralEngineOptions) {
  let since = 0;
  let opened: OpenModel | null = null;
  let proving: Promise<Outcome<OpenModel>> | null = null;

  const prove = async (score: Score): Promise<Outcome<OpenModel>> => {
    const found = await open();
    if (!found.ok) return found;
    const { golden, mostWeak } = found.value;
    // Proved as it will be asked. No caller's leaving may end it: others wait for it too.
    const read = await score(
      golden.map(({ text }) => text),
      found.value,
      new AbortController().signal,
    );
    if (!read.ok) return read;
    const right = readsRight(
      golden,
      read.value.map(({ scores }) => scores),
      mostWeak,
    );
    return right ? found : failed("golden_failed");
  };

  return async (score: Score, signal: AbortSignal): Promise<Outcome<OpenModel>> => {
    const refusal = state.refusal();
    if (refusal !== null) return { ok: false, error: refusal };
    if (opened !== null && state.look().kind === "ready") return ok(opened);
    if (proving === null) {
      since = clock.now();
      proving = prove(score)
        .catch((cause: unknown) => failed("internal", { cause }))
        .then((outcome) => {
          proving = null;
          if (outcome.ok) {
            opened = outcome.value;
            state.proved();
          } else {
            const { code, detail, cause } = outcome.error;
            report("model_refused", { engine: spec.key, code, detail, cause });
            state.note(rest(outcome.error));
          }
          return outcome;
        });
    }
    const going = proving;
    const ms = Math.max(0, since + patienceMs - clock.now());
    return endWithin({ signal, ms, late: failed("loading"), gone: failed("cancelled") }, () => going);
  };
}

/** What may pass by itself is tried again after a while, not by each text. */
const REST_S = 60;
const rest = (error: Failure): Failure => ({ ...error, retryAfterS: error.retryAfterS ?? REST_S });
