"use client";

import { ChartScatter } from "lucide-react";
import dynamic from "next/dynamic";
import Link from "next/link";
import { useId, useMemo } from "react";
import { Block, BlockLabel } from "@/components/blocks/block";
import { NotLoaded } from "@/components/blocks/not-loaded";
import { SectionHead } from "@/components/blocks/section-head";
import { modelPage } from "@/components/blocks/site-pages";
import type { ModelEntry } from "@/lib/contracts/functions/models";
import { listModelRows } from "@/lib/core/charts/list-model-rows";
import { prepareModelPlot } from "@/lib/core/charts/prepare-model-plot";
import type { DeviceResult } from "@/lib/core/device/device-run";
import { AbsentList } from "./absent-list";
import { MeasurePanel } from "./measure-panel";
import { PlotLegend } from "./plot-legend";
import { PlotTable } from "./plot-table";
import { useDeviceRun } from "./use-device-run";

const NoChart = () => <NotLoaded what="The plot" className="h-full content-center justify-center" />;
const Chart = dynamic(() => import("@/components/charts/model-plot").catch(() => ({ default: NoChart })), {
  ssr: false,
  loading: () => null,
});

const nothing: readonly DeviceResult[] = [];

/** Size against latency against quality: every model of this server, and what this browser has measured itself. */
export function ModelPlot({ models }: { models: readonly ModelEntry[] }) {
  const summary = useId();
  const run = useDeviceRun();
  const rows = useMemo(() => listModelRows(models, run?.results ?? nothing), [models, run]);
  const plot = useMemo(() => prepareModelPlot(rows), [rows]);
  const isEmpty = plot.points.length === 0;
  return (
    <section aria-labelledby="plot" className="mt-6">
      <SectionHead id="plot" title="Size, latency and quality" note="each model where it runs" />
      <div className="grid items-stretch gap-4 wide:grid-cols-[minmax(0,1fr)_22rem]">
        <Block className="flex min-w-0 flex-col">
          <BlockLabel level={3} icon={<ChartScatter aria-hidden className="size-3" />}>
            Median latency and macro-F1
          </BlockLabel>
          <div className="px-3 pt-3 pb-4 wide:px-5">
            <PlotLegend />
            <p className="mt-2 text-xs text-muted">{isEmpty ? "\u00a0" : "macro-F1"}</p>
            <div className="h-80 wide:h-[26rem]">
              {isEmpty ? (
                <Empty />
              ) : (
                <div
                  role="img"
                  aria-label="Size, latency and quality of each model"
                  aria-describedby={summary}
                  className="h-full"
                  data-testid="model-plot"
                >
                  <Chart plot={plot} />
                </div>
              )}
            </div>
            {isEmpty ? null : (
              <>
                <p className="text-end text-xs text-muted">median latency, logarithmic</p>
                <p id={summary} className="mt-2 min-h-21 text-label wide:min-h-10.5">
                  {plot.summary}
                </p>
              </>
            )}
            <AbsentList absent={plot.absent} />
            <p className="mt-2 text-[13px] text-pretty text-muted">
              Macro-F1 is the mean over the development sets, every set the same. The same weights read alike wherever
              they run, so a model on this device stands as high as its namesake on this server; one of the Hub that
              nobody has measured stands in the table alone.
            </p>
            <p className="flex flex-wrap gap-x-5">
              <Link
                href={modelPage.path}
                prefetch={false}
                className="tap inline-flex items-center text-[13px] text-accent underline underline-offset-4"
              >
                How quality was measured
              </Link>
            </p>
            <PlotTable rows={rows} />
          </div>
        </Block>
        <MeasurePanel run={run} />
      </div>
    </section>
  );
}

function Empty() {
  return (
    <div className="grid h-full place-content-center justify-items-center gap-1 rounded-block border border-dashed border-line p-6 text-center">
      <p className="font-semibold">No model has a place yet</p>
      <p className="max-w-[46ch] text-[13px] text-pretty text-label">
        A point needs a latency and a measured quality. Measure on this device, or have a text read: the model that
        answers appears here.
      </p>
      <Link href="/" className="tap inline-flex items-center text-[13px] text-accent underline underline-offset-4">
        Read a text
      </Link>
    </div>
  );
}
