import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

/** The frame that everything stands in: a thin line, small corners, no shadow. */
export function Block({ className, children }: { className?: string; children: ReactNode }) {
  return <div className={cn("rounded-block border border-line bg-block", className)}>{children}</div>;
}

interface BlockLabelProps {
  readonly id?: string;
  readonly icon?: ReactNode;
  /** Of its heading: 3 within a part of the page that has a heading of its own. */
  readonly level?: 2 | 3;
  readonly children: ReactNode;
}

/** The chip in the top corner of an output block; it is the block's heading. */
export function BlockLabel({ id, icon, level = 2, children }: BlockLabelProps) {
  const Heading = level === 2 ? "h2" : "h3";
  return (
    <Heading
      id={id}
      className="inline-flex w-fit items-center gap-1.5 rounded-ss-[3px] rounded-ee-[3px] border-e border-b border-line bg-block px-2.5 py-1 text-xs text-muted"
    >
      {icon}
      {children}
    </Heading>
  );
}

/** A small heading inside a block. */
export function BlockTitle({ children, className }: { children: ReactNode; className?: string }) {
  return <h3 className={cn("text-[13px] text-muted", className)}>{children}</h3>;
}
