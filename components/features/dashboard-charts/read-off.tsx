import { useId } from "react";
import { formatLive } from "@/lib/core/charts/format-live";
import type { LivePlot } from "@/lib/core/charts/live-plot";
import { momentOf } from "@/lib/core/charts/live-words";
import type { LiveFrame } from "@/lib/core/charts/prepare-frame";

interface ReadOffProps {
  readonly frame: LiveFrame;
  /** What all legends show, by whatever means; null: now. */
  readonly pointed: number | null;
  /** What this slider, or a finger, has set; null: now. */
  readonly chosen: number | null;
  readonly onChoose: (place: number | null) => void;
  /** What is said with the time, for those who do not see the legends. */
  readonly words: LivePlot;
}

/** The time whose values all legends show: by keyboard what pointing at a chart is by mouse. At its end it goes along with now. */
export function ReadOff({ frame, pointed, chosen, onChoose, words }: ReadOffProps) {
  const id = useId();
  const isGap = pointed !== null && frame.rows[pointed] === null;
  return (
    <div className="min-w-0 flex-1 basis-64">
      <div className="mb-1 flex flex-wrap justify-between gap-x-4 text-[13px] text-muted">
        {/* What changes while one points stands beside the label: a name that changes is read out. */}
        <span>
          <label htmlFor={id}>Values at</label>{" "}
          <span className="font-mono text-text">{pointed === null ? "now" : `${momentOf(frame, pointed)} UTC`}</span>
          {isGap ? ", nothing ran" : ""}
        </span>
        <span className="flex items-center gap-3 text-xs">
          <span className="flex items-center gap-1.5">
            <span aria-hidden="true" className="gap-hatch h-3 w-4 border border-line" />
            gap: nothing ran
          </span>
          <span>pale: not over yet</span>
          <span>times in UTC</span>
        </span>
      </div>
      <input
        id={id}
        type="range"
        min={0}
        max={frame.newest}
        value={chosen ?? frame.newest}
        aria-valuetext={chosen === null ? "now" : saidAt(frame, chosen, words)}
        onChange={(event) => onChoose(event.currentTarget.valueAsNumber)}
        className="tap h-9 w-full accent-(--muted)"
      />
    </div>
  );
}

/** "10:42:10 UTC: 3.2 requests a second". */
function saidAt(frame: LiveFrame, place: number, { layers: [first], form }: LivePlot): string {
  const value = first?.values[place] ?? null;
  const said = value === null ? "nothing known" : `${formatLive(value, form)} ${first?.label}`;
  return `${momentOf(frame, place)} UTC: ${frame.rows[place] === null ? "nothing ran" : said}`;
}
