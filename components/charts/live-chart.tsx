"use client";

import { createContext, memo, useContext, useMemo } from "react";
import {
  CartesianGrid,
  ComposedChart,
  Line,
  ResponsiveContainer,
  usePlotArea,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { formatLiveTick } from "@/lib/core/charts/format-live";
import type { LivePlot } from "@/lib/core/charts/live-plot";
import type { LiveFrame } from "@/lib/core/charts/prepare-frame";
import type { LiveAxis } from "@/lib/core/charts/settle-axis";
import { stepPaths } from "@/lib/core/charts/step-path";
import { axisLabel } from "./axis-label";
import { liveMargin } from "./live-layout";
import { liveFillOf, liveLookOf } from "./live-looks";

interface LiveChartProps {
  readonly frame: LiveFrame;
  readonly plot: LivePlot;
  readonly axis: LiveAxis;
}

/** What is drawn goes past the axes to the layers, so that an update draws them alone: axes cost twenty times as much. */
const Drawn = createContext<LiveChartProps | null>(null);

/** Stepped areas or lines over time. Fills its box; what stands over it (crosshair, gaps, labels) is not drawn here: pointing costs nothing. */
function LiveChart({ frame, plot, axis }: LiveChartProps) {
  const drawn = useMemo(() => ({ frame, plot, axis }), [frame, plot, axis]);
  return (
    <Drawn value={drawn}>
      {/* Its box is pointed at, not what is in it, which would look for something under each move. */}
      <div className="pointer-events-none size-full">
        <Axes axis={axis} scale={plot.scale} form={plot.form} />
      </div>
    </Drawn>
  );
}

export default memo(LiveChart);

interface AxesProps extends Pick<LivePlot, "scale" | "form"> {
  readonly axis: LiveAxis;
}

const edge = { tickLine: false, axisLine: { stroke: "var(--field-line)" } } as const;

const Axes = memo(function Axes({ axis, scale, form }: AxesProps) {
  const edges = [
    { x: 0, y: axis.low },
    { x: 1, y: axis.high },
  ];
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ComposedChart
        data={edges}
        margin={{ top: liveMargin.top, right: liveMargin.right, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <CartesianGrid stroke="var(--line)" vertical={false} />
        {/* Time moves on every few seconds: it is written by an overlay, which costs next to nothing. */}
        <XAxis type="number" dataKey="x" domain={[0, 1]} height={liveMargin.bottom} tick={false} {...edge} />
        <YAxis
          type="number"
          scale={scale}
          domain={[axis.low, axis.high]}
          ticks={[...axis.ticks]}
          interval={0}
          tickFormatter={(value: number) => formatLiveTick(value, form)}
          tick={axisLabel}
          tickLine={false}
          axisLine={false}
          width={liveMargin.left}
        />
        {/* An axis is drawn where something has it. */}
        <Line dataKey="y" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
        <Layers />
      </ComposedChart>
    </ResponsiveContainer>
  );
});

function Layers() {
  const drawn = useContext(Drawn);
  const area = usePlotArea();
  const yOf = useYAxisScale();
  const paths = useMemo(() => {
    if (!drawn || !area || !yOf) return [];
    const { frame, plot, axis } = drawn;
    const width = area.width / frame.rows.length;
    return stepPaths(plot, {
      x: (place) => area.x + place * width,
      y: (value) => yOf(Math.max(axis.low, Math.min(axis.high, value))) ?? 0,
    });
  }, [drawn, area, yOf]);
  return paths.map(({ key, area: filled, line }) => {
    const { tone, texture, dash } = liveLookOf(key);
    const isLine = filled === null;
    return (
      <g key={key} data-layer={key}>
        {isLine ? null : (
          <path d={filled} style={{ fill: liveFillOf(key) }} fillOpacity={texture === "soft" ? 1 : 0.88} />
        )}
        {isLine || texture === "soft" ? (
          <path
            d={line}
            fill="none"
            style={{ stroke: tone }}
            strokeWidth={1.75}
            strokeDasharray={isLine ? dash : undefined}
            strokeLinejoin="round"
          />
        ) : null}
      </g>
    );
  });
}
