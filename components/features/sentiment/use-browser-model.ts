"use client";

import { useEffect, useState } from "react";
import { useStateOf } from "@/components/blocks/use-state-of";
import { loadBrowserContainer } from "@/lib/browser/load-browser-container";
import type { BrowserModel, ModelLook } from "@/lib/browser/model/create-browser-model";
import { failure } from "@/lib/core/failure";

export interface BrowserModelState {
  readonly look: ModelLook;
  /** Null until the reader of this browser is here. */
  readonly about: Pick<BrowserModel, "name" | "bytes" | "hubId" | "licence"> | null;
}

const unknown: BrowserModelState = { look: { kind: "unknown" }, about: null };

/** How the model of an engine stands in this browser; looked at from when it is first `wanted`. */
export function useBrowserModel(engine: string, wanted: boolean): BrowserModelState {
  const [state, setState] = useStateOf(engine, unknown);
  const [started, setStarted] = useState(false);
  useEffect(() => {
    if (wanted) setStarted(true);
  }, [wanted]);
  useEffect(() => {
    if (!started) return;
    let stop = (): void => {};
    let left = false;
    void withModel(engine, (model) => {
      if (left) return;
      const tell = () => setState({ look: model.look(), about: model });
      stop = model.subscribe(tell);
      tell();
      void model.check();
    }).catch(() => {
      if (!left) setState({ look: { kind: "failed", because: noReader, kept: false }, about: null });
    });
    return () => {
      left = true;
      stop();
    };
  }, [engine, started, setState]);
  return state;
}

const noReader = failure("unreachable", { detail: "this page could not be fetched as a whole" });

/** Does something with the model of an engine once the reader of this browser is here. Rejects where that cannot be fetched. */
export const withModel = (engine: string, work: (model: BrowserModel) => unknown): Promise<void> =>
  loadBrowserContainer().then(({ modelFor }) => void work(modelFor(engine)));
