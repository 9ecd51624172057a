import type { LineRole } from "@/lib/core/charts/plan-panes";
import type { ChartLook } from "./chart-look";

export interface LineStyleOf {
  readonly token: Exclude<keyof ChartLook, "font" | "words">;
  readonly dash: "solid" | "dashed" | "dotted";
  readonly width: 1 | 2;
}

const styles = {
  sma: { token: "ring", dash: "solid", width: 2 },
  ema: { token: "accent", dash: "solid", width: 2 },
  vwap: { token: "label", dash: "dashed", width: 2 },
  band: { token: "fieldLine", dash: "solid", width: 1 },
  middle: { token: "fieldLine", dash: "dotted", width: 1 },
  rsi: { token: "accent", dash: "solid", width: 2 },
  macd: { token: "accent", dash: "solid", width: 2 },
  signal: { token: "ring", dash: "dashed", width: 1 },
  histogram: { token: "fieldLine", dash: "solid", width: 1 },
  mood: { token: "muted", dash: "solid", width: 1 },
  atr: { token: "accent", dash: "solid", width: 2 },
} as const satisfies Record<LineRole, LineStyleOf>;

/** Colour and dash of a line: each kind differs in both, or stands in a pane of its own. */
export const lineStyleOf = (role: LineRole): LineStyleOf => styles[role];
