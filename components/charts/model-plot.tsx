"use client";

import {
  CartesianGrid,
  ResponsiveContainer,
  Scatter,
  ScatterChart,
  type ScatterShapeProps,
  Tooltip,
  type TooltipContentProps,
  usePlotArea,
  useXAxisScale,
  useYAxisScale,
  XAxis,
  YAxis,
} from "recharts";
import { formatCount } from "@/lib/core/charts/count-of";
import { formatMs } from "@/lib/core/charts/format-ms";
import { type PlacedName, placeNames } from "@/lib/core/charts/place-names";
import { placeWords } from "@/lib/core/charts/place-words";
import type { ModelPoint, ModelPlot as Prepared } from "@/lib/core/charts/prepare-model-plot";
import { wrapName } from "@/lib/core/charts/wrap-name";
import { axisLabel } from "./axis-label";
import { PlaceMark } from "./place-mark";

const MARGIN = { top: 8, right: 12, bottom: 0, left: 0 };
/** Of the names in the drawing, pixels; a letter is at most so wide on the average. */
const FONT = 12;
const LINE = 14;
const LETTER = 5.7;
/** Share of an axis in which a mark may reach over its end. */
const NEAR_END = 0.2;
/** Narrower drawings have their names in more lines. */
const NARROW = 520;

/** Median latency along a logarithmic axis, macro-F1 upwards, size as the area of the mark. */
export default function ModelPlot({ plot }: { plot: Prepared }) {
  const { domain } = plot.latency;
  const across = plot.points.map((point) => ({
    reach: reachOf(point),
    at: Math.log(point.p50Ms / domain[0]) / Math.log(domain[1] / domain[0]),
  }));
  const [lowest, highest] = plot.quality.domain;
  const upwards = plot.points.map((point) => ({
    reach: reachOf(point),
    at: (point.macroF1 - lowest) / (highest - lowest),
  }));
  return (
    <ResponsiveContainer width="100%" height="100%">
      <ScatterChart margin={MARGIN} accessibilityLayer={false}>
        <CartesianGrid stroke="var(--line)" />
        <XAxis
          type="number"
          dataKey="p50Ms"
          scale="log"
          domain={[...plot.latency.domain]}
          padding={{ left: roomAt(0, across), right: roomAt(1, across) }}
          ticks={[...plot.latency.ticks]}
          tickFormatter={formatMs}
          tick={axisLabel}
          tickLine={false}
          axisLine={{ stroke: "var(--field-line)" }}
          interval="preserveStart"
          minTickGap={10}
          height={26}
        />
        <YAxis
          type="number"
          dataKey="macroF1"
          domain={[...plot.quality.domain]}
          padding={{ top: roomAt(1, upwards), bottom: roomAt(0, upwards) }}
          ticks={[...plot.quality.ticks]}
          tickFormatter={(value: number) => value.toFixed(2)}
          interval={0}
          tick={axisLabel}
          tickLine={false}
          axisLine={false}
          width={40}
        />
        <Tooltip content={PointNote} cursor={false} isAnimationActive={false} />
        <Scatter data={[...plot.points]} shape={Mark} isAnimationActive={false} />
        <Names points={plot.points} />
      </ScatterChart>
    </ResponsiveContainer>
  );
}

/** From the middle of a mark to where it ends: corners reach farther than a circle of the same area. */
const reachOf = ({ radius, place }: ModelPoint): number => radius * (place === "api" ? 1 : 1.26);

/** Room at one end of an axis (0 its beginning, 1 its end), so that no mark near it is cut off. */
const roomAt = (end: 0 | 1, marks: readonly { readonly reach: number; readonly at: number }[]): number =>
  Math.max(6, ...marks.filter(({ at }) => Math.abs(at - end) < NEAR_END).map(({ reach }) => reach + 3));

function Mark({ cx, cy, payload }: ScatterShapeProps) {
  // What recharts hands back is the point that it was given.
  const point: ModelPoint | undefined = payload;
  if (cx === undefined || cy === undefined || point === undefined) return <g />;
  return (
    <g data-mark={point.id} data-place={point.place}>
      <PlaceMark place={point.place} x={cx} y={cy} radius={point.radius} />
    </g>
  );
}

/** The names beside the marks, each where it covers nothing. */
function Names({ points }: { points: readonly ModelPoint[] }) {
  const area = usePlotArea();
  const toX = useXAxisScale();
  const toY = useYAxisScale();
  if (!area || !toX || !toY) return null;
  const most = area.width < NARROW ? 16 : 34;
  const named = points.map((point) => {
    const lines = wrapName(point.name, most);
    const longest = Math.max(...lines.map((line) => line.length));
    return {
      id: point.id,
      lines,
      x: toX(point.p50Ms) ?? 0,
      y: toY(point.macroF1) ?? 0,
      radius: reachOf(point),
      width: longest * LETTER + 2,
      height: lines.length * LINE,
    };
  });
  return (
    <g data-names>
      {placeNames(named, area).map((label, index) => {
        const of = named[index];
        return label && of ? <Name key={of.id} label={label} lines={of.lines} markX={of.x} /> : null;
      })}
    </g>
  );
}

function Name({ label, lines, markX }: { label: PlacedName; lines: readonly string[]; markX: number }) {
  // Written from the side of its mark, so that a name shorter than reckoned still stands beside it.
  const anchor = label.x >= markX ? "start" : label.x + label.width <= markX ? "end" : "middle";
  const x = label.x + { start: 0, middle: label.width / 2, end: label.width }[anchor];
  return (
    <>
      {label.leader ? (
        <line
          x1={label.leader[0]}
          y1={label.leader[1]}
          x2={label.leader[2]}
          y2={label.leader[3]}
          stroke="var(--field-line)"
          strokeWidth={1}
        />
      ) : null}
      <text
        fill="var(--text)"
        stroke="var(--block)"
        strokeWidth={3}
        strokeLinejoin="round"
        paintOrder="stroke"
        fontSize={FONT}
        textAnchor={anchor}
        data-name
      >
        {lines.map((line, at) => (
          <tspan key={line} x={x} y={label.y + at * LINE + LINE - 3.5}>
            {line}
          </tspan>
        ))}
      </text>
    </>
  );
}

function PointNote({ active, payload }: TooltipContentProps) {
  const point: ModelPoint | undefined = payload?.[0]?.payload;
  if (!active || !point) return null;
  return (
    <div className="rounded-block border border-line bg-block px-2.5 py-1.5 text-xs">
      <p className="font-semibold">{point.name}</p>
      <p className="text-muted">
        {placeWords[point.place].name}
        {point.sizeMb === null ? "" : ` · ${formatCount(point.sizeMb)} MB`}
      </p>
      <p>
        median {formatMs(point.p50Ms)}
        {point.p95Ms === null ? "" : `, p95 ${formatMs(point.p95Ms)}`}
      </p>
      <p>macro-F1 {point.macroF1.toFixed(3)}</p>
    </div>
  );
}
