"use client";

import { Gauge } from "lucide-react";
import type { ReactNode } from "react";
import { Block, BlockLabel, BlockTitle } from "@/components/blocks/block";
import { ConfidenceLabel } from "@/components/blocks/confidence-label";
import { TimeAgo } from "@/components/blocks/time-ago";
import { confidenceWords, countsForNothing, headingOf, headingWords } from "@/components/blocks/verdict-words";
import { cn } from "@/components/ui/cn";
import { Sign } from "@/components/ui/sign";
import { ModelsBlock } from "./models-block";
import { ProblemNote } from "./problem-note";
import type { SentimentState } from "./use-sentiment";
import { VerdictFoot } from "./verdict-foot";
import { Why } from "./why";

const tones = {
  bullish: "text-bullish",
  neutral: "text-neutral",
  bearish: "text-bearish",
  unsure: "text-label",
} as const;

interface VerdictBlockProps {
  readonly state: SentimentState;
  /** What stands in the form is no longer what was read. */
  readonly earlier: boolean;
  readonly onRetry: () => void;
  /** Offers the model where the server is out and it is not on this device. */
  readonly onAskModel: (() => void) | null;
}

/** The output: the same frame and size from empty to full, so that nothing jumps. */
export function VerdictBlock({ state, earlier, onRetry, onAskModel }: VerdictBlockProps) {
  const { answer, phase } = state;
  const heading = answer ? headingOf(answer.verdict) : null;
  return (
    <section
      aria-labelledby="verdict-label"
      aria-busy={phase === "reading"}
      data-source={answer?.source}
      data-earlier={earlier || undefined}
    >
      <Block className={cn("flex min-h-[44rem] wide:min-h-[36rem] flex-col", earlier && "saturate-50")}>
        <div className="flex items-start justify-between">
          <BlockLabel id="verdict-label" icon={<Gauge aria-hidden className="size-3 opacity-80" />}>
            Verdict
          </BlockLabel>
          <span className="px-3 py-1 text-xs text-muted">
            {earlier ? <span className="text-text">of an earlier text</span> : badge(state)}
          </span>
        </div>
        <div className="px-5 pt-2 pb-5">
          <ProblemNote state={state} onRetry={onRetry} onAskModel={onAskModel} />
          <p
            className={cn(
              "text-center text-[30px] leading-tight font-semibold tracking-tight",
              heading ? tones[heading] : "text-muted",
            )}
            data-testid="verdict"
          >
            {heading ? (
              <>
                <Sign of={heading} /> {headingWords[heading]}
              </>
            ) : (
              "No verdict yet"
            )}
          </p>
          <p className="mt-1.5 mb-4 min-h-[1.5em] text-center text-label">
            {answer
              ? confidenceWords(answer.verdict, answer.verdict.thresholds)
              : "Write or paste a text and press Analyse, or run an example."}
          </p>
          <ConfidenceLabel scores={answer?.verdict.scores ?? null} faint={countsForNothing(answer?.verdict)} />
        </div>
        {answer ? <Why answer={answer} /> : <WhyEmpty />}
        {answer ? <ModelsBlock verdict={answer.verdict} /> : null}
        {answer ? <VerdictFoot answer={answer} /> : null}
        <p role="status" className="sr-only">
          {answer && heading && phase !== "reading"
            ? `${headingWords[heading]}: ${confidenceWords(answer.verdict, answer.verdict.thresholds)}${answer.source === "browser" ? ", read in your browser" : ""}${answer.keptAt === undefined ? "" : ", from your history"}`
            : ""}
        </p>
      </Block>
    </section>
  );
}

function badge({ phase, answer }: SentimentState): ReactNode {
  if (answer?.keptAt !== undefined)
    return (
      <>
        from your history, <TimeAgo at={answer.keptAt} />
      </>
    );
  const quick = answer?.source === "quick";
  const who = answer?.draft.browser ? "this browser" : "the server";
  if (phase === "reading") return quick ? `quick read, ${who} is reading` : "reading";
  if (phase === "cancelled") return quick ? `quick read, ${who} was cancelled` : "cancelled";
  return answer?.source === "browser" ? "read in your browser" : "";
}

function WhyEmpty() {
  return (
    <div className="border-t border-line px-5 py-3.5">
      <BlockTitle className="mb-1.5">Why</BlockTitle>
      <p className="text-[17px] leading-[1.9] text-label">
        The words that move the verdict are marked here:{" "}
        <span className="mark" data-side="bullish">
          solid line
        </span>{" "}
        for bullish,{" "}
        <span className="mark" data-side="bearish">
          dotted line
        </span>{" "}
        for bearish, and a stronger tint for more weight.
      </p>
    </div>
  );
}
