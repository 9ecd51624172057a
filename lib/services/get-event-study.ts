import type { z } from "zod";
import type { EventStudyAnswer, eventStudy } from "../contracts/functions/event-study";
import type { ArchiveRow } from "../contracts/news";
import { type StudyClock, type StudyTimeframe, studyHorizons } from "../contracts/news-words";
import { ok, type Result } from "../core/errors";
import type { Outcome } from "../core/failure";
import { streamOf } from "../core/market/sample/draw";
import { openingOf, stepOf } from "../core/market/timeframe";
import type { NewsArchive, NewsEvent } from "../core/news/news-archive";
import type { Call, Clock } from "../core/ports";
import { readEnd, readMoment } from "../core/read-moment";
import type { StudyShelf } from "../core/study/create-study-shelf";
import { digestEvents } from "../core/study/digest-events";
import { runEventStudy } from "../core/study/run-event-study";
import type { PricesDeps } from "./find-series";
import { findStudyPrices } from "./find-study-prices";
import { toError } from "./open-room";
import { refuseField } from "./refuse-field";
import { toStudyAnswer } from "./to-study-answer";

const DAY_MS = 86_400_000;
/** Bootstrap and placebo draws each. */
const DRAWS = 2_000;
/** The newest count. */
const MOST_EVENTS = 100_000;
const LONGEST = Math.max(...studyHorizons);
const BUSY = "Other studies are being made";
/** Times that no story has. */
const LATEST = Date.UTC(9999, 11, 31);
/** So far from a story, in days, random times that match it may be, and a little more. */
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
  const window = {
    from: input.from === undefined ? 0 : readMoment(input.from),
    to: input.to === undefined ? LATEST : readEnd(input.to),
  };
  if (window.from >= window.to) return refuseField("from", "must be before `to`");
  const news = await deps.newsNow(call.signal);
  if (!news.ok) return toError(news.error);
  const { archive, row } = news.value;
  const { timeframe, clock: times } = input;
  const first = row.first === null ? 0 : Date.parse(row.first);
  const around = reachAround({ from: Math.max(window.from, first), to: window.to }, timeframe);
  const wish = { symbol: input.symbol, timeframe, against: input.against, sample: row.sample, ...around };
  const found = await findStudyPrices(deps.prices, wish, call.signal);
  if (!found.ok) return found;
  const { symbol, against, basket, coin, prices, key } = found.value;
  const seed = streamOf([symbol, timeframe, against, times].join(" ")) >>> 0;

  const events = await archive.events({ symbol, ...window, most: MOST_EVENTS }, call.signal);
  if (!events.ok) return toError(events.error);
  const inside = events.value.filter((event) => isInside(event, times, window));
  // Whatever days were asked for, the same stories and candles are the same study.
  const asked = [symbol, timeframe, against, times, key, digestEvents(inside, times)];
  const question = { prices, timeframe, events: inside, times, draws: DRAWS, seed };
  const study = await deps.studies.get(
    { key: asked.join("|"), of: symbol },
    (signal) => runEventStudy(question, { clock: deps.clock, signal }),
    call.signal,
  );
  if (!study.ok) return toError(study.error, study.error.code === "busy" ? BUSY : "The study cannot be made now");
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

/**
 * The candles that stories of a window need, in whole days: what came after the last one, and the random times on either side. What is
 * known now counts, whenever it was: a study looks back.
 */
function reachAround({ from, to }: Window, timeframe: StudyTimeframe): Window {
  const reach = REACH_DAYS[timeframe] * DAY_MS;
  return {
    from: openingOf(from - reach, "1d"),
    to: Math.min(LATEST, openingOf(to + LONGEST * stepOf[timeframe] + reach + DAY_MS - 1, "1d")),
  };
}

interface Window {
  readonly from: number;
  readonly to: number;
}

/** By the time that counts. A story without it stays, to be counted as left out. */
function isInside({ firstSeenAt, publishedAt }: NewsEvent, times: StudyClock, { from, to }: Window): boolean {
  const at = times === "first_seen" ? firstSeenAt : publishedAt;
  return at === null || (at >= from && at < to);
}
