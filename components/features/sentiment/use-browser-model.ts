"use client";

import { useEffect, useState } from "react";
import { loadBrowserContainer } from "@/lib/browser/load-browser-container";
import type { BrowserModel, ModelLook } from "@/lib/browser/model/create-browser-model";

export interface BrowserModelState {
  readonly look: ModelLook;
  /** What travels when it is loaded; null until the reader of this browser is here. */
  readonly bytes: number | null;
}

const unknown: BrowserModelState = { look: { kind: "unknown" }, bytes: null };

/** How the model of this browser stands; looked at from when it is first `wanted`. */
export function useBrowserModel(wanted: boolean): BrowserModelState {
  const [state, setState] = useState(unknown);
  const [started, setStarted] = useState(false);
  useEffect(() => {
    if (wanted) setStarted(true);
  }, [wanted]);
  useEffect(() => {
    if (!started) return;
    let stop = (): void => {};
    let left = false;
    void withModel((model) => {
      if (left) return;
      const tell = () => setState({ look: model.look(), bytes: model.bytes });
      stop = model.subscribe(tell);
      tell();
      void model.check();
    });
    return () => {
      left = true;
      stop();
    };
  }, [started]);
  return state;
}

/** Does something with the model once its reader is here; without it nothing happens. */
export const withModel = (work: (model: BrowserModel) => unknown): Promise<void> =>
  loadBrowserContainer().then(
    ({ browserModel }) => void work(browserModel),
    () => {},
  );
