// biome-ignore-all lint/a11y/useSemanticElements: rows are placed by hand, which a native table cannot do
// biome-ignore-all lint/a11y/useFocusableInteractive: the cells only show, they take no input
"use client";

import { useVirtualizer } from "@tanstack/react-virtual";
import { useRef } from "react";
import { percent, unsureWords } from "@/components/blocks/verdict-words";
import { cn } from "@/components/ui/cn";
import { Sign } from "@/components/ui/sign";
import type { RowResult } from "@/lib/browser/row-result";
import type { Run } from "./run-store";
import { kindOf } from "./tally";

const ROW_PX = 44;
const grid =
  "grid grid-cols-[minmax(0,1fr)_6.5rem] wide:grid-cols-[3.5rem_minmax(0,1fr)_7rem_4rem] items-center gap-x-3 px-3";

/** Rows as they are read. Only those in view are in the page, so that fifty thousand scroll as easily as fifty. */
export function RowTable({ run, shown }: { run: Run; shown: readonly number[] }) {
  const scroller = useRef<HTMLDivElement>(null);
  const rows = useVirtualizer({
    count: shown.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => ROW_PX,
    overscan: 12,
  });
  return (
    <div role="table" aria-label="Verdicts" aria-rowcount={shown.length + 1} className="border-t border-line">
      <div role="rowgroup">
        <div role="row" aria-rowindex={1} className={`${grid} h-8 border-b border-line text-xs text-muted`}>
          <span role="columnheader" className="max-wide:hidden">
            Row
          </span>
          <span role="columnheader">Text</span>
          <span role="columnheader">Verdict</span>
          <span role="columnheader" className="text-end max-wide:hidden">
            Score
          </span>
        </div>
      </div>
      <div
        ref={scroller}
        role="rowgroup"
        // biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reachable by keyboard
        tabIndex={0}
        aria-label="Rows"
        className="h-[26rem] overflow-y-auto outline-offset-[-2px]"
      >
        <div role="presentation" className="relative" style={{ height: rows.getTotalSize() }}>
          {rows.getVirtualItems().map((item) => {
            const at = shown[item.index] ?? 0;
            return (
              <div
                key={item.key}
                role="row"
                aria-rowindex={item.index + 2}
                className={cn(
                  grid,
                  "absolute inset-x-0 top-0 h-11 border-b border-line",
                  item.index % 2 === 0 && "bg-fill",
                )}
                style={{ transform: `translateY(${item.start}px)` }}
              >
                <span role="cell" className="font-mono text-xs text-muted max-wide:hidden">
                  {at + 1}
                </span>
                <Cells text={run.table.texts[at] ?? ""} result={run.results[at]} />
              </div>
            );
          })}
        </div>
      </div>
    </div>
  );
}

function Cells({ text, result }: { text: string; result: RowResult | undefined }) {
  const kind = result ? kindOf(result) : null;
  const failed = result && "error" in result ? result.error.detail : null;
  const note = result && !("error" in result) ? unsureWords(result) : failed;
  return (
    <>
      <span role="cell" className="min-w-0">
        <bdi dir="auto" title={text.slice(0, 500)} className="foreign block truncate">
          {text.trim() === "" ? <span className="text-muted">(empty)</span> : text.slice(0, 300)}
        </bdi>
        {note === null ? null : (
          <span title={note} className={cn("block truncate text-xs", failed === null ? "text-muted" : "text-danger")}>
            {note}
          </span>
        )}
      </span>
      <span role="cell" className="flex items-center gap-1.5">
        {kind === null ? (
          <span className="text-muted">–</span>
        ) : kind === "failed" ? (
          <span className="text-danger">not read</span>
        ) : (
          <>
            <Sign of={kind} /> {kind}
          </>
        )}
      </span>
      <span role="cell" className="text-end font-mono text-[13px] max-wide:hidden">
        {result && !("error" in result) ? percent(result.confidence) : ""}
      </span>
    </>
  );
}
