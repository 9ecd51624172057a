import { PlaceMark } from "@/components/charts/place-mark";
import { markRadius, SMALLEST_MB } from "@/lib/core/charts/mark-radius";
import { placeWords } from "@/lib/core/charts/place-words";

const places = ["api", "server", "device"] as const;
const sizes = [SMALLEST_MB, 100, 500] as const;

/** What shapes and areas mean. */
export function PlotLegend() {
  return (
    <div className="flex flex-wrap items-center gap-x-4 gap-y-1 text-xs text-muted">
      {places.map((place) => (
        <span key={place} className="flex items-center gap-1.5">
          <svg aria-hidden="true" viewBox="0 0 16 16" className="size-4">
            <PlaceMark place={place} x={8} y={8} radius={5} />
          </svg>
          {placeWords[place].name}
        </span>
      ))}
      <span className="flex items-center gap-1.5">
        <svg aria-hidden="true" viewBox="0 0 70 34" className="h-[34px] w-[70px]">
          {sizes.map((size, at) => (
            <circle
              key={size}
              cx={[6, 23, 52][at]}
              cy={17}
              r={markRadius(size)}
              fill="none"
              stroke="var(--field-line)"
              strokeWidth={1}
            />
          ))}
        </svg>
        area: up to {sizes.join(", ")} MB
      </span>
    </div>
  );
}
