"use client";

import {
  Area,
  CartesianGrid,
  ComposedChart,
  type DotItemDotProps,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
import { formatPercent } from "@/lib/core/charts/format-percent";
import type { StudyChart as Drawn } from "@/lib/core/charts/prepare-study";
import { axisLabel } from "./axis-label";

type StudyPoint = Drawn["points"][number];

interface StudyChartProps {
  readonly drawn: Drawn;
  /** Candles after which the table has numbers: they bear a dot. */
  readonly marked: readonly number[];
  /** "h", "d": what is counted along the axis. */
  readonly unit: string;
}

/** The mean return since the events with the band of random times around zero. */
export default function StudyChart({ drawn, marked, unit }: StudyChartProps) {
  const { points, domain, ticks, decimals } = drawn;
  // A mean of too few is not drawn: the axis goes on, and what is missing is a gap.
  const last = Math.max(...marked);
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={[...points]} margin={{ top: 12, right: 8, bottom: 0, left: 12 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          type="number"
          dataKey="bar"
          domain={[0, last]}
          ticks={[0, ...marked]}
          tickFormatter={(bar: number) => barWords(bar, unit)}
          tick={axisLabel}
          interval="preserveStartEnd"
          minTickGap={8}
          tickLine={false}
          axisLine={{ stroke: "var(--line)" }}
          height={28}
        />
        <YAxis
          orientation="right"
          domain={[...domain]}
          ticks={[...ticks]}
          interval={0}
          tickFormatter={(value: number) => formatPercent(value, decimals)}
          tick={axisLabel}
          tickLine={false}
          axisLine={false}
          width={60}
        />
        <Area
          dataKey={({ band }: StudyPoint) => [...band]}
          stroke="var(--field-line)"
          strokeDasharray="2 3"
          fill="var(--raised)"
          fillOpacity={1}
          isAnimationActive={false}
          activeDot={false}
        />
        <ReferenceLine y={0} stroke="var(--label)" strokeWidth={1} />
        <Tooltip
          content={(props: TooltipContentProps) => <PointNote {...props} unit={unit} />}
          cursor={{ stroke: "var(--field-line)", strokeDasharray: "4 3" }}
          isAnimationActive={false}
        />
        <Line
          dataKey="mean"
          stroke="var(--accent)"
          strokeWidth={2}
          dot={(props: DotItemDotProps) => <MarkedDot {...props} marked={marked} />}
          activeDot={{ r: 3 }}
          isAnimationActive={false}
        />
      </ComposedChart>
    </ResponsiveContainer>
  );
}

const barWords = (bar: number, unit: string): string => (bar === 0 ? "t0" : `+${bar} ${unit}`);

function MarkedDot({ cx, cy, payload, index, marked }: DotItemDotProps & { marked: readonly number[] }) {
  const point: StudyPoint = payload;
  if (!marked.includes(point.bar) || cx === undefined || cy === undefined) return <g key={index} />;
  return <circle key={index} data-dot cx={cx} cy={cy} r={4} fill="var(--accent)" />;
}

function PointNote({ active, payload, unit }: TooltipContentProps & { unit: string }) {
  const point: StudyPoint | undefined = payload?.[0]?.payload;
  if (!active || !point) return null;
  const { bar, mean, band } = point;
  return (
    <div className="rounded-block border border-line bg-block px-2.5 py-1.5 font-mono text-xs">
      <p>{barWords(bar, unit)}</p>
      <p>mean {formatPercent(mean, 2)}</p>
      <p className="text-muted">
        random {formatPercent(band[0], 2)} to {formatPercent(band[1], 2)}
      </p>
    </div>
  );
}
