import { type Failure, failed, type Outcome } from "../../core/failure";
import type { Clock } from "../../core/ports";
import { endWithin } from "../../core/with-deadline";
import { createSharedWork } from "./create-shared-work";
import { type Holdings, holdingsSchema } from "./dataset-market";
import type { HubClient } from "./hub-client";
import type { MarketFolder } from "./market-folder";

const LONGEST_MS = 60_000;
const AGAIN_MS = 15_000;

export interface HoldingsList {
  /** What there is: what is known at once, and looked at anew behind; else when it has come. */
  get(signal: AbortSignal): Promise<Outcome<Holdings>>;
  /** What is known without asking, once it was read from disk. */
  known(): Holdings | null;
  /** It turned out not to be true any more. */
  expire(): void;
  look(): { readonly failure: Failure | null; readonly checkedAt: number | null };
  close(): Promise<void>;
}

/** The list of what a dataset holds: in memory, on disk so that a start without a network knows it, and refreshed. */
export function createHoldingsList(options: {
  readonly name: string;
  readonly client: HubClient;
  readonly folder: MarketFolder;
  readonly clock: Pick<Clock, "now" | "wall">;
  readonly refreshMs: number;
  /** Asks the Hub, under the policies of the client. */
  readonly load: (signal: AbortSignal) => Promise<Outcome<Holdings>>;
}): HoldingsList {
  const { name, client, folder, clock, refreshMs, load } = options;
  const shared = createSharedWork({ most: 2, waitMs: LONGEST_MS });
  const ending = new AbortController();
  const live = {
    holdings: null as Holdings | null,
    dueAt: Number.NEGATIVE_INFINITY,
    failures: 0,
    failure: null as Failure | null,
    checkedAt: null as number | null,
  };
  const file = `list-${name}.json`;
  const started = folder.loadText(file).then((text) => {
    if (text === null) return;
    try {
      live.holdings = holdingsSchema.parse(JSON.parse(text));
    } catch {
      // Broken on the disk: it is asked for anew.
    }
  });

  const refresh = (): Promise<Outcome<Holdings>> =>
    shared.run("list", async () => {
      const outcome = await endWithin<Outcome<Holdings>>(
        { signal: ending.signal, ms: LONGEST_MS, late: failed("timed_out"), gone: failed("cancelled") },
        load,
      );
      if (!outcome.ok) {
        if (outcome.error.code === "cancelled") return outcome;
        live.failure = outcome.error;
        const restMs = Math.min(refreshMs, AGAIN_MS * 2 ** Math.min(live.failures, 20));
        live.dueAt = clock.now() + Math.max(restMs, (outcome.error.retryAfterS ?? 0) * 1_000);
        live.failures += 1;
        return outcome;
      }
      Object.assign(live, {
        holdings: outcome.value,
        failure: null,
        failures: 0,
        dueAt: clock.now() + refreshMs,
        checkedAt: clock.wall(),
      });
      await folder.saveText(file, JSON.stringify(outcome.value));
      return outcome;
    });

  return {
    async get(signal) {
      await started;
      const isDue = clock.now() >= live.dueAt;
      if (live.holdings !== null) {
        if (isDue) void refresh();
        return { ok: true, value: live.holdings };
      }
      if (!isDue && live.failure !== null) return { ok: false, error: live.failure };
      const refusal = client.refusal();
      return refusal === null ? shared.wait(signal, refresh()) : { ok: false, error: refusal };
    },
    known: () => live.holdings,
    expire() {
      live.dueAt = Number.NEGATIVE_INFINITY;
    },
    look: () => ({
      failure: live.failure,
      checkedAt: live.checkedAt === null ? null : Math.min(live.checkedAt, clock.wall()),
    }),
    async close() {
      ending.abort();
      await shared.settled();
    },
  };
}
