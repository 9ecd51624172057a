import { memo } from "react";
import type { EndLabel } from "@/lib/core/charts/end-labels";
import type { LiveFrame } from "@/lib/core/charts/prepare-frame";
import { liveMargin } from "./live-layout";

/** Lies exactly on the plot; what is in it is moved by shares of its width, which shifts no layout. */
const onPlot = {
  left: liveMargin.left,
  right: liveMargin.right,
  top: liveMargin.top,
  bottom: liveMargin.bottom,
  containerType: "inline-size",
} as const;

const moved = (share: number) => ({ transform: `translateX(${(100 * share).toFixed(3)}cqw)` });

/** Hatched where nothing ran. It lies under the chart. */
export const LiveGaps = memo(function LiveGaps({ frame }: { frame: LiveFrame }) {
  const places = frame.rows.length;
  return (
    <div aria-hidden="true" className="pointer-events-none absolute" style={onPlot}>
      {frame.gaps.map(({ first, last }) => (
        <span
          key={frame.from + first * frame.slotMs}
          data-gap
          className="gap-hatch absolute inset-y-0 left-0"
          style={{ ...moved(first / places), width: `${(100 * (last - first + 1)) / places}%` }}
        />
      ))}
    </div>
  );
});

/** Clock times and days under the plot, the same for all. */
export const LiveTimes = memo(function LiveTimes({ frame }: { frame: LiveFrame }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute" style={{ ...onPlot, top: "auto", bottom: 0 }}>
      {frame.ticks.map(({ at, label }) => (
        <span
          key={at}
          className="absolute bottom-0.5 left-0"
          style={moved((at - frame.from) / (frame.to - frame.from))}
        >
          <span className="block -translate-x-1/2 font-mono text-[11px] leading-4 whitespace-nowrap text-muted before:absolute before:bottom-full before:left-1/2 before:h-1 before:border-l before:border-field-line">
            {label}
          </span>
        </span>
      ))}
    </div>
  );
});

interface LiveOverlayProps {
  readonly frame: LiveFrame;
  readonly labels: readonly (EndLabel & { readonly tone: string })[];
}

/** Over the chart: the slot of now is paler, and the names at the ends of lines. */
export const LiveOverlay = memo(function LiveOverlay({ frame, labels }: LiveOverlayProps) {
  const places = frame.rows.length;
  return (
    <div aria-hidden="true" className="pointer-events-none absolute" style={onPlot}>
      <span
        className="absolute inset-y-0 right-0 bg-block opacity-60 forced-colors:hidden"
        style={{ width: `${100 / places}%` }}
      />
      {labels.map(({ key, label, tone, y, at, isBefore }) => (
        <span
          key={key}
          data-label={key}
          className="absolute top-0 left-0 px-1 text-[11px] leading-[14px] font-semibold [text-shadow:0_0_2px_var(--block),0_0_3px_var(--block),0_0_4px_var(--block)]"
          style={{
            transform: `translate(calc(${(100 * at).toFixed(3)}cqw - ${isBefore ? 100 : 0}%), calc(${y}px - 50%))`,
            color: tone,
          }}
        >
          {label}
        </span>
      ))}
    </div>
  );
});

/** Over the chart, at a share of its width. */
export function LiveCrosshair({ at }: { readonly at: number }) {
  return (
    <div aria-hidden="true" className="pointer-events-none absolute" style={onPlot}>
      <span
        data-testid="crosshair"
        className="absolute inset-y-0 left-0 border-l border-dashed border-label"
        style={moved(at)}
      />
    </div>
  );
}
