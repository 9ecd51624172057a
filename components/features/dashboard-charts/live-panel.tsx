"use client";

import dynamic from "next/dynamic";
import { memo, type PointerEvent, type ReactNode, useId, useMemo, useState } from "react";
import { Block } from "@/components/blocks/block";
import { liveMargin } from "@/components/charts/live-layout";
import { liveLookOf } from "@/components/charts/live-looks";
import { LiveCrosshair, LiveGaps, LiveOverlay, LiveTimes } from "@/components/charts/live-overlay";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { endLabels } from "@/lib/core/charts/end-labels";
import type { LiveFrame } from "@/lib/core/charts/prepare-frame";
import { LiveLegend } from "./live-legend";
import { LiveTable } from "./live-table";
import { usePointedTime } from "./pointed-time";
import type { ReadyPlot } from "./use-live-plots";

// The box has the chart's size before it comes. Without a connection it may not come: the tables stand.
const LiveChart = dynamic(() => import("@/components/charts/live-chart").catch(() => ({ default: NoChart })), {
  ssr: false,
});

/** Heights in pixels: of a chart alone, and of one that shares its panel with another. */
const TALL = 176;
const SHORT = 104;
const LABEL_APART = 15;
/** Their legends may need three lines on a phone. */
const many: ReadonlySet<string> = new Set(["errors", "tiers", "latency"]);

interface LivePanelProps extends ReadyPlot {
  readonly id: string;
  readonly title: string;
  /** What is counted: "a second", "texts in each 10 s". */
  readonly unit: string;
  readonly frame: LiveFrame;
  /** Something is over this place; null when it has left. */
  readonly onHover: (place: number | null) => void;
  /** A finger has tapped on it, which can hover over nothing. */
  readonly onChoose: (place: number | null) => void;
  /** Takes the place of the plot's own. */
  readonly summary?: string;
  /** A second chart below, 72 pixels high. */
  readonly children?: ReactNode;
}

/** One chart with its title, what it shows at the time that is read off, its sentence, and its table. Nothing in it changes its height. */
export const LivePanel = memo(function LivePanel(props: LivePanelProps) {
  const { id, title, unit, frame, plot, axis, onHover, onChoose, summary = plot.summary, children } = props;
  const heading = useId();
  const sentence = useId();
  const [isTable, setTable] = useState(false);
  const other = isTable ? "As a chart" : "As a table";
  const empty = frame.latest === null ? "Figures come with the first request." : plot.empty;
  const height = children ? SHORT : TALL;
  const labels = useMemo(() => (plot.scale === "log" ? labelsOf(plot, axis, height) : []), [plot, axis, height]);
  const placeUnder = (event: PointerEvent<HTMLDivElement>): number | null => {
    const box = event.currentTarget.getBoundingClientRect();
    const width = box.width - liveMargin.left - liveMargin.right;
    const at = Math.floor(((event.clientX - box.left - liveMargin.left) / width) * frame.rows.length);
    return at < 0 || at >= frame.rows.length ? null : at;
  };
  return (
    <Block className="flex min-w-0 flex-col">
      <section aria-labelledby={heading} data-testid={`live-${id}`} className="flex flex-1 flex-col">
        <header className="flex items-baseline gap-2 px-3 pt-2">
          <h3 id={heading} className="font-semibold">
            {title}
          </h3>
          <span className="text-xs text-muted">{unit}</span>
          <Button
            look="quiet"
            aria-label={`${other}: ${title}`}
            className="ms-auto text-xs"
            onClick={() => setTable(!isTable)}
          >
            {other}
          </Button>
        </header>
        {/* Codes and tiers have long names, and come and go. */}
        <div className={cn("min-h-10 px-3 pt-0.5", many.has(id) && "max-wide:min-h-15")}>
          <LiveLegend plot={plot} />
        </div>
        {isTable ? (
          <div style={{ height: TALL }}>
            <LiveTable title={title} plot={plot} frame={frame} />
          </div>
        ) : (
          <>
            <div
              role="img"
              dir="ltr"
              aria-label={`${title} over time`}
              aria-describedby={sentence}
              className="relative touch-pan-y"
              style={{ height }}
              onPointerMove={(event) => onHover(placeUnder(event))}
              onPointerDown={(event) => onHover(placeUnder(event))}
              // A finger that scrolls the page does not come here: its pointer is cancelled.
              onPointerUp={(event) => {
                if (event.pointerType !== "mouse") onChoose(placeUnder(event));
              }}
              onPointerLeave={() => onHover(null)}
            >
              {frame.latest === null ? null : <LiveGaps frame={frame} />}
              {empty === null ? (
                <>
                  <LiveChart frame={frame} plot={plot} axis={axis} />
                  <LiveTimes frame={frame} />
                  <LiveOverlay frame={frame} labels={labels} />
                  <Crosshair places={frame.rows.length} />
                </>
              ) : (
                <p className="relative grid size-full place-items-center px-4 text-center text-[13px] text-label">
                  {empty}
                </p>
              )}
            </div>
            {children}
          </>
        )}
        <p id={sentence} className="min-h-16 px-3 pt-1 pb-2 text-xs text-muted wide:min-h-12">
          {summary}
        </p>
      </section>
    </Block>
  );
});

function Crosshair({ places }: { readonly places: number }) {
  const { pointed } = usePointedTime();
  return pointed === null ? null : <LiveCrosshair at={(pointed + 0.5) / places} />;
}

/** The names of lines, each in its colour. */
const labelsOf = (plot: ReadyPlot["plot"], axis: ReadyPlot["axis"], boxHeight: number) =>
  endLabels(plot, axis, boxHeight - liveMargin.top - liveMargin.bottom, LABEL_APART).map((label) => ({
    ...label,
    tone: liveLookOf(label.key).tone,
  }));

const NoChart = () => (
  <p className="grid size-full place-items-center px-4 text-center text-[13px] text-label">
    The chart could not be loaded. The table has the same numbers.
  </p>
);
