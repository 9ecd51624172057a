"use client";

import { useState } from "react";
import { Block } from "@/components/blocks/block";
import { CategorySelect } from "@/components/blocks/category-select";
import { useApi } from "@/components/providers";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/check";
import type { Category } from "@/lib/contracts/verdict";
import { readFile } from "./read-file";
import { ResultsBlock } from "./results-block";
import { cancelRun, clearRun, pauseRun, type Run, restoreRun, resumeRun, startRun } from "./run-store";
import { sampleLines } from "./sample-lines";
import { fromLines, guessLayout, type Layout, type Source, toTable } from "./source";
import { SourcePicker } from "./source-picker";
import { useLines } from "./use-lines";
import { useRun } from "./use-run";

interface Cleared {
  readonly lines: string;
  readonly file: Source | null;
  readonly layout: Layout;
  readonly run: Run;
}

/** Many texts: lines or a file in, a table of verdicts out. */
export default function ManyTextsPanel({ limits }: { limits: { readonly text: number; readonly bulk: number } }) {
  const api = useApi();
  const run = useRun();
  const [lines, setLines] = useLines();
  const [file, setFile] = useState<Source | null>(null);
  const [layout, setLayout] = useState<Layout>({ header: false, column: 0 });
  const [category, setCategory] = useState<Category>("crypto");
  const [browserOnly, setBrowserOnly] = useState(false);
  const [error, setError] = useState<string | null>(null);
  const [cleared, setCleared] = useState<Cleared | null>(null);
  const busy = run.phase === "running" || run.phase === "paused";

  const choose = async (chosen: File | null) => {
    setError(null);
    setFile(null);
    setCleared(null);
    if (!chosen) return;
    const read = await readFile(chosen).catch(() => ({
      ok: false as const,
      message: `${chosen.name} could not be read.`,
    }));
    if (!read.ok) {
      setError(read.message);
      return;
    }
    setFile(read.source);
    setLayout(guessLayout(read.source));
  };

  const start = (pasted: string) => {
    const table = file ? toTable(file, layout) : toTable(fromLines(pasted), { header: false, column: 0 });
    if (table.texts.length === 0) {
      setError(file ? "The file has no rows." : "Paste some lines or choose a file first.");
      return;
    }
    setError(null);
    setCleared(null);
    void startRun({ api, table, category, browserOnly, limits });
  };

  const sample = () => {
    setCleared(null);
    setFile(null);
    setLines(sampleLines);
    void startRun({
      api,
      table: toTable(fromLines(sampleLines), { header: false, column: 0 }),
      category,
      browserOnly,
      limits,
    });
  };

  const clear = () => {
    setCleared({ lines, file, layout, run: clearRun() });
    setLines("");
    setFile(null);
    setError(null);
  };

  const undo = () => {
    if (!cleared) return;
    setLines(cleared.lines);
    setFile(cleared.file);
    setLayout(cleared.layout);
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
          start(lines);
        }}
      >
        <Block>
          <SourcePicker
            lines={lines}
            file={file}
            layout={layout}
            error={error}
            disabled={busy}
            onLines={(next) => {
              setLines(next);
              setCleared(null);
            }}
            onFile={(chosen) => void choose(chosen)}
            onLayout={setLayout}
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
                <Button look="secondary" disabled={run.phase === "idle" && lines === "" && !file} onClick={clear}>
                  Clear
                </Button>
              )}
              <Button look="primary" type="submit">
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
