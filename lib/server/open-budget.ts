import { openLedgerFile } from "../adapters/files/create-ledger-file";
import type { StateFileLook } from "../adapters/files/open-state-file";
import { createSharedLedger } from "../adapters/redis/create-shared-ledger";
import type { RedisLink } from "../adapters/redis/open-redis";
import { addLedgers } from "../core/budget/add-ledgers";
import { createBudget } from "../core/budget/create-budget";
import { createSharedBudget } from "../core/budget/create-shared-budget";
import type { BudgetSnapshot } from "../core/budget/describe-budget";
import type { ApiMode } from "../core/models/resolve-api-mode";
import type { Budget, Clock, Report } from "../core/ports";
import { accountOf } from "./account-of";
import type { Env } from "./env";

/** How often what others spent is heard of, where nothing is spent here. */
const SYNC_EVERY_MS = 2_000;

interface OpenBudget extends Budget {
  snapshot(): BudgetSnapshot;
  /** Whether the ledger is on disk. */
  persisted(): boolean;
  /** How its file is. */
  look(): StateFileLook;
  /** Writes what must outlive the process, in the moment in which it ends. */
  flushSync(): void;
  close(): Promise<void>;
}

/** The budget of the remote tier: on disk, and where there is a Redis one budget for every server of the account that has it. */
export async function openBudget({
  env,
  mode,
  redis,
  clock,
  warn,
}: {
  readonly env: Env;
  readonly mode: ApiMode;
  readonly redis: RedisLink | null | undefined;
  readonly clock: Clock;
  readonly warn: Report;
}): Promise<OpenBudget> {
  const file = openLedgerFile({ dir: env.DATA_DIR, warn, clock });
  // Nothing is written where nothing can be spent: the folder is made by reading from it.
  const spends = mode.state === "auth" || mode.state === "public";
  const saved = spends ? await file.load() : null;
  const options = { limits: limitsOf(env), clock, changed: file.save };
  const common = { persisted: file.persisted, look: file.look, flushSync: file.flushSync };
  if (!redis || !spends) {
    // What others were not told of counts here alone from now on.
    const all = saved?.unsent ? addLedgers(saved, saved.unsent) : saved;
    return { ...createBudget({ ...options, saved: all }), ...common, close: file.flush };
  }

  const shared = createSharedBudget({
    ...options,
    saved,
    store: createSharedLedger({ link: redis, account: accountOf(env) }),
  });
  const timer = setInterval(() => void shared.sync(), SYNC_EVERY_MS).unref();
  return {
    ...shared,
    ...common,
    async close() {
      clearInterval(timer);
      await shared.sync();
      await file.flush();
    },
  };
}

const limitsOf = (env: Env) => ({
  requestsPerMinute: env.HF_REQUESTS_PER_MINUTE,
  requestsPerDay: env.HF_REQUESTS_PER_DAY,
  requestsPerMonth: env.HF_REQUESTS_PER_MONTH,
  creditsUsdPerDay: env.HF_CREDITS_USD_PER_DAY,
  creditsUsdPerMonth: env.HF_CREDITS_USD_PER_MONTH,
});
