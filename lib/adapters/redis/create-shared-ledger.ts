import { z } from "zod";
import type { Ledger } from "../../core/budget/ledger";
import { parseLedger } from "../../core/budget/parse-ledger";
import type { Exchange, Exchanged, SharedLedger } from "../../core/budget/shared-ledger";
import { createScript } from "./create-script";
import { LEDGER_SCRIPT } from "./ledger-script";
import type { RedisLink } from "./open-redis";

const number = z.coerce.number();
const count = number.pipe(z.int().min(0));
const answerSchema = z
  .tuple([count, number, z.string(), count, number, z.string(), count, number, count, number])
  .transform(
    ([taken, wall, month, monthRequests, monthCreditsUsd, day, dayRequests, dayCreditsUsd, requests, freesAt]) => ({
      taken: taken === 1,
      wall,
      ledger: parseLedger({ month, monthRequests, monthCreditsUsd, day, dayRequests, dayCreditsUsd }),
      minute: { requests, freesInMs: Math.max(0, freesAt - wall) },
    }),
  );

const run = createScript(LEDGER_SCRIPT);

interface SharedLedgerOptions {
  readonly link: RedisLink;
  /** Whose money it is: processes with another key do not share it. */
  readonly account: string;
  /** Wall time in milliseconds; the clock of Redis where it is not given. */
  readonly wall?: () => number;
}

/** Keeps in Redis what every process that has it spent on remote calls. */
export function createSharedLedger({ link, account, wall }: SharedLedgerOptions): SharedLedger {
  const keys = [`barometer:budget:{${account}}`, `barometer:budget:{${account}}:minute`];
  return {
    async exchange(exchange: Exchange): Promise<Exchanged | undefined> {
      const { take, limits, known, unsent, unsentMinute } = exchange;
      const args = [
        wall?.() ?? "",
        take ? 1 : 0,
        unsentMinute,
        ...fieldsOf(limits),
        ...partsOf(known),
        ...partsOf(unsent),
      ];
      const answer = answerSchema.safeParse(await run(link, keys, args));
      if (!answer.success) return undefined;
      const { ledger, ...rest } = answer.data;
      return ledger === null ? undefined : { ...rest, ledger, limits };
    },
  };
}

const fieldsOf = (limits: Exchange["limits"]): (string | number)[] =>
  [
    limits.requestsPerMinute,
    limits.requestsPerDay,
    limits.requestsPerMonth,
    limits.creditsUsdPerDay,
    limits.creditsUsdPerMonth,
  ].map((limit) => limit ?? "");

const partsOf = (ledger: Ledger | null): (string | number)[] =>
  ledger === null
    ? ["", "", "", "", "", ""]
    : [
        ledger.month,
        ledger.monthRequests,
        ledger.monthCreditsUsd,
        ledger.day,
        ledger.dayRequests,
        ledger.dayCreditsUsd,
      ];
