import type { z } from "zod";
import type { EventStudyAnswer, eventStudy } from "../contracts/functions/event-study";
import type { ArchiveRow } from "../contracts/news";
import type { StudyClock, StudyTimeframe } from "../contracts/news-words";
import { fail, ok, type Result } from "../core/errors";
import type { Failure, Outcome } from "../core/failure";
import { streamOf } from "../core/market/sample/draw";
import { openingOf } from "../core/market/timeframe";
import type { NewsArchive, NewsEvent } from "../core/news/news-archive";
import type { Call, Clock } from "../core/ports";
import type { StudyShelf } from "../core/study/create-study-shelf";
import { runEventStudy } from "../core/study/run-event-study";
import type { PricesDeps } from "./find-series";
import { findStudyPrices } from "./find-study-prices";
import { toStudyAnswer } from "./to-study-answer";

const DAY_MS = 86_400_000;
/** Bootstrap and placebo draws each. */
const DRAWS = 2_000;
/** The newest count. */
const MOST_EVENTS = 100_000;
/** Times that no story has. */
const LATEST = Date.UTC(9999, 11, 31);
/** So many candles before the first story, in days, are enough for the random times that match it. */
const REACH_DAYS: Readonly<Record<StudyTimeframe, number>> = { "1h": 35, "1d": 190 };

export interface StudyDeps {
  readonly prices: PricesDeps;
  /** The archive that is asked now, and how it is: the real one where anything has come in, else the sample. */
  readonly newsNow: (signal: AbortSignal) => Promise<
    Outcome<{
      readonly archive: Pick<NewsArchive, "events">;
      /** `sample` of it says which prices it may be put to. */
      readonly row: ArchiveRow;
    }>
  >;
  readonly studies: StudyShelf;
  readonly clock: Pick<Clock, "now" | "pause">;
}

/**
 * Measures what a coin's price did after stories about it, beside random hours. Real news goes with real prices and sample news with
 * sample prices. Errors: validation_failed (a window that cannot be, a coin against itself), unknown_symbol, unavailable, cancelled.
 */
export async function getEventStudy(args: {
  readonly deps: StudyDeps;
  readonly input: z.output<typeof eventStudy.input>;
  readonly call: Call;
}): Promise<Result<EventStudyAnswer>> {
  const { deps, input, call } = args;
  const window = windowOf(input);
  if (window.from >= window.to) return refuseWindow();
  const news = await deps.newsNow(call.signal);
  if (!news.ok) return toError(news.error);
  const { archive, row } = news.value;
  const { timeframe, clock: times } = input;
  const first = row.first === null ? 0 : Date.parse(row.first) - REACH_DAYS[timeframe] * DAY_MS;
  const wish = {
    symbol: input.symbol,
    timeframe,
    against: input.against,
    sample: row.sample,
    from: Math.max(window.from, openingOf(first, timeframe)),
    to: window.to,
  };
  const found = await findStudyPrices(deps.prices, wish, call.signal);
  if (!found.ok) return found;
  const { symbol, against, basket, coin, prices, key } = found.value;
  const seed = streamOf([symbol, timeframe, against, times].join(" ")) >>> 0;

  const asked = [symbol, timeframe, against, times, window.from, window.to, row.sample, row.items, row.kept_at, key];
  const study = await deps.studies.get(JSON.stringify(asked), call.signal, async (signal) => {
    const events = await archive.events({ symbol, ...window, most: MOST_EVENTS }, signal);
    if (!events.ok) return events;
    const inside = events.value.filter((event) => isInside(event, times, window));
    return runEventStudy(
      { prices, timeframe, events: inside, times, draws: DRAWS, seed },
      { clock: deps.clock, signal },
    );
  });
  if (!study.ok) return toError(study.error);
  return ok(
    toStudyAnswer(study.value, {
      symbol,
      timeframe,
      against,
      basket: [...basket],
      clock: times,
      draws: DRAWS,
      seed,
      prices: {
        source: coin.source.key,
        dataset: coin.series.origin.dataset,
        sample: row.sample,
      },
      archive: row,
    }),
  );
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** A day counts whole. */
const windowOf = ({ from, to }: { readonly from?: string | undefined; readonly to?: string | undefined }): Window => ({
  from: from === undefined ? 0 : Date.parse(from),
  to: to === undefined ? LATEST : Date.parse(to) + (to.length === 10 ? DAY_MS : 0),
});

/** By the time that counts. A story without it stays, to be counted as left out. */
function isInside({ firstSeenAt, publishedAt }: NewsEvent, times: StudyClock, { from, to }: Window): boolean {
  const at = times === "first_seen" ? firstSeenAt : publishedAt;
  return at === null || (at >= from && at < to);
}

const refuseWindow = (): Result<never> =>
  fail("validation_failed", "from must be before `to`.", {
    fields: [{ field: "from", code: "out_of_range", message: "must be before `to`" }],
  });

function toError({ code, detail, retryAfterS, cause }: Failure): Result<never> {
  if (code === "cancelled") return fail("cancelled", "The request was cancelled.");
  if (code === "timed_out") return fail("deadline_exceeded", "The study took too long.");
  const what = code === "busy" ? "Other studies are being made" : "The news archive could not be read";
  return fail("unavailable", `${what}: ${detail}.`, { retryAfterS: retryAfterS ?? 10, cause });
}
