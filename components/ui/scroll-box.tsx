import type { ReactNode } from "react";
import { cn } from "./cn";

/** A room of its own for what may be wider or higher than the page: named, and scrolled by keyboard too. */
export function ScrollBox({ label, className, children }: { label: string; className: string; children: ReactNode }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
    <section tabIndex={0} aria-label={label} className={cn("-outline-offset-2", className)}>
      {children}
    </section>
  );
}
