import type { Place } from "@/lib/core/charts/list-model-rows";

interface PlaceMarkProps {
  readonly place: Place;
  readonly x: number;
  readonly y: number;
  /** Of a round mark; the others have the same area. */
  readonly radius: number;
}

/** Half the side of a square as large as a circle of radius 1. */
const SQUARE = Math.sqrt(Math.PI) / 2;

/** A mark by where a model runs: shape and filling say it, colour only helps. */
export function PlaceMark({ place, x, y, radius }: PlaceMarkProps) {
  if (place === "api")
    return (
      <circle cx={x} cy={y} r={radius} fill="var(--block)" fillOpacity={0.6} stroke="var(--label)" strokeWidth={1.75} />
    );
  const half = SQUARE * radius;
  return (
    <rect
      x={x - half}
      y={y - half}
      width={2 * half}
      height={2 * half}
      rx={1}
      transform={place === "device" ? `rotate(45 ${x} ${y})` : undefined}
      fill={place === "device" ? "var(--accent)" : "var(--label)"}
      fillOpacity={0.85}
      stroke="var(--block)"
      strokeWidth={1}
    />
  );
}
