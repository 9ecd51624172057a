import { cn } from "@/components/ui/cn";
import type { Tone } from "./tone";

const shapes = {
  good: <circle cx="6" cy="6" r="4.5" />,
  warn: <path d="M6 1 11.5 11H.5z" />,
  bad: <path d="M3.5 1h5L11 3.5v5L8.5 11h-5L1 8.5v-5z" />,
  quiet: <circle cx="6" cy="6" r="3.75" fill="none" stroke="currentColor" strokeWidth="1.5" />,
} as const satisfies Record<Tone, unknown>;

const tones = {
  good: "text-bullish",
  warn: "text-warn",
  bad: "text-danger",
  quiet: "text-muted",
} as const satisfies Record<Tone, string>;

/** A shape for each state of health, so that colour never stands alone. Decorative: the word stands beside it. */
export function StateMark({ tone, className }: { tone: Tone; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 12 12"
      fill="currentColor"
      className={cn("inline size-2.5 shrink-0", tones[tone], className)}
    >
      {shapes[tone]}
    </svg>
  );
}

/** Words of a state: what is well needs no colour. */
export const toneText = {
  good: "text-label",
  warn: "text-warn",
  bad: "text-danger",
  quiet: "text-label",
} as const satisfies Record<Tone, string>;
