"use client";

import { Timer } from "lucide-react";
import { useId, useMemo, useState } from "react";
import { Block, BlockLabel } from "@/components/blocks/block";
import { saveFile } from "@/components/blocks/save-file";
import { Button } from "@/components/ui/button";
import { keepRun } from "@/lib/browser/device/kept-run";
import { type Candidate, listCandidates } from "@/lib/browser/device/list-candidates";
import type { DeviceRun } from "@/lib/core/device/device-run";
import { CandidateRow } from "./candidate-row";
import { factWords, fetchWords } from "./measure-words";
import { useHere } from "./use-here";
import { type Standings, useMeasure } from "./use-measure";

/** What is small enough to be ticked before anyone has looked. */
const SMALL_BYTES = 10e6;

/** The visitor's own browser times models, when it is told to. */
export function MeasurePanel({ run }: { run: DeviceRun | null }) {
  const candidates = useMemo(listCandidates, []);
  const [ticked, setTicked] = useState<ReadonlySet<string>>(
    () => new Set(candidates.filter(({ bytes }) => bytes < SMALL_BYTES).map(({ key }) => key)),
  );
  const { running, standings, start, cancel } = useMeasure();
  const { here, remove } = useHere(candidates, running);
  const hint = useId();
  const chosen = candidates.filter(({ key }) => ticked.has(key));
  const tick = (key: string, on: boolean) =>
    setTicked((before) => new Set(on ? [...before, key] : [...before].filter((each) => each !== key)));
  return (
    <Block className="flex min-w-0 flex-col">
      <BlockLabel level={3} icon={<Timer aria-hidden className="size-3" />}>
        Measure on this device
      </BlockLabel>
      <div className="flex flex-1 flex-col px-3 pt-3 pb-4 wide:px-4">
        <p className="text-[13px] text-pretty text-label">
          Your own browser reads 60 sentences of ours and takes the time. Nothing is sent anywhere: the results stay in
          this browser until you remove them.
        </p>
        <fieldset className="mt-2">
          <legend className="sr-only">What to measure</legend>
          <ul>
            {candidates.map((candidate) => (
              <CandidateRow
                key={candidate.key}
                candidate={candidate}
                ticked={ticked.has(candidate.key)}
                running={running}
                isHere={here[candidate.key]}
                standing={standings[candidate.key]}
                result={run?.results.find(({ key }) => key === candidate.key)}
                onTick={(on) => tick(candidate.key, on)}
                onRemove={() => void remove(candidate.key)}
              />
            ))}
          </ul>
        </fieldset>
        <div className="mt-2 border-t border-line pt-3">
          <Button
            look={running ? "secondary" : "primary"}
            className="w-full"
            disabled={!running && chosen.length === 0}
            aria-describedby={hint}
            onClick={() => (running ? cancel() : start(chosen))}
          >
            {running ? "Cancel" : "Measure on this device"}
          </Button>
          <p id={hint} className="mt-1.5 min-h-9 text-xs leading-[18px] text-muted">
            {running
              ? "Keep this tab in front. Browsers slow a hidden tab down, so what was being timed then begins again."
              : fetchWords(chosen, here)}
          </p>
          <p role="status" className="sr-only">
            {newsOf(candidates, standings, running)}
          </p>
        </div>
        <Results run={run} running={running} />
      </div>
    </Block>
  );
}

/** Said aloud: who is being measured, and how it ended; no step between. */
function newsOf(candidates: readonly Candidate[], standings: Standings, running: boolean): string {
  const those = (kind: string) => candidates.filter(({ key }) => standings[key]?.kind === kind).map(({ name }) => name);
  const [busy] = those("running");
  if (running) return busy ? `Measuring ${busy}.` : "";
  const parts = [
    [those("done"), "measured"],
    [those("failed"), "failed"],
    [those("cancelled"), "cancelled"],
  ] as const;
  return parts.flatMap(([names, what]) => (names.length === 0 ? [] : `${names.join(", ")}: ${what}.`)).join(" ");
}

function Results({ run, running }: { run: DeviceRun | null; running: boolean }) {
  const save = async (format: "csv" | "json") => {
    if (run === null) return;
    const { writeDeviceFile } = await import("@/lib/core/device/write-device-file");
    saveFile(writeDeviceFile(run, format));
  };
  const none = run === null;
  return (
    <div className="mt-3 border-t border-line pt-3">
      <div className="flex flex-wrap gap-1.5">
        <Button disabled={none} aria-label="Download what was measured as CSV" onClick={() => void save("csv")}>
          CSV
        </Button>
        <Button disabled={none} aria-label="Download what was measured as JSON" onClick={() => void save("json")}>
          JSON
        </Button>
        <Button disabled={none || running} onClick={() => keepRun(null)}>
          Remove the results
        </Button>
      </div>
      <p className="mt-2 min-h-14 text-xs leading-[18px] text-muted" data-testid="device-facts">
        {none
          ? "What your browser tells of this device is read when you measure, and shown here."
          : factWords(run.facts)}
      </p>
    </div>
  );
}
