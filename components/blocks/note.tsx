import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const tones = {
  warn: "border-warn-line bg-warn-soft text-warn",
  danger: "border-danger-line bg-danger-soft text-danger",
  plain: "border-line bg-fill text-label",
  /** Keeps its place, and shows nothing. */
  empty: "border-transparent",
} as const;

/** What happened, why, and what next. */
export function Note({
  tone = "plain",
  className,
  children,
}: {
  tone?: keyof typeof tones;
  className?: string;
  children: ReactNode;
}) {
  return (
    <div
      className={cn(
        "flex flex-wrap items-center gap-x-2 gap-y-1 rounded-block border px-3 py-1.5 text-[13px]",
        tones[tone],
        className,
      )}
    >
      {children}
    </div>
  );
}
