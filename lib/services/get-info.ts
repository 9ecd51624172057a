import type { z } from "zod";
import { functions } from "../contracts/functions";
import type { info } from "../contracts/functions/info";
import { sentiment } from "../contracts/functions/sentiment";
import { sentimentBulk } from "../contracts/functions/sentiment-bulk";
import { MAX_BULK_TEXTS, MAX_QUICK_LENGTH, MAX_TEXT_LENGTH } from "../contracts/limits";

import { categories, labels } from "../contracts/verdict";
import { ok, type Result } from "../core/errors";
import type { EngineCheck, SentimentEngine } from "../core/ports";

type Info = z.output<typeof info.output>;

export interface InfoDeps {
  readonly version: string;
  readonly environment: Info["environment"];
  readonly engines: readonly SentimentEngine[];
  /** The engines' latest checks, by key. */
  readonly checks: () => ReadonlyMap<string, EngineCheck>;
  readonly limits: { readonly sentimentPerMinute: number; readonly readPerMinute: number };
}

/** Says what this server is, what it can be asked and within which limits. Never fails. */
export function getInfo({ deps }: { readonly deps: InfoDeps }): Result<Info> {
  const checks = deps.checks();
  return ok({
    success: true,
    name: "Barometer",
    version: deps.version,
    environment: deps.environment,
    engines: deps.engines.map(({ key, engine, revision }) => {
      const check = checks.get(key);
      return {
        key,
        engine,
        revision,
        state: check?.passed ? "ready" : "failed",
        detail: check?.detail ?? "not checked yet",
      };
    }),
    functions: functions.map(({ name, method, path, summary }) => ({ name, method, path, summary })),
    labels: [...labels],
    categories: [...categories],
    limits: {
      text_length: MAX_TEXT_LENGTH,
      quick_text_length: MAX_QUICK_LENGTH,
      bulk_texts: MAX_BULK_TEXTS,
      body_bytes: sentiment.bodyLimit,
      bulk_body_bytes: sentimentBulk.bodyLimit,
      sentiment_requests_per_minute: deps.limits.sentimentPerMinute,
      read_requests_per_minute: deps.limits.readPerMinute,
    },
    openapi: "/api/openapi.json",
  });
}
