import { cn } from "@/components/ui/cn";
import { Sign } from "@/components/ui/sign";
import { directionOf, formatChange } from "./number-words";

const tones = { bullish: "text-bullish", neutral: "text-neutral", bearish: "text-bearish" } as const;
const spoken = { bullish: "up", neutral: "unchanged", bearish: "down" } as const;

/** "down 2.23%": a change for those who hear it. */
export const spokenChange = (percent: number): string => `${spoken[directionOf(percent)]} ${formatChange(percent)}`;

/** A change with its sign as a shape, so that colour does not stand alone. */
export function Change({ percent, className }: { percent: number; className?: string }) {
  const direction = directionOf(percent);
  return (
    <span className={cn("whitespace-nowrap", tones[direction], className)}>
      <Sign of={direction} className="me-1 size-[0.75em] align-baseline" />
      <span className="sr-only">{spoken[direction]} </span>
      {formatChange(percent)}
    </span>
  );
}
