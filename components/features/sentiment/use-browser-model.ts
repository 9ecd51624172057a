"use client";

import { useEffect, useState } from "react";
import { useStateOf } from "@/components/blocks/use-state-of";
import { loadBrowserContainer } from "@/lib/browser/load-browser-container";
import type { BrowserModel, ModelLook } from "@/lib/browser/model/create-browser-model";
import { failure } from "@/lib/core/failure";

export interface BrowserModelState {
  readonly engine: string;
  readonly look: ModelLook;
  /** Null until the reader of this browser is here. */
  readonly about: Pick<BrowserModel, "name" | "bytes" | "hubId" | "licence"> | null;
}

interface Standing {
  readonly model: BrowserModelState;
  /** What a person sees of models: the one on its way, whichever is chosen by now; else the chosen one. */
  readonly shown: BrowserModelState;
}

type Known = Omit<BrowserModelState, "engine">;

const unknown: Known = { look: { kind: "unknown" }, about: null };

/** How the model of an engine stands in this browser; looked at from when it is first `wanted`. */
export function useBrowserModel(engine: string, wanted: boolean): Standing {
  const [state, setState] = useStateOf(engine, unknown);
  const [busy, setBusy] = useState<BrowserModelState | null>(null);
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
  useEffect(() => {
    if (!started) return;
    let stops: readonly (() => void)[] = [];
    let left = false;
    const watch = async () => {
      const { listModels } = await loadBrowserContainer();
      if (left) return;
      const tell = () => setBusy(findBusy(listModels()));
      stops = listModels().map(([, model]) => model.subscribe(tell));
      tell();
    };
    // The other effect says that the reader could not be fetched.
    watch().catch(() => {});
    return () => {
      left = true;
      for (const stop of stops) stop();
    };
  }, [started]);
  const model = { engine, ...state };
  return { model, shown: state.look.kind === "loading" ? model : (busy ?? model) };
}

function findBusy(models: readonly (readonly [string, BrowserModel])[]): BrowserModelState | null {
  const [busy] = models.filter(([, model]) => model.look().kind === "loading");
  return busy ? { engine: busy[0], look: busy[1].look(), about: busy[1] } : null;
}

const noReader = failure("unreachable", { detail: "this page could not be fetched as a whole" });

/** Does something with the model of an engine once the reader of this browser is here. Rejects where that cannot be fetched. */
export const withModel = (engine: string, work: (model: BrowserModel) => unknown): Promise<void> =>
  loadBrowserContainer().then(({ modelFor }) => void work(modelFor(engine)));
