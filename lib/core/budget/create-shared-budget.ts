import { failure } from "../failure";
import type { Budget, Clock } from "../ports";
import { addLedgers } from "./add-ledgers";
import { createMinuteWindow } from "./create-minute-window";
import { type BudgetSnapshot, describeBudget } from "./describe-budget";
import type { KeptLedger, Ledger } from "./ledger";
import type { BudgetLimits } from "./limits";
import { priceOf } from "./price-of";
import { refuseCall } from "./refuse-call";
import { rollLedger } from "./roll-ledger";
import type { Exchanged, SharedLedger } from "./shared-ledger";
import type { Spending } from "./spending";

const MINUTE_MS = 60_000;
/** How long the last answer stands for the minute of all. */
const FRESH_MS = 10_000;
/** Untold calls whose times are remembered. */
const MOST_UNTOLD = 10_000;

interface SharedBudgetOptions {
  readonly limits: BudgetLimits;
  readonly clock: Pick<Clock, "now" | "wall">;
  /** What was known to be spent before the start, and what the store was not told of; null when nothing is. */
  readonly saved: KeptLedger | null;
  /** Told of the ledger each time something was spent or heard of. */
  readonly changed: (ledger: KeptLedger) => void;
  readonly store: SharedLedger;
  readonly usdPerComputeS?: number;
}

interface SharedBudget extends Budget {
  take(): ReturnType<Budget["take"]>;
  snapshot(): BudgetSnapshot;
  /** Tells the store what it does not know yet, and hears what others spent. */
  sync(): Promise<void>;
}

/**
 * A budget of several processes. While the store does not answer, each goes on by the limits from what it knew last, and tells the store
 * afterwards, also after a restart: a limit may then be passed by what the others spent meanwhile, and what was on its way may be counted twice.
 */
export function createSharedBudget(options: SharedBudgetOptions): SharedBudget {
  const { limits, clock, store, changed } = options;
  const own = createMinuteWindow(() => clock.now(), limits.requestsPerMinute);
  const live = {
    known: options.saved as Ledger | null,
    unsent: options.saved?.unsent ?? null,
    /** Told to the store in an exchange that has not come back. */
    carried: null as Ledger | null,
    untold: [] as readonly number[],
    heard: null as { readonly at: number; readonly minute: Spending["minute"] } | null,
    syncing: null as Promise<void> | null,
    again: false,
    told: "",
  };

  const sum = (...ledgers: readonly (Ledger | null)[]): Ledger =>
    ledgers.flatMap((ledger) => ledger ?? []).reduce(addLedgers, rollLedger(null, clock.wall()));
  const total = (): Ledger => sum(live.known, live.carried, live.unsent);

  const tell = (): void => {
    const waits = live.carried !== null || live.unsent !== null;
    const ledger = { ...sum(live.known), ...(waits && { unsent: sum(live.carried, live.unsent) }) };
    const text = JSON.stringify(ledger);
    if (text !== live.told) changed(ledger);
    live.told = text;
  };

  const minuteNow = (): Spending["minute"] => {
    const passed = live.heard === null ? Number.POSITIVE_INFINITY : clock.now() - live.heard.at;
    if (live.heard === null || passed > FRESH_MS) return { requests: own.count(), freesInMs: own.freesInMs() };
    return { ...live.heard.minute, freesInMs: Math.max(0, live.heard.minute.freesInMs - passed) };
  };

  const spend = (requests: number, usd: number): void => {
    const unsent = rollLedger(live.unsent, clock.wall());
    live.unsent = addLedgers(unsent, {
      ...unsent,
      monthRequests: requests,
      monthCreditsUsd: usd,
      dayRequests: requests,
      dayCreditsUsd: usd,
    });
    tell();
  };

  const exchange = async (take: boolean): Promise<Exchanged | undefined> => {
    // One exchange at a time carries what the store does not know, so that nothing is told twice.
    const carries = live.carried === null;
    const untold = carries ? live.untold : [];
    if (carries) Object.assign(live, { carried: live.unsent, unsent: null, untold: [] });
    const since = clock.now() - MINUTE_MS;
    const answer = await store.exchange({
      take,
      limits,
      known: live.known,
      unsent: carries ? live.carried : null,
      unsentMinute: untold.filter((at) => at > since).length,
    });
    if (carries) {
      const back = answer === undefined ? live.carried : null;
      if (back !== null) live.unsent = live.unsent === null ? back : addLedgers(back, live.unsent);
      if (answer === undefined) live.untold = [...untold, ...live.untold].slice(-MOST_UNTOLD);
      live.carried = null;
    }
    live.heard = answer === undefined ? null : { at: clock.now(), minute: answer.minute };
    if (answer !== undefined) {
      live.known = answer.ledger;
      tell();
    }
    return answer;
  };

  const sync = async (): Promise<void> => {
    live.again = true;
    live.syncing ??= (async () => {
      while (live.again) {
        live.again = false;
        await exchange(false);
      }
      live.syncing = null;
    })();
    await live.syncing;
  };

  return {
    async take() {
      const answer = await exchange(true);
      if (answer !== undefined) {
        if (answer.taken) own.add();
        return answer.taken ? null : (refuseCall(answer) ?? failure("budget_exhausted"));
      }
      const minute = { requests: own.count(), freesInMs: own.freesInMs() };
      const wall = clock.wall();
      const refusal = refuseCall({ limits, ledger: total(), minute, wall });
      if (refusal !== null) return refusal;
      own.add();
      live.untold = [...live.untold, clock.now()].slice(-MOST_UNTOLD);
      spend(1, 0);
      return null;
    },

    book({ computeS }) {
      const usd = priceOf(computeS, options.usdPerComputeS);
      if (!(usd > 0)) return;
      spend(0, usd);
      void sync();
    },

    snapshot() {
      const wall = clock.wall();
      return describeBudget({ limits, ledger: total(), minute: minuteNow(), wall });
    },

    sync,
  };
}
