"use client";

import { useState } from "react";
import { Block } from "@/components/blocks/block";
import { CategorySelect } from "@/components/blocks/category-select";
import { useApi } from "@/components/providers";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/check";
import type { Category } from "@/lib/contracts/verdict";
import { fromLines, type Layout, type Table, toTable } from "@/lib/core/csv/source";
import { ResultsBlock } from "./results-block";
import { cancelRun, clearRun, pauseRun, type Run, restoreRun, resumeRun, startRun } from "./run-store";
import { sampleLines } from "./sample-lines";
import { SourcePicker } from "./source-picker";
import { type Kept, useKept } from "./use-kept";
import { useRun } from "./use-run";
import { type Given, useSource } from "./use-source";

interface Cleared extends Given {
  readonly run: Run;
}

const plain: Layout = { header: false, column: 0 };
const nothing: Given = { lines: "", file: null, layout: plain };

const keptCategory: Kept<Category> = { current: "crypto" };
const keptBrowserOnly: Kept<boolean> = { current: false };

/** Many texts: lines or a file in, a table of verdicts out. */
export default function ManyTextsPanel({ limits }: { limits: { readonly text: number; readonly bulk: number } }) {
  const api = useApi();
  const run = useRun();
  const source = useSource();
  const { lines, file, layout } = source.given;
  const [category, setCategory] = useKept(keptCategory);
  const [browserOnly, setBrowserOnly] = useKept(keptBrowserOnly);
  const [cleared, setCleared] = useState<Cleared | null>(null);
  const busy = run.phase === "running" || run.phase === "paused";
  const isEmpty = lines === "" && !file && source.reading === null;

  const begin = (table: Table) => void startRun({ api, table, category, browserOnly, limits });

  const start = () => {
    const table = file ? toTable(file, layout) : toTable(fromLines(lines), plain);
    if (table.texts.length === 0) {
      source.setError(file ? "The file has no rows." : "Paste some lines or choose a file first.");
      return;
    }
    source.setError(null);
    setCleared(null);
    begin(table);
  };

  const clear = () => {
    setCleared({ ...source.given, run: clearRun() });
    source.put(nothing);
  };

  const sample = () => {
    if (isEmpty) setCleared(null);
    else clear();
    source.put({ ...nothing, lines: sampleLines });
    begin(toTable(fromLines(sampleLines), plain));
  };

  const undo = () => {
    if (!cleared) return;
    source.put(cleared);
    restoreRun(cleared.run);
    setCleared(null);
  };

  return (
    <div className="grid items-start gap-4 wide:grid-cols-[22rem_minmax(0,1fr)]">
      <form
        aria-label="Texts to read"
        className="grid min-w-0 gap-3"
        onSubmit={(event) => {
          event.preventDefault();
          start();
        }}
      >
        <Block>
          <SourcePicker
            {...source.given}
            error={source.error}
            reading={source.reading}
            disabled={busy}
            onLines={(next) => {
              source.type(next);
              setCleared(null);
            }}
            onFiles={(chosen) => {
              setCleared(null);
              void source.choose(chosen);
            }}
            onLayout={source.setLayout}
          />
          <div className="grid gap-2 border-t border-line px-3 py-2.5">
            <CategorySelect value={category} disabled={busy} onChange={setCategory} />
            <Check
              label="Run in my browser"
              hint="the texts never leave this device"
              checked={browserOnly}
              disabled={busy}
              onChange={setBrowserOnly}
            />
          </div>
        </Block>
        <div className="grid grid-cols-[1fr_2fr] gap-3" data-print="hide">
          {busy ? (
            <>
              <Button look="secondary" onClick={cancelRun}>
                Cancel
              </Button>
              <Button look="primary" onClick={run.phase === "paused" ? resumeRun : pauseRun}>
                {run.phase === "paused" ? "Go on" : "Pause"}
              </Button>
            </>
          ) : (
            <>
              {cleared ? (
                <Button look="secondary" onClick={undo}>
                  Undo clear
                </Button>
              ) : (
                <Button look="secondary" disabled={run.phase === "idle" && isEmpty} onClick={clear}>
                  Clear
                </Button>
              )}
              <Button look="primary" type="submit" disabled={source.reading !== null}>
                Start
              </Button>
            </>
          )}
        </div>
      </form>
      <ResultsBlock run={run} onSample={sample} />
    </div>
  );
}
