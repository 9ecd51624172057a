"use client";

import { Download, Rows3 } from "lucide-react";
import { useState } from "react";
import { Block, BlockLabel } from "@/components/blocks/block";
import { saveFile } from "@/components/blocks/save-file";
import { Button } from "@/components/ui/button";
import { toCsv, toJson } from "./export-rows";
import { FilterChips } from "./filter-chips";
import { ProgressLine } from "./progress-line";
import { RowTable } from "./row-table";
import type { Run } from "./run-store";
import { statusWords } from "./status-words";
import { SummaryBar } from "./summary-bar";
import type { RowKind } from "./tally";
import { useShownRows } from "./use-run";

/** The output: progress, shares, filters, rows, downloads. */
export function ResultsBlock({ run, onSample }: { run: Run; onSample: () => void }) {
  const [filter, setFilter] = useState<RowKind | null>(null);
  const shown = useShownRows(run, filter);
  return (
    <section
      aria-labelledby="many-label"
      aria-busy={run.phase === "running"}
      data-phase={run.phase}
      className="min-w-0"
    >
      <Block className="flex min-h-[38rem] flex-col">
        <BlockLabel id="many-label" icon={<Rows3 aria-hidden className="size-3 opacity-80" />}>
          Verdicts
        </BlockLabel>
        {run.phase === "idle" ? (
          <Empty onSample={onSample} />
        ) : (
          <>
            <ProgressLine run={run} />
            <SummaryBar counts={run.counts} />
            <div className="flex flex-wrap items-center justify-between gap-2 px-3 pb-2.5">
              <FilterChips counts={run.counts} total={run.table.texts.length} filter={filter} onFilter={setFilter} />
              <span className="flex gap-1.5" data-print="hide">
                <Button
                  disabled={run.done === 0}
                  aria-label="Download the rows shown as CSV"
                  onClick={() =>
                    saveFile({
                      name: "barometer.csv",
                      type: "text/csv;charset=utf-8",
                      content: `\ufeff${toCsv(run.table, run.results, shown)}`,
                    })
                  }
                >
                  <Download aria-hidden className="size-3" /> CSV
                </Button>
                <Button
                  disabled={run.done === 0}
                  aria-label="Download the rows shown as JSON"
                  onClick={() =>
                    saveFile({
                      name: "barometer.json",
                      type: "application/json",
                      content: toJson(run.table, run.results, shown),
                    })
                  }
                >
                  <Download aria-hidden className="size-3" /> JSON
                </Button>
              </span>
            </div>
            <RowTable run={run} shown={shown} />
          </>
        )}
        <p role="status" className="sr-only">
          {statusWords(run)}
        </p>
      </Block>
    </section>
  );
}

function Empty({ onSample }: { onSample: () => void }) {
  return (
    <div className="m-auto grid max-w-sm justify-items-center gap-3 p-6 text-center text-label">
      <Rows3 aria-hidden className="size-8 text-line" />
      <p>
        Paste one text per line, or choose a file with a column of texts. Every row gets its own verdict; the table
        fills as they come.
      </p>
      <Button onClick={onSample} className="h-9 px-3 text-sm">
        Try it with eight headlines
      </Button>
    </div>
  );
}
