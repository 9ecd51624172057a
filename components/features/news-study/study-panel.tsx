"use client";

import { ChartLine } from "lucide-react";
import { Block, BlockLabel } from "@/components/blocks/block";
import { Note } from "@/components/blocks/note";
import { mayRetry, problemWords } from "@/components/blocks/problem-words";
import { useMarkSample } from "@/components/blocks/sample-store";
import { Button } from "@/components/ui/button";
import { Tabs } from "@/components/ui/tabs";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { EventStudyAnswer } from "@/lib/contracts/functions/event-study";
import { describeStudy } from "@/lib/core/charts/describe-study";
import { MoreStories } from "./more-stories";
import { StudyMethod } from "./study-method";
import { StudyResult } from "./study-result";
import { StudyToolbar } from "./study-toolbar";
import { moods, type StudyView } from "./study-view";
import { useStudy } from "./use-study";
import { useStudyView } from "./use-study-view";

const labels = { bullish: "Bullish", neutral: "Neutral", bearish: "Bearish" } as const;

/** What a coin's price did after stories about it, beside random times. */
export function StudyPanel() {
  const [view, change] = useStudyView();
  const { study, problem, asking, retry } = useStudy(view);
  useMarkSample(study?.prices.sample === true);
  useMarkSample(study?.archive.sample === true, "news");
  return (
    <>
      <p className="mb-3 max-w-[84ch] text-pretty text-label">
        What did the price do after stories about a coin, and would random times have looked the same?
      </p>
      <StudyToolbar view={view} onChange={change} />
      {problem && !asking ? (
        <StudyProblem error={problem} onRetry={retry} onSymbol={(symbol) => change({ symbol })} />
      ) : null}
      {study ? (
        <Studied study={study} view={view} onChange={change} />
      ) : asking ? (
        <Skeleton symbol={view.symbol} />
      ) : null}
    </>
  );
}

interface StudiedProps {
  readonly study: EventStudyAnswer;
  readonly view: StudyView;
  readonly onChange: (change: Partial<StudyView>) => void;
}

function Studied({ study, view, onChange }: StudiedProps) {
  const group = study.groups.find(({ label }) => label === view.label);
  if (!group) return null;
  const sentence = describeStudy(study, view.label);
  const isTooFew = group.cells.every(({ verdict }) => verdict === "too_few");
  const nOf = (label: string): number => study.groups.find((one) => one.label === label)?.cells[0]?.n ?? 0;
  return (
    <Tabs
      label="Mood of the stories"
      tabs={moods.map((key) => ({ key, label: `${labels[key]} (${nOf(key)})` }))}
      selected={view.label}
      onSelect={(label) => onChange({ label })}
    >
      <Block className="min-w-0">
        <BlockLabel icon={<ChartLine aria-hidden className="size-3.5" />}>
          {study.symbol} after {group.label} stories
        </BlockLabel>
        <p aria-live="polite" className="px-3 pt-3 pb-1 text-base text-pretty" data-testid="study-sentence">
          {sentence}
        </p>
        {isTooFew ? <MoreStories view={view} onChange={onChange} /> : null}
        <StudyResult study={study} group={group} sentence={sentence} />
        <StudyMethod study={study} />
      </Block>
    </Tabs>
  );
}

/** Of the size of what comes. */
function Skeleton({ symbol }: { symbol: string }) {
  return (
    <div role="status" data-testid="study-skeleton" className="min-h-[46rem]">
      <p className="mb-4 animate-[appear_0s_150ms_both] py-1.5 text-muted">
        Studying stories about {symbol}. This takes a moment.
      </p>
      <Block className="animate-[appear_0s_150ms_both] p-3">
        <div aria-hidden="true" className="h-5 w-2/3 rounded-xs bg-raised" />
        <div aria-hidden="true" className="mt-4 h-64 rounded-xs bg-raised wide:h-72" />
        <div aria-hidden="true" className="mt-4 h-32 rounded-xs bg-raised" />
      </Block>
    </div>
  );
}

interface StudyProblemProps {
  readonly error: ApiError;
  readonly onRetry: () => void;
  readonly onSymbol: (symbol: string) => void;
}

function StudyProblem({ error, onRetry, onSymbol }: StudyProblemProps) {
  const near = error.fields?.find(({ field }) => field === "symbol")?.allowed ?? [];
  return (
    <Note tone="danger" className="mb-3">
      <span role="alert">{problemWords(error)}</span>
      {near.slice(0, 6).map((one) => (
        <Button key={one} onClick={() => onSymbol(one)}>
          {one}
        </Button>
      ))}
      {mayRetry(error) ? (
        <Button className="ms-auto" onClick={onRetry}>
          Retry now
        </Button>
      ) : null}
      {error.requestId ? <span className="w-full font-mono text-xs">request {error.requestId}</span> : null}
    </Note>
  );
}
