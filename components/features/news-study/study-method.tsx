import { BlockTitle } from "@/components/blocks/block";
import { countOf, formatCount } from "@/components/blocks/count-of";
import type { EventStudyAnswer } from "@/lib/contracts/functions/event-study";
import { TOO_FEW_EVENTS } from "@/lib/contracts/news-words";
import { againstWords } from "./study-words";

/** How it is made, what was left out and why, and where prices and news are from. */
export function StudyMethod({ study }: { study: EventStudyAnswer }) {
  const { archive, prices, timeframe, clock } = study;
  const left = leftOutWords(study);
  const candle = timeframe === "1h" ? "hour" : "day";
  return (
    <div
      className="grid gap-x-8 gap-y-3 border-t border-line px-3 py-3 text-[13px] text-label wide:grid-cols-[minmax(0,2fr)_minmax(0,1fr)_minmax(0,1fr)]"
      data-testid="study-method"
    >
      <section>
        <BlockTitle>How it is made</BlockTitle>
        <p>
          A story counts from t0, the open of the first {candle} that began after it was{" "}
          {clock === "first_seen" ? "first seen here" : "published"}. From there on its (log) return is that of{" "}
          {study.symbol}, {againstWords(study.against, study.basket)}. The band is where the mean of as many random
          times like theirs lies, 95 times in 100 ({formatCount(study.draws)} draws). It is called an effect where q,
          which is p after Benjamini and Hochberg over all numbers here, is below 0.05; fewer than {TOO_FEW_EVENTS}{" "}
          stories are too few to say, and where most have no random time like theirs there is nothing to compare with.
          It looks back only. Not financial advice.
        </p>
      </section>
      <section>
        <BlockTitle>What was counted</BlockTitle>
        <p>
          {countOf(study.stories, "story", "stories")} about {study.symbol} {study.stories === 1 ? "was" : "were"}{" "}
          looked at. {left}
        </p>
      </section>
      <section>
        <BlockTitle>Where it is from</BlockTitle>
        <p className="wrap-anywhere">
          Prices: {prices.dataset} ({prices.source}), {countOf(study.candles, "candle")}
          {study.from && study.to ? `, ${study.from.slice(0, 10)} to ${study.to.slice(0, 10)}` : ""}
          {prices.sample ? ", sample data" : ""}. News: {countOf(archive.items, "item")}
          {archive.sample ? "" : ` of ${countOf(archive.sources, "source")}`}
          {archive.first && archive.last ? `, ${archive.first.slice(0, 10)} to ${archive.last.slice(0, 10)}` : ""}
          {archive.sample ? ", sample news" : ""}.
        </p>
      </section>
    </div>
  );
}

function leftOutWords({ left_out, clock }: EventStudyAnswer): string {
  const parts = [
    [left_out.without_candles, "have no candle at their time, or none after it"],
    [left_out.overlapping, "begin at the same candle as another of the same label"],
    [left_out.without_time, "do not say, to the minute, when they were published"],
  ] as const;
  const told = parts.filter(([many], at) => many > 0 && (at < 2 || clock === "published"));
  return told.length === 0
    ? "None was left out."
    : `Left out: ${told.map(([many, why]) => `${formatCount(many)} that ${why}`).join("; ")}.`;
}
