"use client";

import { Segment } from "@/components/blocks/segment";
import { cn } from "@/components/ui/cn";
import { type Timeframe, timeframes } from "@/lib/contracts/timeframes";

const usual = ["1h", "4h", "1d", "1w"] as const satisfies readonly Timeframe[];
const others = timeframes.filter((timeframe) => !usual.some((one) => one === timeframe));
const names: Readonly<Record<Timeframe, string>> = {
  "1m": "1 minute",
  "5m": "5 minutes",
  "15m": "15 minutes",
  "30m": "30 minutes",
  "1h": "1 hour",
  "2h": "2 hours",
  "4h": "4 hours",
  "6h": "6 hours",
  "8h": "8 hours",
  "12h": "12 hours",
  "1d": "1 day",
  "1w": "1 week",
};
const OFF = "No source has candles this short for this coin";

interface TimeframePickerProps {
  readonly value: Timeframe;
  /** Null while it is not known: then all can be asked for. */
  readonly there: readonly Timeframe[] | null;
  readonly onChange: (timeframe: Timeframe) => void;
}

/** The usual lengths of a candle as buttons, the others in a list; what no source has says so. */
export function TimeframePicker({ value, there, onChange }: TimeframePickerProps) {
  const isOff = (timeframe: Timeframe): boolean => there !== null && !there.includes(timeframe);
  const isOther = others.some((timeframe) => timeframe === value);
  return (
    <div className="flex shrink-0">
      <Segment
        legend="Length of a candle"
        className="rounded-e-none border-e-0 [&>button:last-of-type]:rounded-e-none"
        choices={usual.map((timeframe) => ({
          value: timeframe,
          label: timeframe,
          name: `Candles of ${names[timeframe]}`,
          off: isOff(timeframe) ? OFF : undefined,
        }))}
        pressed={usual.filter((timeframe) => timeframe === value)}
        onPress={onChange}
      />
      <select
        aria-label="Other length of a candle"
        value={isOther ? value : ""}
        onChange={(event) => {
          const chosen = others.find((timeframe) => timeframe === event.target.value);
          if (chosen) onChange(chosen);
        }}
        className={cn(
          "tap h-8.5 w-18 max-wide:h-11.5 rounded-e-button border border-line px-1.5 text-[13px]",
          isOther ? "bg-accent-soft font-semibold text-accent" : "bg-block text-label hover:bg-fill",
        )}
      >
        <option value="" disabled hidden>
          other
        </option>
        {others.map((timeframe) => (
          <option key={timeframe} value={timeframe} disabled={isOff(timeframe)}>
            {isOff(timeframe) ? `${timeframe}: no source has it` : timeframe}
          </option>
        ))}
      </select>
    </div>
  );
}
