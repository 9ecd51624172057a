"use client";

import { Button } from "@/components/ui/button";
import type { ModelLook } from "@/lib/browser/model/create-browser-model";
import { megabytes } from "./size-words";
import { withModel } from "./use-browser-model";

interface BrowserModelLineProps {
  readonly look: ModelLook;
  readonly bytes: number | null;
  /** Asks before anything is loaded. */
  readonly onLoad: () => void;
}

/** How the model of this browser stands, and what can be done about it. One height in every state. */
export function BrowserModelLine({ look, bytes, onLoad }: BrowserModelLineProps) {
  return (
    <div data-testid="browser-model" data-state={look.kind} className="basis-full">
      <div className="flex min-h-11 flex-wrap items-center justify-between gap-x-3 gap-y-1 rounded-block border border-line bg-fill px-3 py-1.5 text-xs text-label wide:min-h-10">
        <span role={look.kind === "failed" ? "alert" : undefined} className="min-w-0 flex-1 basis-44">
          {words(look, bytes)}
        </span>
        {look.kind === "loading" ? (
          <>
            <progress
              aria-label="Loading the model"
              className="load-bar h-1.5 min-w-20 flex-1 basis-24"
              max={look.total}
              value={look.received}
            />
            <Button onClick={() => withModel((model) => model.cancel())}>Cancel</Button>
          </>
        ) : null}
        {look.kind === "absent" ? <Button onClick={onLoad}>Load the model</Button> : null}
        {look.kind === "failed" ? <Button onClick={() => withModel((model) => model.load())}>Retry</Button> : null}
        {look.kind === "ready" && look.kept ? (
          <Button onClick={() => withModel((model) => model.remove())}>Remove from this device</Button>
        ) : null}
      </div>
      <p role="status" className="sr-only">
        {look.kind === "ready" ? "The model is loaded and reads in your browser." : ""}
      </p>
    </div>
  );
}

function words(look: ModelLook, bytes: number | null): string {
  switch (look.kind) {
    case "unknown":
      return "Looking whether the model is on this device.";
    case "absent":
      return `The lexical reader reads here. The model reads better${bytes === null ? "" : `: ${megabytes(bytes)}`}.`;
    case "loading":
      return look.received < look.total
        ? `Loading the model: ${megabytes(look.received)} of ${megabytes(look.total)}`
        : `Starting the model: ${megabytes(look.total)} are here`;
    case "ready":
      return look.kept
        ? `The model is on this device${bytes === null ? "" : `, ${megabytes(bytes)}`}. It works offline.`
        : "The model is loaded for this visit: this browser keeps nothing here.";
    case "failed":
      return `The model is out: ${look.because.detail}. The lexical reader reads instead.`;
  }
}
