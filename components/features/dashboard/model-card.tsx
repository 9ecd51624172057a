"use client";

import { memo, type ReactNode, useId } from "react";
import type { ModelEntry } from "@/lib/contracts/functions/models";
import { Countdown } from "./countdown";
import { ModelFacts } from "./model-facts";
import { ModelFigures } from "./model-figures";
import { modelSize, modelWords, placeWords } from "./model-words";
import { StateMark, toneText } from "./state-mark";
import { TryModel } from "./try-model";

interface ModelCardProps {
  readonly model: ModelEntry;
  /** When it was told, by the local clock. */
  readonly heard: number | undefined;
}

/** One model: how it is and why, where it runs, how fast and how often. Every line has its room, whatever it says. */
export const ModelCard = memo(function ModelCard({ model, heard }: ModelCardProps) {
  const id = useId();
  const { word, why, tone } = modelWords(model);
  const { retry_after_s: left, size_mb: size } = model;
  const place = `${placeWords(model.engine)}${size === null || model.engine.startsWith("hf_") ? "" : `, ${modelSize(size)}`}`;
  return (
    <article
      aria-labelledby={id}
      data-testid="model"
      data-key={model.key}
      data-state={model.state}
      className="grid min-w-0 content-start gap-2 rounded-block border border-line bg-block px-3.5 py-3"
    >
      <h3 id={id} className="truncate text-[15px] font-semibold" title={model.name}>
        {model.name}
      </h3>
      <div className="text-[13px] leading-5">
        <p className="flex h-10 gap-2" data-testid="state">
          <StateMark tone={tone} className="mt-[5px]" />
          <span
            className={`line-clamp-2 min-w-0 [overflow-wrap:anywhere] ${toneText[tone]}`}
            title={`${word}${why === "" ? "" : `: ${why}`}`}
          >
            <span className={tone === "quiet" ? undefined : "font-semibold"}>{word}</span>
            {why === "" ? "" : `: ${why}`}
          </span>
        </p>
        <p className="h-5 truncate text-muted">
          {/* The seconds last: what stands before them does not move. */}
          {place}
          {left === null || model.state === "ready" ? null : (
            <>
              {" "}
              · <Countdown seconds={left} heard={heard} />
            </>
          )}
        </p>
      </div>
      <ModelFigures calls={model.calls} />
      <div className="-mb-1 flex flex-wrap gap-x-5 text-[13px]">
        <Fold label="Facts and quality" of={model.name}>
          <ModelFacts model={model} heard={heard} />
        </Fold>
        <Fold label="Try it" of={model.name}>
          <TryModel model={model} />
        </Fold>
      </div>
    </article>
  );
});

/** What one opens in place; it is in the page without script too. */
function Fold({ label, of, children }: { label: string; of: string; children: ReactNode }) {
  return (
    <details className="group min-w-0 open:basis-full">
      <summary className="tap flex min-h-7 w-fit items-center text-label hover:text-text">
        <span aria-hidden="true" className="w-4 text-muted group-open:hidden">
          ▸
        </span>
        <span aria-hidden="true" className="hidden w-4 text-muted group-open:inline">
          ▾
        </span>
        {label}
        <span className="sr-only"> of {of}</span>
      </summary>
      <div className="pb-2">{children}</div>
    </details>
  );
}
