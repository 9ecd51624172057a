"use client";

import { Change, spokenChange } from "@/components/blocks/change-words";
import { formatMood, formatValue, formatVolume } from "@/components/blocks/number-words";
import type { CandleFrame } from "@/components/charts/draw-candles";
import { lineStyleOf } from "@/components/charts/line-style";
import { Sign } from "@/components/ui/sign";
import { formatMoment, type Zone } from "@/lib/core/charts/format-moment";
import type { PlannedLine } from "@/lib/core/charts/plan-panes";
import { countsAt, leaningOf, type NewsBars } from "@/lib/core/charts/prepare-news-marks";
import { storyWords } from "@/lib/core/charts/story-words";
import { formatPrice } from "@/lib/core/market/format-price";
import { stepOf } from "@/lib/core/market/timeframe";

interface LegendProps {
  readonly frame: CandleFrame;
  /** The candle that it tells of, by place. */
  readonly at: number;
  readonly zone: Zone;
  /** Keeps the room of the stories, also while there is nothing to tell of them. */
  readonly hasStories: boolean;
}

const changeAt = ({ candles: { open, close } }: CandleFrame, at: number): number =>
  ((close[at] ?? 0) / (close[at - 1] ?? open[at] ?? 1) - 1) * 100;

const isPartial = ({ candles, partialFrom }: CandleFrame, at: number): boolean =>
  partialFrom !== null && (candles.time[at] ?? 0) >= partialFrom;

/** The mood has a line of its own. */
const linesOf = ({ plan }: CandleFrame): readonly PlannedLine[] =>
  [...plan.over, ...plan.below.flatMap(({ lines }) => lines)].filter(({ role }) => role !== "mood");

/** The numbers of one candle: the one under the crosshair, else the last. Of fixed height, so that nothing moves. */
export function LegendLine({ frame, at, zone, hasStories }: LegendProps) {
  const { candles, timeframe } = frame;
  const lines = linesOf(frame);
  return (
    // biome-ignore lint/a11y/useSemanticElements: a fieldset is for fields
    <div
      role="group"
      aria-label="Numbers of the candle"
      data-testid="legend"
      // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
      tabIndex={0}
      className="overflow-x-auto -outline-offset-2 border-b border-line px-3 py-2 font-mono text-xs text-label [scrollbar-width:none]"
    >
      <p className="flex flex-wrap gap-x-3.5 whitespace-nowrap max-wide:h-13.5 wide:h-4.5">
        <span className="max-wide:basis-full">
          {formatMoment(candles.time[at] ?? 0, timeframe, zone)}
          {isPartial(frame, at) ? <span className="text-warn"> in part</span> : null}
        </span>
        <Field name="O" value={formatPrice(candles.open[at] ?? 0)} />
        <Field name="H" value={formatPrice(candles.high[at] ?? 0)} />
        <Field name="L" value={formatPrice(candles.low[at] ?? 0)} />
        <Field name="C" value={formatPrice(candles.close[at] ?? 0)} />
        <Change percent={changeAt(frame, at)} className="font-sans font-semibold" />
        <Field name="V" value={formatVolume(candles.volume[at] ?? 0)} />
      </p>
      {lines.length > 0 ? (
        <p className="mt-1 flex h-4.5 gap-x-3.5 whitespace-nowrap">
          {lines.map((line) => (
            <span key={line.key} className="flex items-center gap-1.5">
              <Stroke role={line.role} />
              {line.label} {valueAt(line, at)}
            </span>
          ))}
        </p>
      ) : null}
      {frame.news ? (
        <StoriesLine news={frame.news} at={at} step={stepOf[timeframe]} />
      ) : hasStories ? (
        <p aria-hidden="true" className="mt-1 h-4.5" />
      ) : null}
    </div>
  );
}

/** How many stories there were, and of which kind. */
function StoriesLine({ news, at, step }: { news: NewsBars; at: number; step: number }) {
  const isKnown = (news.stories[at] ?? -1) >= 0;
  const counts = countsAt(news, at);
  const mood = news.mood[at] ?? Number.NaN;
  return (
    <p className="mt-1 flex h-4.5 items-center gap-x-1.5 whitespace-nowrap" data-testid="legend-stories">
      {(news.stories[at] ?? 0) > 0 ? <Sign of={leaningOf(counts)} /> : null}
      {isKnown ? storyWords(counts) : "–"}
      {isKnown && news.spanMs > step ? " in this hour" : ""}
      {Number.isNaN(mood) ? null : <span className="text-muted">· mood {formatMood(mood)}</span>}
    </p>
  );
}

function Field({ name, value }: { name: string; value: string }) {
  return (
    <span>
      <span className="text-muted">{name}</span> {value}
    </span>
  );
}

const dashes = { solid: undefined, dashed: "4 2", dotted: "1.5 2" } as const;
const colours: Readonly<Record<string, string>> = { fieldLine: "var(--field-line)" };

/** The line as it is drawn: colour and dash. */
function Stroke({ role }: { role: PlannedLine["role"] }) {
  const { token, dash, width } = lineStyleOf(role);
  return (
    <svg aria-hidden="true" viewBox="0 0 14 4" className="h-1 w-3.5">
      <path
        d="M0 2h14"
        stroke={colours[token] ?? `var(--${token})`}
        strokeWidth={width}
        strokeDasharray={dashes[dash]}
      />
    </svg>
  );
}

const valueAt = ({ values }: PlannedLine, at: number): string => {
  const value = values[at];
  return value === undefined || Number.isNaN(value) ? "–" : formatValue(value);
};

/** The same for those who move by keyboard and hear it. */
export function candleWords(frame: CandleFrame, at: number, zone: Zone): string {
  const { candles, timeframe } = frame;
  const change = changeAt(frame, at);
  return [
    `${formatMoment(candles.time[at] ?? 0, timeframe, zone)}: close ${formatPrice(candles.close[at] ?? 0)}, ${spokenChange(change)}`,
    `open ${formatPrice(candles.open[at] ?? 0)}, high ${formatPrice(candles.high[at] ?? 0)}, low ${formatPrice(candles.low[at] ?? 0)}`,
    `volume ${formatVolume(candles.volume[at] ?? 0)}`,
    ...linesOf(frame).map((line) => `${line.label} ${valueAt(line, at)}`),
    ...(frame.news && (frame.news.stories[at] ?? -1) >= 0 ? [storyWords(countsAt(frame.news, at))] : []),
    ...(isPartial(frame, at) ? ["covers a part of its time"] : []),
  ].join(", ");
}
