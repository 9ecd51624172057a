import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach } from "vitest";
import { functions } from "../../lib/contracts/functions";
import { health } from "../../lib/contracts/functions/health";
import { sentiment } from "../../lib/contracts/functions/sentiment";
import { stats } from "../../lib/contracts/functions/stats";
import type { Verdict } from "../../lib/contracts/verdict";
import type { PolicySettings } from "../../lib/core/resilience/policy-settings";
import { type Container, createContainer } from "../../lib/server/container";
import { parseEnv } from "../../lib/server/env";
import { handle } from "../../lib/server/handle";
import type { Logger } from "../../lib/server/logger";
import type { Double } from "../hf-double/start-double";
import { watchStalls } from "./load";

export interface App {
  readonly container: Container;
  send(path: string, body?: unknown, signal?: AbortSignal): Promise<Response>;
  /** Asks for one verdict and checks it against its contract. */
  analyse(body: Readonly<Record<string, unknown>>, signal?: AbortSignal): Promise<Timed>;
  stats(): Promise<ReturnType<typeof stats.output.parse>>;
  health(): Promise<ReturnType<typeof health.output.parse>>;
}

export interface Timed {
  readonly status: number;
  readonly verdict: Verdict;
  readonly ms: number;
}

beforeEach(watchStalls);
const closers: (() => Promise<void> | void)[] = [];
afterEach(async () => {
  for (const close of closers.splice(0)) await close();
});

/** A folder that goes with the test. */
export function tempDir(): string {
  const dir = mkdtempSync(join(tmpdir(), "barometer-"));
  closers.push(() => rmSync(dir, { recursive: true, force: true }));
  return dir;
}

/** The whole app in this process, over a double or without a key, with the shipped policies where a test does not shorten a wait. */
export async function startApp(
  double: Double | null,
  more: {
    readonly env?: Readonly<Record<string, string>>;
    readonly policies?: Partial<PolicySettings>;
    readonly logger?: Logger;
    readonly availableMb?: () => number;
  } = {},
): Promise<App> {
  const env = parseEnv({
    ...(double && { HF_TOKEN: "hf_user", HF_ROUTER_ORIGIN: double.env.HF_ROUTER_ORIGIN }),
    DATA_DIR: more.env?.DATA_DIR ?? tempDir(),
    HF_REQUESTS_PER_MINUTE: "1000000",
    HF_CREDITS_USD_PER_MONTH: "1000",
    RATE_LIMIT_PER_MINUTE: "1000000",
    LOG_LEVEL: "silent",
    USE_NEWS_FEEDS: "false",
    // What is tested over a double is how the remote tier fails; the embedded one has tests of its own.
    ...(double && { EMBEDDED_MODEL: "off" }),
    ...more.env,
  });
  const { env: _, ...wiring } = more;
  const container = await createContainer(env, wiring);
  closers.unshift(() => container.close());
  const send = (path: string, body?: unknown, signal?: AbortSignal): Promise<Response> =>
    handle(
      new Request(`http://localhost${path}`, {
        ...(body === undefined
          ? {}
          : { method: "POST", body: JSON.stringify(body), headers: { "content-type": "application/json" } }),
        ...(signal && { signal }),
      }),
      functions,
      container,
    );
  return {
    container,
    send,
    async analyse(body, signal) {
      const started = performance.now();
      const response = await send(sentiment.path, body, signal);
      const ms = performance.now() - started;
      const answer: unknown = await response.json();
      if (response.status !== 200) throw new Error(`${response.status}: ${JSON.stringify(answer)}`);
      return { status: response.status, verdict: sentiment.output.parse(answer), ms };
    },
    stats: async () => stats.output.parse(await (await send(stats.path)).json()),
    health: async () => health.output.parse(await (await send(health.path)).json()),
  };
}

/** Calls that reached the double's inference router. */
export const callsTo = (double: Double, path = "/hf-inference/**") => double.requests(path);
/** Where the router serves a model. */
export const pathOf = (id: string): string => `/hf-inference/models/${id}`;
