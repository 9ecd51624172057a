import type { PartState } from "../contracts/parts";
import type { CandleSource } from "../core/market/candle-source";
import type { NeuralLook } from "../core/models/neural-look";
import type { RemoteLook } from "../core/models/remote-look";
import type { NewsSource } from "../core/news/news-source";
import { isStale } from "../core/parts/is-stale";
import type { Part } from "../core/parts/part";
import type { EngineCheck, SentimentEngine, StoreLook } from "../core/ports";
import { neuralStateOf, stateOf } from "./list-models";

export interface PartsDeps {
  readonly remote: RemoteLook;
  readonly neural: readonly NeuralLook[];
  readonly local: readonly SentimentEngine[];
  readonly checks: () => ReadonlyMap<string, EngineCheck>;
  readonly sources: readonly CandleSource[];
  readonly news: readonly NewsSource[];
  readonly stores: () => ReadonlyMap<string, StoreLook>;
}

const TIER = "hf_inference_api";

const HOUR_MS = 3_600_000;

/**
 * Everything that can be well or not, as far as is known; nobody is asked. Cheap: it is done every second. `wall`: milliseconds since the
 * epoch.
 */
export function lookAtParts(deps: PartsDeps, wall: number): readonly Part[] {
  const { remote } = deps;
  return [
    lookAtTier(remote),
    ...remote.specs.map((spec): Part => {
      const { state, cause, detail, retry_after_s: seconds } = stateOf(spec, remote);
      if (isBrief(cause, seconds)) {
        const { standing } = remote.model(spec.key);
        const calm: PartState = standing === "ready" ? "ready" : "not_asked_yet";
        return { kind: "model", key: spec.key, name: spec.name, state: calm, code: null, detail };
      }
      return { kind: "model", key: spec.key, name: spec.name, state, code: cause, detail };
    }),
    ...deps.neural.map((look): Part => {
      const { state, cause, detail } = neuralStateOf(look);
      return { kind: "model", key: look.spec.key, name: look.spec.name, state, code: cause, detail };
    }),
    ...deps.local.map(({ key, name }): Part => {
      const check = deps.checks().get(key);
      const state: PartState = check === undefined ? "not_asked_yet" : check.status === "pass" ? "ready" : "failed";
      return { kind: "model", key, name, state, code: null, detail: check?.detail ?? "not checked yet" };
    }),
    ...deps.sources.map((source): Part => {
      const { state, detail, lastCandle, lastOkAt } = source.look();
      const cadenceMs = source.cadenceH === null ? null : source.cadenceH * HOUR_MS;
      const { sample } = source;
      const stale = isStale({ kind: "candles", cadenceMs, lastItemAt: lastCandle, lastOkAt, now: wall, sample });
      if (state === "ready" && stale) return { ...named(source), ...oldCandles };
      // Whether it is old nobody knows who has not asked: what it was before still counts.
      const isUnknown = state === "ready" && stale === null && cadenceMs !== null && lastCandle !== null;
      return { ...named(source), ...(isUnknown ? notAskedLately : { state, code: null, detail }) };
    }),
    ...deps.news.map((source): Part => {
      const { state, detail, failure, lastOkAt } = source.look();
      const { sample, everyMs } = source;
      const stale = isStale({ kind: "news", cadenceMs: everyMs, lastItemAt: null, lastOkAt, now: wall, sample });
      if (state === "ready" && stale) return { ...named(source), ...oldNews };
      return { ...named(source), state, code: state === "failed" ? (failure?.code ?? null) : null, detail };
    }),
    ...[...deps.stores()].map(([key, { works, detail }]): Part => {
      const state: PartState = works ? "ready" : "failed";
      return { kind: "store", key, name: key, state, code: null, detail };
    }),
  ];
}

/** A budget of a minute fills up by itself, minute by minute, on a busy server: that is how it is meant, and no change. */
const isBrief = (code: Part["code"], seconds: number | null): boolean =>
  code === "budget_exhausted" && seconds !== null && seconds <= 60;

const named = ({ key, name }: CandleSource | NewsSource) => ({ kind: "source", key, name }) as const;

const oldCandles = { state: "stale", code: null, detail: "its newest candle is older than twice its cadence" } as const;
const notAskedLately = {
  state: "not_asked_yet",
  code: null,
  detail: "nobody has asked it for longer than its cadence",
} as const;
const oldNews = { state: "stale", code: null, detail: "it last answered longer ago than twice its cadence" } as const;

function lookAtTier(remote: RemoteLook): Part {
  const tier = { kind: "tier", key: TIER, name: "Hugging Face API" } as const;
  const { state, why } = remote.mode;
  if (state !== "auth" && state !== "public") {
    const code = state === "no_key" || state === "bad_key" ? state : null;
    return { ...tier, state: "off", code, detail: why };
  }
  const refusal = remote.refusal();
  if (refusal !== null && !isBrief(refusal.code, refusal.retryAfterS ?? null))
    return { ...tier, state: "resting", code: refusal.code, detail: refusal.detail };
  return { ...tier, state: remote.askedAt() === null ? "not_asked_yet" : "ready", code: null, detail: why };
}
