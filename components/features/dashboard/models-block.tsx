"use client";

import { type ReactNode, useRef } from "react";
import { countOf } from "@/components/blocks/count-of";
import { SectionHead } from "@/components/blocks/section-head";
import type { ModelEntry } from "@/lib/contracts/functions/models";
import { ModelCard } from "./model-card";
import { rankOfModel } from "./model-words";
import { SortAnew } from "./sort-anew";
import { useSteadyOrder } from "./use-steady-order";

interface ModelsBlockProps {
  readonly models: readonly ModelEntry[];
  readonly heard: number | undefined;
  /** What they stand on. */
  readonly children?: ReactNode;
}

/** A card a model, ready ones first; a model that changes its state stays where it is until one asks for order. */
export function ModelsBlock({ models, heard, children }: ModelsBlockProps) {
  const { items, isOld, renew } = useSteadyOrder(models, rankOfModel);
  const ready = models.filter(({ state }) => state === "ready").length;
  const section = useRef<HTMLElement>(null);
  return (
    <section ref={section} tabIndex={-1} aria-labelledby="models" className="mt-6">
      <SectionHead id="models" title="Models" note={`${ready} of ${countOf(models.length, "model")} ready`}>
        <SortAnew isOld={isOld} onSort={renew} what="models" part={section} />
      </SectionHead>
      {children}
      <p className="mb-2 text-xs text-muted">
        Latencies and counts are since counting began; “a minute” is of the last 15 minutes.
      </p>
      <div className="grid grid-cols-1 items-start gap-3 min-[40rem]:grid-cols-2 wide:grid-cols-3 wide:gap-4 xl:grid-cols-4">
        {items.map((model) => (
          <ModelCard key={model.key} model={model} heard={heard} />
        ))}
      </div>
    </section>
  );
}
