"use client";

import {
  CartesianGrid,
  Line,
  LineChart,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
import type { Timeframe } from "@/lib/contracts/timeframes";
import { formatMoment, formatTick, type Zone } from "@/lib/core/charts/format-moment";
import type { Comparison } from "@/lib/core/charts/prepare-comparison";
import { axisLabel } from "./axis-label";
import { compareStyle } from "./compare-style";

const YEAR_MS = 365 * 86_400_000;

type ComparisonPoint = Comparison["points"][number];

interface ComparisonChartProps {
  readonly comparison: Comparison;
  readonly timeframe: Timeframe;
  readonly zone: Zone;
  readonly log: boolean;
}

/** Several coins, each 100 where all begin. */
export default function ComparisonChart({ comparison, timeframe, zone, log }: ComparisonChartProps) {
  const { symbols, points } = comparison;
  const span = (points.at(-1)?.time ?? 0) - (points[0]?.time ?? 0);
  const tick = (at: number): string =>
    span > 2 * YEAR_MS
      ? `${formatTick(at, "month", timeframe, zone)} ${formatTick(at, "year", timeframe, zone)}`
      : span > 3 * 86_400_000
        ? formatTick(at, "day", timeframe, zone)
        : formatTick(at, "time", timeframe, zone);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart data={[...points]} margin={{ top: 12, right: 0, bottom: 0, left: 12 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          type="number"
          dataKey="time"
          domain={["dataMin", "dataMax"]}
          tickFormatter={tick}
          tick={axisLabel}
          tickLine={false}
          axisLine={{ stroke: "var(--line)" }}
          minTickGap={40}
          height={28}
        />
        <YAxis
          orientation="right"
          scale={log ? "log" : "linear"}
          domain={["auto", "auto"]}
          tickFormatter={(value: number) => value.toFixed(0)}
          tick={axisLabel}
          tickLine={false}
          axisLine={false}
          width={48}
        />
        <ReferenceLine y={100} stroke="var(--field-line)" strokeDasharray="5 4" />
        <Tooltip
          content={(props: TooltipContentProps) => (
            <Note {...props} symbols={symbols} when={(at) => formatMoment(at, timeframe, zone)} />
          )}
          cursor={{ stroke: "var(--field-line)", strokeDasharray: "4 3" }}
          isAnimationActive={false}
        />
        {symbols.map((symbol, at) => {
          const { colour, dash } = compareStyle(at);
          return (
            <Line
              key={symbol}
              name={symbol}
              dataKey={({ values }: ComparisonPoint) => values[at] ?? null}
              stroke={colour}
              strokeDasharray={dash}
              strokeWidth={at === 0 ? 2 : 1.5}
              dot={false}
              activeDot={{ r: 3 }}
              isAnimationActive={false}
            />
          );
        })}
      </LineChart>
    </ResponsiveContainer>
  );
}

interface NoteProps extends TooltipContentProps {
  readonly symbols: readonly string[];
  readonly when: (at: number) => string;
}

function Note({ active, payload, symbols, when }: NoteProps) {
  const point: ComparisonPoint | undefined = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="rounded-block border border-line bg-block px-2.5 py-1.5 font-mono text-xs">
      {when(point.time)}
      {symbols.map((symbol, at) => (
        <p key={symbol} className="flex justify-between gap-4">
          <span>{symbol}</span>
          {point.values[at]?.toFixed(1) ?? "–"}
        </p>
      ))}
    </div>
  );
}
