"use client";

import { ChartColumn } from "lucide-react";
import dynamic from "next/dynamic";
import { useMemo, useRef, useState } from "react";
import { Block, BlockLabel } from "@/components/blocks/block";
import { Segment } from "@/components/blocks/segment";
import { TableFold } from "@/components/blocks/table-fold";
import { toPeriod } from "@/components/blocks/to-period";
import { useStateOf } from "@/components/blocks/use-state-of";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { type MoodInterval, moodIntervals } from "@/lib/contracts/news-words";
import { describeMood } from "@/lib/core/charts/describe-mood";
import { type MoodSlot, prepareMood } from "@/lib/core/charts/prepare-mood";
import { slotWords } from "@/lib/core/charts/slot-words";
import { CoinChips } from "./coin-chips";
import { MoodNumbers } from "./mood-numbers";
import { MoodTable } from "./mood-table";
import { endOf } from "./mood-window";
import type { NewsView } from "./news-view";
import type { MoodState } from "./use-mood";
import type { ChangeView } from "./use-news-view";

// Without a connection what draws it may not come: the rest of the page must stand.
const MoodStrip = dynamic(() => import("@/components/charts/mood-strip").catch(() => ({ default: NoStrip })), {
  ssr: false,
  loading: () => <StripSkeleton />,
});

const names = {
  "1h": "1 hour",
  "4h": "4 hours",
  "12h": "12 hours",
  "1d": "1 day",
  "1w": "1 week",
} as const satisfies Record<MoodInterval, string>;

interface MoodBlockProps {
  readonly state: MoodState;
  readonly view: NewsView;
  readonly onChange: ChangeView;
}

/** How many stories were bullish, neutral or bearish, by time and by coin; a press on a bar or a coin narrows the stories. */
export function MoodBlock({ state: { mood, asking, problem, retry }, view, onChange }: MoodBlockProps) {
  const plot = useMemo(() => (mood ? prepareMood(mood) : null), [mood]);
  const summary = useMemo(() => (plot ? describeMood(plot) : ""), [plot]);
  const [pointed, setPointed] = useStateOf<{ readonly at: number | null; readonly byKey: boolean }>(
    mood ? `${mood.interval} ${mood.from}` : "",
    nowhere,
  );
  const [isOpen, setOpen] = useState(false);
  const table = useRef<HTMLElement>(null);
  const chosen =
    view.from === null && view.to === null
      ? null
      : {
          from: view.from === null ? Number.NEGATIVE_INFINITY : Date.parse(view.from),
          to: view.to === null ? Number.POSITIVE_INFINITY : endOf(view.to),
        };
  const slot = pointed.at === null ? undefined : plot?.slots[pointed.at];
  const choose = ({ time, end }: MoodSlot) => {
    if (!plot) return;
    const isSame = chosen?.from === time && chosen.to === end;
    onChange(isSame ? { from: null, to: null } : { ...toPeriod(time, end), by: plot.interval });
  };
  const about = mood ? mood.symbol : view.coin;
  return (
    <Block className="min-w-0">
      <BlockLabel icon={<ChartColumn aria-hidden className="size-3" />}>
        Mood of the news{about ? ` about ${about}` : ""}
      </BlockLabel>
      <div className="flex flex-wrap items-center justify-between gap-2 px-3 pt-2">
        <Segment
          legend="Length of a bar"
          choices={moodIntervals.map((by) => ({ value: by, label: by, name: `Bars of ${names[by]}` }))}
          pressed={mood ? [mood.interval] : view.by ? [view.by] : []}
          onPress={(by) => onChange({ by })}
        />
      </div>
      <div className="min-h-15 px-3 pt-2 text-xs text-label" data-testid="mood-numbers">
        {plot ? (
          <>
            {/* Between the server and here a bar may have begun. */}
            <p className="text-muted" suppressHydrationWarning>
              {slot ? slotWords(slot, plot.interval) : spanWords(plot.slots, plot.interval)} UTC
            </p>
            {slot?.counts === null ? <p>no story</p> : <MoodNumbers counts={slot?.counts ?? plot.sums} />}
          </>
        ) : null}
      </div>
      <p aria-live="polite" className="sr-only">
        {slot && plot && pointed.byKey ? spoken(slot, plot.interval) : ""}
      </p>
      <div
        aria-busy={asking}
        className={cn("relative h-36 px-1 pt-1 wide:h-44", asking && mood && "opacity-60 transition-opacity delay-150")}
      >
        {plot && plot.sums.total > 0 ? (
          <MoodStrip
            plot={plot}
            label={`Mood of the news. ${summary}`}
            at={pointed.at}
            chosen={chosen}
            onPoint={(at, byKey) => setPointed({ at, byKey })}
            onChoose={(at) => {
              const hit = plot.slots[at];
              if (hit) choose(hit);
            }}
          />
        ) : plot || !asking ? (
          <p className="grid size-full place-content-center gap-2 px-4 text-center text-[13px] text-label">
            {problem && !plot ? (
              <>
                The mood could not be loaded.
                <Button onClick={retry}>Retry now</Button>
              </>
            ) : (
              "No story in this time."
            )}
          </p>
        ) : (
          <StripSkeleton />
        )}
      </div>
      <div className="border-t border-line px-3 py-2.5 text-label">
        <p className="min-h-15.5 text-[13px] max-wide:sr-only" data-testid="mood-summary">
          {summary}
        </p>
        {chosen ? (
          <Button
            className="mt-1"
            onClick={() => {
              onChange({ from: null, to: null, by: null });
              table.current?.focus();
            }}
          >
            Show all times
          </Button>
        ) : null}
        <TableFold ref={table} className="mt-1 text-[13px]" onOpen={setOpen}>
          {isOpen && plot ? <MoodTable plot={plot} onChoose={choose} /> : null}
        </TableFold>
      </div>
      <div className="min-h-20 border-t border-line px-3 py-2.5">
        <h3 className="mb-1.5 text-[13px] text-muted">Coins in the news of this time</h3>
        {mood && mood.coins.length > 0 ? (
          <CoinChips coins={mood.coins} chosen={view.coin} onChoose={(coin) => onChange({ coin })} />
        ) : mood ? (
          <p className="text-[13px] text-label">None is named.</p>
        ) : null}
        <p className="mt-1.5 min-h-[1.5em] text-xs text-muted" data-testid="mood-scope">
          {unheard(view)}
        </p>
      </div>
    </Block>
  );
}

