"use client";

import { megabytes } from "@/components/blocks/size-words";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { ModelLook } from "@/lib/browser/model/create-browser-model";
import { type BrowserModelState, withModel } from "./use-browser-model";

/** The room of what is said of the chosen reader: as high for a hint as for this line with its button, so that nothing jumps. */
export const lineRoom = "min-h-15.5 py-1.75 text-xs leading-[18px] wide:min-h-11";

interface BrowserModelLineProps {
  readonly state: BrowserModelState;
  /** Asks before anything is loaded. */
  readonly onLoad: () => void;
  /** Told when a button was pressed that goes away. */
  readonly onAct: () => void;
}

/** How the model of this browser stands, and what can be done about it. One height in every state but failure. */
export function BrowserModelLine({ state, onLoad, onAct }: BrowserModelLineProps) {
  const { engine, look } = state;
  const said = words(state);
  return (
    <div data-testid="browser-model" data-state={look.kind}>
      <div className={cn(lineRoom, "flex items-center gap-3 rounded-block border border-line bg-fill px-3 text-label")}>
        <div className="min-w-0 flex-1">
          <p id="engine-hint">
            <span role="alert">{look.kind === "failed" ? said : ""}</span>
            {look.kind === "failed" ? "" : said}
          </p>
          {look.kind === "loading" ? <LoadBar received={look.received} total={look.total} /> : null}
        </div>
        <Action
          look={look}
          onLoad={onLoad}
          onAct={(work) => {
            onAct();
            // Where the reader cannot be fetched the line has said so already.
            void withModel(engine, work).catch(() => {});
          }}
        />
      </div>
    </div>
  );
}

interface ActionProps {
  readonly look: ModelLook;
  readonly onLoad: () => void;
  readonly onAct: (work: Parameters<typeof withModel>[1]) => void;
}

function Action({ look, onLoad, onAct }: ActionProps) {
  if (look.kind === "loading") return <Button onClick={() => onAct((model) => model.cancel())}>Cancel</Button>;
  if (look.kind === "absent") return <Button onClick={onLoad}>Load the model</Button>;
  return (
    <>
      {look.kind === "failed" ? <Button onClick={() => onAct((model) => model.load())}>Retry</Button> : null}
      {"kept" in look && look.kept ? (
        <Button onClick={() => onAct((model) => model.remove())}>
          <span>
            Remove<span className="max-wide:sr-only"> from this device</span>
          </span>
        </Button>
      ) : null}
    </>
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

function words({ look, about }: BrowserModelState): string {
  const name = about?.name ?? "The model";
  const size = about === null ? null : megabytes(about.bytes);
  switch (look.kind) {
    case "unknown":
      return "Looking whether the model is on this device.";
    case "absent":
      return about?.hubId
        ? `${name} is not on this device${size === null ? "" : ` (${size})`}; the lexical reader reads here.`
        : `The lexical reader reads here; the model reads better${size === null ? "" : ` (${size})`}.`;
    case "loading": {
      const what = about?.hubId ? name : "the model";
      return look.received < look.total
        ? `Loading ${what}: ${megabytes(look.received)} of ${megabytes(look.total)}`
        : `Starting ${what}, ${megabytes(look.total)} loaded`;
    }
    case "ready":
      return look.kept
        ? `${name} is on this device${size === null ? "" : `, ${size}`}. It works offline.`
        : `${name} is loaded for this visit: this browser keeps nothing here.`;
    case "failed":
      return `${name} is out: ${look.because.detail}.${about === null ? "" : " The lexical reader reads instead."}`;
  }
}
