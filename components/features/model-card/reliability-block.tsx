"use client";

import { ChartSpline } from "lucide-react";
import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { Block, BlockLabel } from "@/components/blocks/block";
import { Choice } from "@/components/blocks/choice";
import type { ReliabilityPlot } from "@/lib/core/charts/prepare-reliability";
import { ReliabilityTable } from "./reliability-table";

/** Of the size that the plot takes, so that nothing moves when it comes. */
const ReliabilityChart = dynamic(() => import("@/components/charts/reliability-chart"), {
  ssr: false,
  loading: () => <div className="h-[19.5rem] wide:h-[21.5rem]" />,
});

export interface EnginePlot {
  readonly key: string;
  readonly label: string;
  readonly plot: ReliabilityPlot;
  readonly summary: string;
}

const PARAMETER = "engine";

/** How often each engine is right at each confidence; which one is shown stands in the address. */
export function ReliabilityBlock({ engines }: { engines: readonly [EnginePlot, ...EnginePlot[]] }) {
  const [first] = engines;
  const [key, setKey] = useState(first.key);
  const shown = engines.find((each) => each.key === key) ?? first;

  useEffect(() => {
    const asked = new URLSearchParams(location.search).get(PARAMETER);
    if (asked !== null) setKey(asked);
  }, []);

  const select = (value: string) => {
    const address = new URL(location.href);
    if (value === first.key) address.searchParams.delete(PARAMETER);
    else address.searchParams.set(PARAMETER, value);
    history.replaceState(null, "", address);
    setKey(value);
  };

  return (
    <Block className="flex min-w-0 flex-col">
      <BlockLabel icon={<ChartSpline aria-hidden className="size-3" />}>How sure, and how often right</BlockLabel>
      <div className="px-3 pt-3 pb-4 wide:px-5">
        <Choice
          legend="Engine"
          value={shown.key}
          onChange={select}
          options={engines.map(({ key: value, label }) => ({ value, label }))}
        />
        <p className="mt-4 mb-1 flex justify-between gap-x-3 text-xs text-muted">
          <span className="shrink-0">share right</span>
          <Legend few={shown.plot.points.some(({ few }) => few)} />
        </p>
        <div role="img" aria-label={`Reliability of ${shown.label}. ${shown.summary}`} data-testid="reliability">
          <ReliabilityChart plot={shown.plot} />
        </div>
        <p className="mt-1 flex justify-between text-xs text-muted">
          <span>texts</span>
          <span>confidence given</span>
        </p>
        <p className="mt-3 min-h-16 text-label wide:min-h-10" data-testid="reliability-summary">
          {shown.summary}
        </p>
        <ReliabilityTable of={shown.label} plot={shown.plot} />
      </div>
    </Block>
  );
}

function Legend({ few }: { few: boolean }) {
  return (
    <span className="flex flex-wrap justify-end gap-x-3">
      {few ? <span>hollow: few texts</span> : null}
      <span className="flex items-center gap-1.5">
        <svg aria-hidden="true" viewBox="0 0 8 12" className="h-3 w-2 text-accent">
          <path d="M1 1h6M4 1v10M1 11h6" stroke="currentColor" fill="none" />
        </svg>
        95% interval
      </span>
      <span className="flex items-center gap-1.5">
        <svg aria-hidden="true" viewBox="0 0 24 8" className="h-2 w-6 text-field-line">
          <path d="M0 4h24" stroke="currentColor" strokeWidth="1.5" strokeDasharray="5 4" />
        </svg>
        as it should be
      </span>
    </span>
  );
}
