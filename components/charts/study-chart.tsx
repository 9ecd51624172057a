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

const LABEL = { fill: "var(--muted)", fontSize: 11, fontFamily: "var(--font-mono)" };

interface StudyPoint {
  /** Candles since the event. */
  readonly bar: number;
  /** Shares: 0.01 is one per cent. */
  readonly mean: number;
  readonly placebo_low: number | null;
  readonly placebo_high: number | null;
}

interface StudyChartProps {
  readonly points: readonly StudyPoint[];
  /** Candles after which the table has numbers: they bear a dot. */
  readonly marked: readonly number[];
  /** "h", "d": what is counted along the axis. */
  readonly unit: string;
  readonly format: (share: number) => string;
}

/** The mean return since the events with the band of random times around zero. */
export default function StudyChart({ points, marked, unit, format }: StudyChartProps) {
  const last = points.at(-1)?.bar ?? 0;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart data={[...points]} margin={{ top: 12, right: 8, bottom: 0, left: 12 }} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" vertical={false} />
        <XAxis
          type="number"
          dataKey="bar"
          domain={[0, last]}
          ticks={[0, ...marked].filter((bar) => bar <= last)}
          tickFormatter={(bar: number) => (bar === 0 ? "t0" : `+${bar} ${unit}`)}
          tick={LABEL}
          interval="preserveStartEnd"
          minTickGap={8}
          tickLine={false}
          axisLine={{ stroke: "var(--line)" }}
          height={28}
        />
        <YAxis
          orientation="right"
          domain={["auto", "auto"]}
          tickFormatter={format}
          tick={LABEL}
          tickLine={false}
          axisLine={false}
          width={60}
        />
        <Area
          dataKey={bandOf}
          stroke="var(--field-line)"
          strokeDasharray="2 3"
          fill="var(--raised)"
          fillOpacity={1}
          isAnimationActive={false}
          activeDot={false}
        />
        <ReferenceLine y={0} stroke="var(--label)" strokeWidth={1} />
        <Tooltip
          content={(props: TooltipContentProps) => <PointNote {...props} unit={unit} format={format} />}
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

/** Null where there is none: a gap. */
const bandOf = ({ placebo_low: low, placebo_high: high }: StudyPoint): [number, number] | null =>
  low === null || high === null ? null : [low, high];

function MarkedDot({ cx, cy, payload, index, marked }: DotItemDotProps & { marked: readonly number[] }) {
  const point: StudyPoint = payload;
  if (!marked.includes(point.bar) || cx === undefined || cy === undefined) return <g key={index} />;
  return <circle key={index} data-dot cx={cx} cy={cy} r={4} fill="var(--accent)" />;
}

interface NoteProps extends TooltipContentProps {
  readonly unit: string;
  readonly format: (share: number) => string;
}

function PointNote({ active, payload, unit, format }: NoteProps) {
  const point: StudyPoint | undefined = payload?.[0]?.payload;
  if (!active || !point) return null;
  const { bar, mean, placebo_low: low, placebo_high: high } = point;
  return (
    <div className="rounded-block border border-line bg-block px-2.5 py-1.5 font-mono text-xs">
      <p>{bar === 0 ? "t0" : `+${bar} ${unit}`}</p>
      <p>mean {format(mean)}</p>
      {low === null || high === null ? null : (
        <p className="text-muted">
          random {format(low)} to {format(high)}
        </p>
      )}
    </div>
  );
}
