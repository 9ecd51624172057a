import { liveFillOf, liveLookOf } from "@/components/charts/live-looks";
import { formatLive } from "@/lib/core/charts/format-live";
import type { LivePlot } from "@/lib/core/charts/live-plot";
import { usePointedTime } from "./pointed-time";

/** Room for most values, in letters: those beside it stay where they are. */
const widths = { rate: 5, count: 5, ms: 7, share: 4, mb: 6 } as const;

/** Names, looks and values of the layers at the time that is read off. Takes two lines at most, and the room of two always where it may need them. */
export function LiveLegend({ plot }: { readonly plot: LivePlot }) {
  const { place } = usePointedTime();
  const isLine = plot.shape === "lines";
  const layers = isLine ? plot.layers : plot.layers.toReversed();
  return (
    <ul className="flex flex-wrap gap-x-3.5 gap-y-0.5 text-xs text-label">
      {[...layers, ...plot.also.filter(({ told }) => told)].map(({ key, label, values, form, told }) => {
        const value = place === null ? null : (values[place] ?? null);
        return (
          <li key={key} className="flex items-center gap-1.5">
            {told ? null : <Swatch of={key} isLine={isLine} />}
            {label}
            <span className="font-mono text-text" style={{ minWidth: `${widths[form ?? plot.form]}ch` }}>
              {value === null ? "–" : formatLive(value, form ?? plot.form)}
            </span>
          </li>
        );
      })}
    </ul>
  );
}

function Swatch({ of: key, isLine }: { readonly of: string; readonly isLine: boolean }) {
  const { tone, dash } = liveLookOf(key);
  return (
    <svg aria-hidden="true" viewBox="0 0 14 10" className="h-2.5 w-3.5 shrink-0">
      {isLine ? (
        <path d="M0 5h14" strokeWidth="2" strokeDasharray={dash} style={{ stroke: tone }} />
      ) : (
        <rect x="0.5" y="0.5" width="13" height="9" style={{ fill: liveFillOf(key), stroke: tone }} />
      )}
    </svg>
  );
}