/** What the stories are narrowed to and the bars and coins are not. */
function unheard({ q, label }: NewsView): string {
  const isSearch = q.trim() !== "";
  if (isSearch && label) return "The search and the verdict do not narrow the bars and the coins.";
  return isSearch || label ? `The ${isSearch ? "search" : "verdict"} does not narrow the bars and the coins.` : "";
}

const nowhere = { at: null, byKey: false } as const;

/** "19 Nov 2026, 17:00 to 21 Nov 2026, 17:00". */
function spanWords(slots: readonly MoodSlot[], interval: MoodInterval): string {
  const [first, last] = [slots[0], slots.at(-1)];
  if (!first || !last) return "no time";
  const clock = / to \d\d:\d\d$/;
  const begin = slotWords(first, interval).replace(clock, "");
  // Days and weeks are named by their last one; hours end at a moment.
  const isHours = interval !== "1d" && interval !== "1w";
  const end = slotWords(isHours ? { time: last.end, end: last.end } : last, interval).replace(clock, "");
  return `${begin} to ${end}`;
}

function spoken(slot: MoodSlot, interval: MoodInterval): string {
  const { counts } = slot;
  const words =
    counts === null
      ? "no story"
      : `${counts.bullish} bullish, ${counts.neutral} neutral, ${counts.bearish} bearish, ${counts.unclear} unclear`;
  return `${slotWords(slot, interval)}: ${words}`;
}

const NoStrip = () => (
  <p className="grid size-full place-content-center px-4 text-center text-[13px] text-label">
    The chart could not be loaded. The table below has the same numbers.
  </p>
);

/** Of the size of the strip; it shows after a moment. */
function StripSkeleton() {
  return (
    <div role="status" className="flex size-full items-end gap-1 px-2 pb-6">
      <span className="sr-only">Loading the mood</span>
      {Array.from({ length: 24 }, (_, at) => (
        <span
          // biome-ignore lint/suspicious/noArrayIndexKey: they are all alike
          key={at}
          aria-hidden="true"
          className="flex-1 animate-[appear_0s_150ms_both] rounded-xs bg-raised"
          style={{ height: `${40 + 26 * Math.sin(at / 3)}%` }}
        />
      ))}
    </div>
  );
}
