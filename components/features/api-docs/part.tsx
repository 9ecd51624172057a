import type { ReactNode } from "react";
import { BlockTitle } from "@/components/blocks/block";

/** A part of a block, under its own small heading. */
export function Part({ title, children }: { title: string; children: ReactNode }) {
  return (
    <div className="border-t border-line px-5 py-3.5">
      <BlockTitle className="mb-1">{title}</BlockTitle>
      {children}
    </div>
  );
}
