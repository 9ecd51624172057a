import type { EngineName, Scores, Thresholds } from "../../contracts/verdict";
import { ok } from "../errors";
import { failed, type Outcome } from "../failure";
import type {
  CacheHit,
  Clock,
  KeptReading,
  Reading,
  ReadingCache,
  ReadRequest,
  Report,
  SentimentEngine,
  SharedTurns,
} from "../ports";
import { createFlights } from "../resilience/create-flights";
import { readInTurn } from "../resilience/read-in-turn";
import { averageParts } from "./average-parts";
import { calibrationOf } from "./calibration";
import { classifyParts, MOST_PARTS, type ModelCaller } from "./classify-parts";
import { LONGEST_LOADING_MS, type ModelState } from "./create-model-state";
import { normaliseText, prepareText } from "./prepare-text";
import { proveModel } from "./prove-model";
import { splitText } from "./split-text";

export interface ModelEngineOptions extends ModelCaller {
  readonly engine: EngineName;
  readonly state: ModelState;
  readonly cache: ReadingCache;
  readonly clock: Pick<Clock, "now">;
  /** Where other processes read the same texts. */
  readonly turns?: SharedTurns | undefined;
  /** A short, even digest of a text: cache keys hold no text. */
  readonly digest: (text: string) => string;
  /** Waits without keeping the process alive. */
  readonly sleep: (ms: number) => Promise<void>;
  readonly deadlineMs: (texts: number) => number;
  readonly report: Report;
  /** Told of each look into the cache. */
  readonly looked: (hit: "fresh" | "stale" | "miss") => void;
}

/** The words that go with a level are the cautious ones. */
const thresholds: Thresholds = { abstain_below: 0.5, fairly_sure_from: 0.7, sure_from: 0.9, confidence_cap: 1 };

/** Background calls to a model that is loading, before it is left to the next person who asks. */
const MOST_WARMING_CALLS = 20;

