"use client";

import { type KeyboardEvent, useId } from "react";
import { Bar, BarChart, CartesianGrid, ReferenceArea, ResponsiveContainer, Tooltip, XAxis, YAxis } from "recharts";
import type { MoodPlot, MoodSlot } from "@/lib/core/charts/prepare-mood";
import { slotTick } from "@/lib/core/charts/slot-words";
import { axisLabel } from "./axis-label";

const count = new Intl.NumberFormat("en");

/** From the ground up. */
const layers = ["bearish", "unclear", "neutral", "bullish"] as const;
type Layer = (typeof layers)[number];

interface MoodStripProps {
  readonly plot: MoodPlot;
  readonly label: string;
  /** The stretch that is pointed at. */
  readonly at: number | null;
  /** Stories are narrowed to this time; the rest is faint. */
  readonly chosen: { readonly from: number; readonly to: number } | null;
  readonly onPoint: (at: number | null, byKey: boolean) => void;
  readonly onChoose: (at: number) => void;
}

/** Stacked counts of stories by their verdict, one bar for each stretch of time. Fills its box. */
export default function MoodStrip({ plot, label, at, chosen, onPoint, onChoose }: MoodStripProps) {
  const id = useId().replaceAll(":", "");
  const keys = useId();
  const { slots, interval } = plot;
  const span = (slots.at(-1)?.end ?? 0) - (slots[0]?.time ?? 0);
  const last = slots.length - 1;
  const press = (event: KeyboardEvent) => {
    const from = at ?? last + 1;
    const to = {
      ArrowLeft: from - 1,
      ArrowRight: from + 1,
      Home: 0,
      End: last,
      PageUp: from - 12,
      PageDown: from + 12,
    }[event.key];
    if (to !== undefined) onPoint(Math.max(0, Math.min(last, to)), true);
    else if ((event.key === "Enter" || event.key === " ") && at !== null) onChoose(at);
    else if (event.key === "Escape" && at !== null) onPoint(null, true);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const pointed = at === null ? undefined : slots[at];
  return (
    <>
      <div
        role="application"
        aria-roledescription="chart"
        aria-label={label}
        aria-describedby={keys}
        // biome-ignore lint/a11y/noNoninteractiveTabindex: arrows move from bar to bar
        tabIndex={0}
        onKeyDown={press}
        onBlur={() => onPoint(null, true)}
        onPointerLeave={() => onPoint(null, false)}
        data-testid="mood-strip"
        data-slots={slots.length}
        className="size-full -outline-offset-2 select-none [&_.recharts-surface]:cursor-pointer"
      >
        <ResponsiveContainer width="100%" height="100%">
          <BarChart
            data={[...slots]}
            margin={{ top: 6, right: 8, bottom: 0, left: 0 }}
            barCategoryGap={slots.length > 40 ? 1 : 2}
            accessibilityLayer={false}
            onMouseMove={({ activeTooltipIndex }) => onPoint(toIndex(activeTooltipIndex), false)}
            onClick={({ activeTooltipIndex }) => {
              const hit = toIndex(activeTooltipIndex);
              if (hit !== null) onChoose(hit);
            }}
          >
            <defs>
              <pattern
                id={`${id}bearish`}
                width="5"
                height="5"
                patternUnits="userSpaceOnUse"
                patternTransform="rotate(45)"
              >
                <rect width="5" height="5" fill="var(--bearish)" />
                <rect width="1" height="5" fill="var(--block)" />
              </pattern>
              <pattern id={`${id}unclear`} width="4" height="4" patternUnits="userSpaceOnUse">
                <rect width="4" height="4" fill="var(--line)" />
                <circle cx="2" cy="2" r="0.9" fill="var(--field-line)" />
              </pattern>
            </defs>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis
              dataKey="time"
              tickFormatter={(time: number) => slotTick(time, interval, span)}
              tick={axisLabel}
              tickLine={false}
              axisLine={{ stroke: "var(--field-line)" }}
              interval="equidistantPreserveStart"
              minTickGap={24}
              height={22}
            />
            <YAxis
              domain={[0, Math.max(1, plot.most)]}
              allowDecimals={false}
              tickCount={3}
              tickFormatter={(value: number) => count.format(value)}
              tick={axisLabel}
              tickLine={false}
              axisLine={false}
              // Seven units a letter of the ticks, and their distance from the axis.
              width={13 + 7 * count.format(Math.max(100, plot.most)).length}
            />
            {/* Only its cursor shows: the numbers stand in a line above, where they cover nothing. */}
            <Tooltip content={() => null} cursor={{ fill: "var(--raised)" }} isAnimationActive={false} />
            {pointed ? <ReferenceArea {...area([pointed])} fill="var(--raised)" fillOpacity={1} zIndex={-60} /> : null}
            {layers.map((layer) => (
              <Bar
                key={layer}
                dataKey={({ counts }: MoodSlot) => counts?.[layer] ?? null}
                stackId="mood"
                fill={fillOf(layer, id)}
                isAnimationActive={false}
              />
            ))}
            {chosen
              ? [slots.filter(({ end }) => end <= chosen.from), slots.filter(({ time }) => time >= chosen.to)]
                  .filter((side) => side.length > 0)
                  .map((side) => (
                    <ReferenceArea
                      key={side[0]?.time}
                      {...area(side)}
                      className="pointer-events-none"
                      fill="var(--block)"
                      fillOpacity={0.72}
                      zIndex={350}
                    />
                  ))
              : null}
          </BarChart>
        </ResponsiveContainer>
      </div>
      <p id={keys} className="sr-only">
        Left and right read bar by bar, Enter shows the stories of one, Escape lets go.
      </p>
    </>
  );
}

const area = (side: readonly MoodSlot[]) => ({ x1: side[0]?.time ?? 0, x2: side.at(-1)?.time ?? 0 });

/** Solid, pale, dotted, striped: apart where colours are not. */
const fillOf = (layer: Layer, id: string): string => {
  if (layer === "bullish") return "var(--bullish)";
  return layer === "neutral" ? "color-mix(in srgb, var(--neutral) 60%, var(--block))" : `url(#${id}${layer})`;
};

const toIndex = (value: unknown): number | null => {
  const index = typeof value === "string" || typeof value === "number" ? Number(value) : Number.NaN;
  return Number.isInteger(index) ? index : null;
};
