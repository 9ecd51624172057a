import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** The frame that everything stands in: a thin line, small corners, no shadow. */
export function Block({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("rounded-block border border-line bg-block", className)}>{children}</div>;
}

/** The chip in the top corner of an output block; it is the block's heading. */
export function BlockLabel({ id, icon, children }: { id?: string; icon?: ReactNode; children: ReactNode }) {
  return (
    <h2
      id={id}
      className="inline-flex w-fit items-center gap-1.5 rounded-ss-[3px] rounded-ee-[3px] border-e border-b border-line bg-block px-2.5 py-1 text-xs text-muted"
    >
      {icon}
      {children}
    </h2>
  );
}

/** A small heading inside a block. */
export function BlockTitle({ children, className }: { children: ReactNode; className?: string }) {
  return <h3 className={cn("text-[13px] text-muted", className)}>{children}</h3>;
}
