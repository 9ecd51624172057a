"use client";

import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ModelLook } from "@/lib/browser/model/create-browser-model";
import { megabytes } from "./size-words";
import { withModel } from "./use-browser-model";

/** The room of what is said of the chosen reader: as high for a hint as for this line with its button, so that nothing jumps. */
export const lineRoom = "min-h-15.5 py-1.75 text-xs leading-[18px] wide:min-h-11";

interface BrowserModelLineProps {
  readonly look: ModelLook;
  readonly bytes: number | null;
  /** Asks before anything is loaded. */
  readonly onLoad: () => void;
}

/** How the model of this browser stands, and what can be done about it. One height in every state but failure. */
export function BrowserModelLine({ look, bytes, onLoad }: BrowserModelLineProps) {
  return (
    <div data-testid="browser-model" data-state={look.kind} className="basis-full">
      <div className={cn(lineRoom, "flex items-center gap-3 rounded-block border border-line bg-fill px-3 text-label")}>
        <div className="min-w-0 flex-1">
          <p role={look.kind === "failed" ? "alert" : undefined}>{words(look, bytes)}</p>
          {look.kind === "loading" ? <LoadBar received={look.received} total={look.total} /> : null}
        </div>
        <Action look={look} onLoad={onLoad} />
      </div>
      <p role="status" className="sr-only">
        {look.kind === "ready" ? "The model is loaded and reads in your browser." : ""}
      </p>
    </div>
  );
}

function Action({ look, onLoad }: Pick<BrowserModelLineProps, "look" | "onLoad">) {
  if (look.kind === "loading") return <Button onClick={() => withModel((model) => model.cancel())}>Cancel</Button>;
  if (look.kind === "absent") return <Button onClick={onLoad}>Load the model</Button>;
  if (look.kind === "failed") return <Button onClick={() => withModel((model) => model.load())}>Retry</Button>;
  if (look.kind !== "ready" || !look.kept) return null;
  return (
    <Button onClick={() => withModel((model) => model.remove())}>
      <span>
        Remove<span className="max-wide:sr-only"> from this device</span>
      </span>
    </Button>
  );
}

const LoadBar = ({ received, total }: { received: number; total: number }) => (
  <div
    role="progressbar"
    aria-label="Loading the model"
    aria-valuemin={0}
    aria-valuemax={total}
    aria-valuenow={received}
    aria-valuetext={`${megabytes(received)} of ${megabytes(total)}`}
    className="mt-1 h-1.5 overflow-hidden rounded-full bg-raised"
  >
    <div className="bar-gradient h-full rounded-full" style={{ width: `${(received / total) * 100}%` }} />
  </div>
);

function words(look: ModelLook, bytes: number | null): string {
  switch (look.kind) {
    case "unknown":
      return "Looking whether the model is on this device.";
    case "absent":
      return `The lexical reader reads here; the model reads better${bytes === null ? "" : ` (${megabytes(bytes)})`}.`;
    case "loading":
      return look.received < look.total
        ? `Loading the model: ${megabytes(look.received)} of ${megabytes(look.total)}`
        : `Starting the model, ${megabytes(look.total)} loaded`;
    case "ready":
      return look.kept
        ? `The model is on this device${bytes === null ? "" : `, ${megabytes(bytes)}`}. It works offline.`
        : "The model is loaded for this visit: this browser keeps nothing here.";
    case "failed":
      return `The model is out: ${look.because.detail}. The lexical reader reads instead.`;
  }
}
