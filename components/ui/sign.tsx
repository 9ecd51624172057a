import { cn } from "./cn";

const shapes = {
  bullish: <path d="M6 1.5 11 10.5H1z" />,
  neutral: <path d="M1.5 5h9v2h-9z" />,
  bearish: <path d="M6 10.5 1 1.5h10z" />,
  unsure: <path d="M1 6c1.6-3.4 3.4-3.4 5 0s3.4 3.4 5 0" fill="none" stroke="currentColor" strokeWidth="1.8" />,
} as const;

const tones = {
  bullish: "text-bullish",
  neutral: "text-neutral",
  bearish: "text-bearish",
  unsure: "text-neutral",
} as const;

export type SignName = keyof typeof shapes;

/** The shape that goes with a label, so that colour never stands alone. Decorative: the word stands beside it. */
export function Sign({ of, className }: { of: SignName; className?: string }) {
  return (
    <svg
      aria-hidden="true"
      viewBox="0 0 12 12"
      fill="currentColor"
      className={cn("inline shrink-0", tones[of], className ?? "size-[0.8em]")}
    >
      {shapes[of]}
    </svg>
  );
}
