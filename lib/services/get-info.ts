import type { z } from "zod";
import { functions } from "../contracts/functions";
import type { info } from "../contracts/functions/info";
import { sentiment } from "../contracts/functions/sentiment";
import { sentimentBulk } from "../contracts/functions/sentiment-bulk";
import { MAX_BULK_TEXTS, MAX_CANDLES, MAX_INDICATORS, MAX_QUICK_LENGTH, MAX_TEXT_LENGTH } from "../contracts/limits";

import { categories, labels } from "../contracts/verdict";
import { ok, type Result } from "../core/errors";
import type { RemoteLook } from "../core/models/remote-look";
import type { EngineCheck, SentimentEngine, Tier } from "../core/ports";

type Info = z.output<typeof info.output>;

export interface InfoDeps {
  readonly version: string;
  readonly environment: Info["environment"];
  /** As a text goes through them. */
  readonly tiers: readonly Tier[];
  /** Readers of this process. */
  readonly local: readonly SentimentEngine[];
  readonly remote: RemoteLook;
  /** The engines' latest checks, by key. */
  readonly checks: () => ReadonlyMap<string, EngineCheck>;
  /** Whether verdicts can be flagged here. */
  readonly flagging: boolean;
  readonly limits: { readonly sentimentPerMinute: number; readonly readPerMinute: number };
}

/** Says what this server is, what it can be asked and within which limits. Never fails. */
export function getInfo({ deps }: { readonly deps: InfoDeps }): Result<Info> {
  const checks = deps.checks();
  const configured = deps.remote.mode;
  const refused = deps.remote.refusal()?.code === "bad_key" && configured.state === "auth";
  const { state: mode, why } = refused
    ? { state: "bad_key" as const, why: "HF_TOKEN was refused: local tiers" }
    : configured;
  const asksApi = mode === "auth" || mode === "public";
  return ok({
    success: true,
    name: "Barometer",
    version: deps.version,
    environment: deps.environment,
    mode: {
      name: modeOf(deps.environment, asksApi),
      why: `${deps.environment === "space" ? "in a Space" : "on a machine of its own"}; ${why}`,
      asks: deps.tiers.filter((tier) => tier.engine !== "hf_inference_api" || asksApi).map(({ engine }) => engine),
    },
    hugging_face: { use_api: asksApi, mode, why },
    engines: [
      {
        key: "hf_inference_api",
        engine: "hf_inference_api",
        revision: null,
        ...stateOf(checks.get("hf_inference_api")),
      },
      ...deps.local.map(({ key, engine, revision }) => ({ key, engine, revision, ...stateOf(checks.get(key)) })),
    ],
    functions: functions.map(({ name, method, path, summary }) => ({ name, method, path, summary })),
    labels: [...labels],
    categories: [...categories],
    limits: {
      text_length: MAX_TEXT_LENGTH,
      quick_text_length: MAX_QUICK_LENGTH,
      bulk_texts: MAX_BULK_TEXTS,
      candles: MAX_CANDLES,
      indicators: MAX_INDICATORS,
      body_bytes: sentiment.bodyLimit,
      bulk_body_bytes: sentimentBulk.bodyLimit,
      sentiment_requests_per_minute: deps.limits.sentimentPerMinute,
      read_requests_per_minute: deps.limits.readPerMinute,
    },
    features: { flagging: deps.flagging },
    openapi: "/api/openapi.json",
  });
}

const modeOf = (environment: Info["environment"], asksApi: boolean): Info["mode"]["name"] => {
  if (environment === "space") return asksApi ? "space_api" : "space_local";
  return asksApi ? "local_api" : "local_only";
};

const states = { pass: "ready", warn: "degraded", fail: "failed", off: "off" } as const;

const stateOf = (check: EngineCheck | undefined): Pick<Info["engines"][number], "state" | "detail"> => ({
  state: check ? states[check.status] : "failed",
  detail: check?.detail ?? "not checked yet",
});
