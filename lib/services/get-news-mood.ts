import type { z } from "zod";
import type { NewsMoodAnswer, newsMood } from "../contracts/functions/news-mood";
import { MAX_MOOD_BUCKETS } from "../contracts/limits";
import type { MoodInterval } from "../contracts/news-words";
import { fail, ok, type Result } from "../core/errors";
import { iso } from "../core/iso";
import { coinName } from "../core/market/coin-name";
import { openingOf, stepOf } from "../core/market/timeframe";
import type { Call } from "../core/ports";
import { describeArchive } from "./describe-archive";
import type { NewsDeps } from "./news-deps";
import { openRoom, toError } from "./open-room";
import { readNewsFilter } from "./read-news-filter";

/** Buckets of a question without a beginning. */
const USUAL_BUCKETS = { "1h": 48, "4h": 60, "12h": 60, "1d": 60, "1w": 60 } as const satisfies Record<
  MoodInterval,
  number
>;

/**
 * Counts stories by mood in stretches of time. Errors: unknown_symbol, validation_failed (a window that cannot be, or with too many
 * buckets), unavailable.
 */
export async function getNewsMood(args: {
  readonly deps: NewsDeps;
  readonly input: z.output<typeof newsMood.input>;
  readonly call: Call;
}): Promise<Result<NewsMoodAnswer>> {
  const { deps, input, call } = args;
  const room = await openRoom(deps);
  if (!room.ok) return room;
  const filter = readNewsFilter(deps, room.value, input);
  if (!filter.ok) return filter;
  const { interval } = input;
  const stepMs = stepOf[interval];
  // The bucket of this moment is not over, and shown as far as it is.
  const to = filter.value.to ?? openingOf(deps.clock.wall(), interval) + stepMs;
  const from = openingOf(filter.value.from ?? to - USUAL_BUCKETS[interval] * stepMs, interval);
  const buckets = (to - from) / stepMs;
  if (from >= to) return refuse("from", "must be before `to`");
  if (buckets > MAX_MOOD_BUCKETS) {
    const most = MAX_MOOD_BUCKETS.toLocaleString("en");
    return refuse(
      "from",
      `and \`to\`, or now, span more than ${most} buckets; take a longer interval or a shorter window`,
    );
  }
  const mood = await room.value.archive.mood({ ...filter.value, from, to, stepMs }, call.signal);
  if (!mood.ok) return toError(mood.error);
  return ok({
    success: true,
    symbol: filter.value.symbol ?? null,
    interval,
    from: iso(from),
    to: iso(to),
    buckets: mood.value.buckets.map(({ time, ...counts }) => ({ time: iso(time), ...counts })),
    coins: mood.value.coins.map((coin) => ({ ...coin, name: coinName(coin.symbol) })),
    archive: describeArchive(deps, room.value),
  });
}

const refuse = (field: string, message: string): Result<never> =>
  fail("validation_failed", `${field} ${message}.`, { fields: [{ field, code: "out_of_range", message }] });
