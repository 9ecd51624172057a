"use client";

import { Table2 } from "lucide-react";
import { useState } from "react";
import { Block, BlockLabel } from "@/components/blocks/block";
import { Choice } from "@/components/blocks/choice";
import type { FigureName, Figures } from "@/lib/core/charts/prepare-figures";
import { FiguresTable } from "./figures-table";

const options = [
  { value: "macro_f1", label: "Macro-F1" },
  { value: "accuracy", label: "Accuracy" },
  { value: "ece", label: "ECE" },
] as const satisfies readonly { value: FigureName; label: string }[];

const meanings: Readonly<Record<FigureName, string>> = {
  macro_f1: "Mean of the F1 of the three classes, from 0 to 1; higher is better.",
  accuracy: "Share of the texts that are read as people labelled them; higher is better.",
  ece: "Mean gap between confidence and share right; lower is better. VADER gives no probabilities.",
};

/** Every engine on every development set. */
export function FiguresBlock({ figures }: { figures: Readonly<Record<FigureName, Figures>> }) {
  const [figure, setFigure] = useState<FigureName>("macro_f1");
  const label = options.find(({ value }) => value === figure)?.label ?? "";
  return (
    <Block className="flex min-w-0 flex-col">
      <BlockLabel icon={<Table2 aria-hidden className="size-3" />}>How well, set by set</BlockLabel>
      <div className="px-3 pt-3 pb-4 wide:px-5">
        <Choice legend="Figure" value={figure} onChange={setFigure} options={options} />
        <p className="mt-4 min-h-10 text-[13px] text-label">{meanings[figure]}</p>
        <FiguresTable label={label} figures={figures[figure]} />
        <p className="mt-3 text-[13px] text-muted">
          <span className="font-semibold text-text underline decoration-accent decoration-2 underline-offset-4">
            Underlined
          </span>{" "}
          is the best of its row. Fusion is what answers here: the network and the lexical reader, calibrated as one.
          These development sets were looked at a few times while the model was made, so the figures flatter a little.
        </p>
        <p className="mt-1.5 text-[13px] text-muted">* No neutral texts: read as bullish or bearish only.</p>
      </div>
    </Block>
  );
}
