"use client";

import { memo } from "react";
import { Line, LineChart, ReferenceDot, ReferenceLine, ResponsiveContainer, XAxis, YAxis } from "recharts";
import { formatLiveTick } from "@/lib/core/charts/format-live";
import type { MonthPlot } from "@/lib/core/charts/prepare-month";
import { axisLabel } from "./axis-label";
import { liveMargin } from "./live-layout";

const day = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "short", timeZone: "UTC" });

/** What is left of the month's budget, and how it goes on: dashed from now on. Fills its box. */
function MonthChart({ plot }: { plot: MonthPlot }) {
  const { from, to, now, left, seen, ahead, ticks } = plot;
  return (
    <ResponsiveContainer width="100%" height="100%">
      <LineChart
        data={[{ t: from, edge: 0 }, ...seen, { t: to, edge: 1 }]}
        margin={{ top: liveMargin.top, right: liveMargin.right, bottom: 0, left: 0 }}
        accessibilityLayer={false}
      >
        <XAxis
          type="number"
          dataKey="t"
          domain={[from, to]}
          ticks={[...ticks]}
          tickFormatter={(at: number) => day.format(at)}
          tick={axisLabel}
          interval="preserveStart"
          minTickGap={6}
          tickLine={{ stroke: "var(--field-line)" }}
          tickSize={4}
          axisLine={{ stroke: "var(--field-line)" }}
          height={liveMargin.bottom}
        />
        <YAxis
          domain={[0, 1]}
          ticks={[0, 1]}
          tickFormatter={(value: number) => formatLiveTick(value, "share")}
          tick={axisLabel}
          tickLine={false}
          axisLine={false}
          width={liveMargin.left}
        />
        <Line
          dataKey="left"
          type="stepAfter"
          stroke="var(--accent)"
          strokeWidth={1.5}
          dot={false}
          activeDot={false}
          isAnimationActive={false}
        />
        {/* Axes are drawn where something has them. */}
        <Line dataKey="edge" stroke="none" dot={false} activeDot={false} isAnimationActive={false} />
        <ReferenceLine x={now} stroke="var(--field-line)" />
        {left !== null && ahead !== null ? (
          <ReferenceLine
            segment={[
              { x: now, y: left },
              { x: ahead.t, y: ahead.left },
            ]}
            stroke="var(--accent)"
            strokeWidth={1.5}
            strokeDasharray="5 4"
          />
        ) : null}
        {left === null ? null : <ReferenceDot x={now} y={left} r={3.5} fill="var(--accent)" stroke="var(--block)" />}
      </LineChart>
    </ResponsiveContainer>
  );
}

/** The same picture is not drawn again: it changes once a minute, not with every update. */
export default memo(MonthChart, (before, after) => JSON.stringify(before.plot) === JSON.stringify(after.plot));
