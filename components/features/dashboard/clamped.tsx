import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const shut = {
  "2": "line-clamp-2",
  "2/1": "line-clamp-2 wide:line-clamp-1",
  "3": "line-clamp-3",
  "3/2": "line-clamp-3 wide:line-clamp-2",
} as const;
const open = "group-open/clamp:line-clamp-none wide:group-open/clamp:line-clamp-none";

interface ClampedProps {
  /** What it says; where it is longer than `from` characters it can be opened. */
  readonly text: string;
  readonly from: number;
  /** How many at the most: on a phone, and on a wide screen. */
  readonly lines: keyof typeof shut;
  readonly className?: string;
  /** The same with its marks; else the text itself. */
  readonly children?: ReactNode;
}

/** Words that keep to a few lines, and can be had in full by finger and keyboard where they are long. */
export function Clamped({ text, from, lines, className, children = text }: ClampedProps) {
  if (text.length <= from) return <span className={cn("min-w-0", shut[lines], className)}>{children}</span>;
  return (
    <details className={cn("group/clamp min-w-0", className)}>
      <summary className="tap flex items-start gap-1 [overflow-wrap:anywhere]" title={text}>
        <span className={cn("min-w-0", shut[lines], open)}>{children}</span>
        <span aria-hidden="true" className="shrink-0 text-muted group-open/clamp:hidden">
          ▸
        </span>
        <span aria-hidden="true" className="hidden shrink-0 text-muted group-open/clamp:inline">
          ▾
        </span>
      </summary>
    </details>
  );
}
