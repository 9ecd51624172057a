"use client";

import {
  Bar,
  BarChart,
  CartesianGrid,
  ComposedChart,
  type DotItemDotProps,
  ErrorBar,
  Line,
  ReferenceLine,
  ResponsiveContainer,
  Tooltip,
  type TooltipContentProps,
  XAxis,
  YAxis,
} from "recharts";
import type { ReliabilityPlot, ReliabilityPoint } from "@/lib/core/charts/prepare-reliability";

const AXIS = 40;
const MARGIN = { top: 8, right: 14, bottom: 0, left: 0 };
const LABEL = { fill: "var(--muted)", fontSize: 12 };
const count = new Intl.NumberFormat("en");
const percent = (share: number): string => `${Math.round(share * 100)}%`;

/** Confidence against the share that was right, with the diagonal of a perfect reader; under it how many texts stand behind each dot. */
export default function ReliabilityChart({ plot }: { plot: ReliabilityPlot }) {
  const points = [...plot.points];
  const { start } = plot;
  const lowest = Math.max(start.confidence, start.accuracy);
  return (
    <>
      <div className="h-64 wide:h-72">
        <ResponsiveContainer width="100%" height="100%">
          <ComposedChart data={points} margin={MARGIN} accessibilityLayer={false}>
            <CartesianGrid stroke="var(--line)" vertical={false} />
            <XAxis
              type="number"
              dataKey="confidence"
              domain={[start.confidence, 1]}
              allowDataOverflow
              ticks={ticksFrom(start.confidence)}
              tickFormatter={percent}
              tick={LABEL}
              tickLine={false}
              axisLine={{ stroke: "var(--field-line)" }}
              height={24}
            />
            <YAxis
              type="number"
              domain={[start.accuracy, 1]}
              allowDataOverflow
              ticks={ticksFrom(start.accuracy)}
              tickFormatter={percent}
              tick={LABEL}
              tickLine={false}
              axisLine={false}
              width={AXIS}
            />
            <ReferenceLine
              segment={[
                { x: lowest, y: lowest },
                { x: 1, y: 1 },
              ]}
              stroke="var(--field-line)"
              strokeDasharray="5 4"
            />
            <Tooltip content={PointNote} cursor={{ stroke: "var(--line)" }} isAnimationActive={false} />
            <Line
              dataKey="accuracy"
              stroke="var(--accent)"
              strokeWidth={1.5}
              isAnimationActive={false}
              dot={Dot}
              activeDot={false}
            >
              <ErrorBar dataKey="spread" direction="y" stroke="var(--accent)" strokeWidth={1} width={3} />
            </Line>
          </ComposedChart>
        </ResponsiveContainer>
      </div>
      <div className="h-14">
        <ResponsiveContainer width="100%" height="100%">
          <BarChart data={points} margin={{ ...MARGIN, top: 4 }} barCategoryGap={1} accessibilityLayer={false}>
            <XAxis dataKey="from" hide />
            <YAxis
              domain={[0, plot.most]}
              ticks={[plot.most]}
              tickFormatter={(value: number) => count.format(value)}
              tick={LABEL}
              tickLine={false}
              axisLine={false}
              width={AXIS}
              interval={0}
            />
            <Bar dataKey="count" fill="var(--field-line)" isAnimationActive={false} />
          </BarChart>
        </ResponsiveContainer>
      </div>
    </>
  );
}

/** Every tenth within the axis. */
const ticksFrom = (start: number): number[] =>
  [0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 1].filter((tick) => tick >= start - 1e-9);

/** Hollow where too few texts stand behind it; nothing where there was none. */
function Dot({ cx, cy, payload, index }: DotItemDotProps) {
  const point: ReliabilityPoint = payload;
  if (point.accuracy === null || cx === undefined || cy === undefined) return <g key={index} />;
  return (
    <circle
      key={index}
      data-dot
      cx={cx}
      cy={cy}
      r={4}
      stroke="var(--accent)"
      strokeWidth={1.5}
      fill={point.few ? "var(--block)" : "var(--accent)"}
    />
  );
}

function PointNote({ active, payload }: TooltipContentProps) {
  const point: ReliabilityPoint | undefined = payload?.[0]?.payload;
  if (!active || !point || point.accuracy === null) return null;
  return (
    <div className="rounded-block border border-line bg-block px-2.5 py-1.5 text-xs">
      says {percent(point.from)} to {percent(point.to)}
      <br />
      <strong className="font-semibold">right in {percent(point.accuracy)}</strong> of {count.format(point.count)} texts
    </div>
  );
}