/** A remote model as an engine: cached, shared between equal requests, believed only after it was checked. */
export function createModelEngine(options: ModelEngineOptions): SentimentEngine {
  const { spec, state, cache, digest, deadlineMs, looked } = options;
  const flights = createFlights<KeptReading>({ late: failed("timed_out"), gone: failed("cancelled") });
  const warm = createWarmer(options);
  const inBackground = (work: Promise<unknown>): void => {
    work.catch((cause: unknown) => options.report("background_call_failed", { engine: spec.key, cause }));
  };

  const readAnew = async (texts: readonly string[], signal: AbortSignal): Promise<Outcome<readonly KeptReading[]>> => {
    const refusal = state.refusal();
    if (refusal !== null) return { ok: false, error: refusal };
    const golden = state.look().kind === "ready" ? [] : spec.golden;
    const whole = texts.map((text) => splitText(prepareText(spec, text), spec.maxTokens));
    // What is longer than one call would not be read before the deadline: its beginning is.
    const parts = whole.map((own) => own.slice(0, MOST_PARTS));
    const calls = batches(parts.flat(), golden.length).map((batch, index) =>
      classifyParts(options, batch, index === 0 ? golden : [], signal),
    );
    const scores: Scores[] = [];
    for (const outcome of await Promise.all(calls)) {
      if (!outcome.ok) {
        state.note(outcome.error);
        if (outcome.error.code === "loading") warm();
        return outcome;
      }
      scores.push(...outcome.value);
    }
    if (golden.length > 0) state.proved();
    return ok(
      parts.map((own, index) => ({
        scores: averageParts(own, scores.splice(0, own.length)),
        chunks: own.length,
        ...(own.length < (whole[index]?.length ?? 0) ? { truncated: true } : {}),
      })),
    );
  };

  const readAndKeep = (texts: readonly string[], keys: readonly string[], signal: AbortSignal, anew: boolean) => {
    const textOf = new Map(keys.map((key, index) => [key, texts[index] ?? ""]));
    const ms = deadlineMs(texts.length);
    const work = async (wanted: readonly string[], shared: AbortSignal) => {
      const outcome = await readAnew(
        wanted.map((key) => textOf.get(key) ?? ""),
        shared,
      );
      if (outcome.ok) for (const [index, kept] of outcome.value.entries()) void cache.set(wanted[index] ?? "", kept);
      return outcome;
    };
    const { turns, clock, sleep } = options;
    if (turns === undefined) return flights.share({ keys, signal, ms, work });
    return flights.share({
      keys,
      signal,
      ms,
      work: (wanted, shared) => readInTurn({ turns, clock, sleep }, { keys: wanted, signal: shared, ms, anew, work }),
    });
  };

  const keyOf = (plain: string): string => digest(`${spec.id}\n${spec.revision}\n${spec.temperature}\n${plain}`);
  const lookUp = (keys: readonly string[], useCache: boolean): Promise<readonly (CacheHit | undefined)[]> =>
    Promise.all(keys.map((key) => (useCache ? cache.get(key) : undefined)));

  return {
    key: spec.key,
    name: spec.name,
    engine: options.engine,
    id: spec.id,
    revision: spec.revision,
    dtype: null,
    thresholds,
    calibrated: calibrationOf(spec.key, null) !== null,
    weight: spec.weight,
    ...(spec.languages && { languages: spec.languages }),
    async read({ texts, useCache, signal }: ReadRequest): Promise<Outcome<readonly Reading[]>> {
      const plain = texts.map(normaliseText);
      const keys = plain.map(keyOf);
      const hits = await lookUp(keys, useCache);
      if (useCache) for (const hit of hits) looked(hit === undefined ? "miss" : hit.stale ? "stale" : "fresh");

      const old = keys.flatMap((_, index) => (hits[index]?.stale ? [index] : []));
      const missing = keys.flatMap((_, index) => (hits[index] === undefined ? [index] : []));
      const pick = <T>(list: readonly T[], at: readonly number[]): T[] => at.flatMap((index) => list[index] ?? []);
      if (missing.length === 0) {
        // Good enough to answer with; what is newer comes with the next request.
        if (old.length > 0)
          inBackground(readAndKeep(pick(plain, old), pick(keys, old), new AbortController().signal, false));
        return ok(hits.flatMap((hit) => (hit === undefined ? [] : fromCache(hit))));
      }
      const wanted = [...missing, ...old];
      const read = await readAndKeep(pick(plain, wanted), pick(keys, wanted), signal, !useCache);
      if (!read.ok) return read;
      const fresh = new Map(wanted.map((at, index) => [at, read.value[index]]));
      return ok(
        keys.flatMap((_, index) => {
          const kept = fresh.get(index);
          const hit = hits[index];
          return kept ? toReading(kept) : hit ? fromCache(hit) : [];
        }),
      );
    },
    async recall({ texts, useCache }: ReadRequest): Promise<readonly (Reading | undefined)[]> {
      const hits = await lookUp(
        texts.map((text) => keyOf(normaliseText(text))),
        useCache,
      );
      return hits.map((hit) => hit && fromCache(hit));
    },
  };
}

const toReading = (kept: KeptReading): Reading => ({ ...kept, reasons: [], understood: true });
const fromCache = ({ reading, ageS }: CacheHit): Reading => ({ ...toReading(reading), cachedAgeS: ageS });

/** At most so many texts a call; the golden sentences travel with the first. */
function batches(parts: readonly string[], golden: number): string[][] {
  const lists: string[][] = [];
  for (let at = 0; at < parts.length; ) {
    const room = MOST_PARTS - (at === 0 ? golden : 0);
    lists.push(parts.slice(at, at + room));
    at += room;
  }
  return lists;
}

/** Asks a loading model in the background until it answers, so that no person waits for it. */
function createWarmer(options: ModelEngineOptions): () => void {
  const { spec, state, sleep } = options;
  let warming = false;
  const run = async (): Promise<void> => {
    for (let call = 0; call < MOST_WARMING_CALLS; call += 1) {
      const now = state.look();
      if (now.kind !== "loading") return;
      // Some need a minute, some less than they say: a quarter of it, from two seconds to twenty.
      const saidMs = Math.min(LONGEST_LOADING_MS, (now.because.retryAfterS ?? 20) * 1000);
      await sleep(Math.min(20_000, Math.max(2_000, saidMs / 4)));
      const signal = new AbortController().signal;
      const outcome = await proveModel(options, signal);
      if (outcome.ok) return;
    }
  };
  return () => {
    if (warming) return;
    warming = true;
    run()
      .catch((cause: unknown) => options.report("background_call_failed", { engine: spec.key, cause }))
      .finally(() => {
        warming = false;
      });
  };
}
