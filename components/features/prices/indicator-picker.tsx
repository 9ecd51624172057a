"use client";

import { useCallback, useEffect, useId, useRef, useState } from "react";
import { Segment } from "@/components/blocks/segment";
import { useDismiss } from "@/components/blocks/use-dismiss";
import { Check } from "@/components/ui/check";
import { cn } from "@/components/ui/cn";
import { type IndicatorKind, indicatorKinds } from "./prices-view";

const usual = ["rsi", "macd", "bollinger"] as const satisfies readonly IndicatorKind[];
const labels = {
  rsi: { label: "RSI", hint: "14 candles, in a pane of its own" },
  macd: { label: "MACD", hint: "12, 26 and 9 candles" },
  bollinger: { label: "Bollinger", hint: "20 candles, 2 deviations" },
  sma: { label: "SMA", hint: "simple average of 20 candles" },
  ema: { label: "EMA", hint: "exponential average of 50 candles" },
  atr: { label: "ATR", hint: "true range of 14 candles" },
  vwap: { label: "VWAP", hint: "average weighted by volume" },
} as const satisfies Record<IndicatorKind, { label: string; hint: string }>;

interface IndicatorPickerProps {
  readonly value: readonly IndicatorKind[];
  readonly off: string | undefined;
  readonly onChange: (indicators: readonly IndicatorKind[]) => void;
}

/** Switches for indicators; the less usual ones behind a plus. */
export function IndicatorPicker({ value, off, onChange }: IndicatorPickerProps) {
  const frame = useRef<HTMLDivElement>(null);
  const [open, setOpen] = useState(false);
  const id = useId();
  const close = useCallback(() => setOpen(false), []);
  useDismiss(frame, open, close);
  useEffect(() => {
    if (!open) return;
    const leave = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      close();
      frame.current?.querySelector<HTMLElement>("[aria-haspopup]")?.focus();
    };
    document.addEventListener("keydown", leave);
    return () => document.removeEventListener("keydown", leave);
  }, [open, close]);
  const more = indicatorKinds.filter((kind) => !usual.some((one) => one === kind));
  const on = more.filter((kind) => value.includes(kind)).length;
  const toggle = (kind: IndicatorKind) =>
    onChange(indicatorKinds.filter((one) => (one === kind ? !value.includes(one) : value.includes(one))));
  return (
    <div ref={frame} className="relative flex shrink-0">
      <Segment
        legend="Indicators"
        className="rounded-e-none border-e-0 [&>button:last-of-type]:rounded-e-none"
        choices={usual.map((kind) => ({ value: kind, label: labels[kind].label, off }))}
        pressed={off === undefined ? value : []}
        onPress={toggle}
      />
      <button
        type="button"
        aria-haspopup="dialog"
        aria-expanded={open}
        aria-controls={id}
        aria-label={on > 0 ? `More indicators, ${on} on` : "More indicators"}
        title={off}
        disabled={off !== undefined}
        onClick={() => setOpen(!open)}
        className={cn(
          "tap h-8.5 rounded-e-button max-wide:h-11.5 border border-line px-3 text-[13px] disabled:text-muted",
          on > 0 && off === undefined
            ? "bg-accent-soft font-semibold text-accent"
            : "bg-block text-label hover:bg-fill hover:text-text",
        )}
      >
        +{on > 0 && off === undefined ? on : ""}
      </button>
      <div
        id={id}
        role="dialog"
        aria-label="More indicators"
        hidden={!open}
        className="absolute end-0 top-full z-20 mt-1 w-64 max-w-[calc(100vw-2rem)] rounded-block border border-line bg-block px-3 py-2"
      >
        {more.map((kind) => (
          <Check
            key={kind}
            label={labels[kind].label}
            hint={labels[kind].hint}
            checked={value.includes(kind)}
            onChange={() => toggle(kind)}
          />
        ))}
      </div>
    </div>
  );
}
