"use client";

import { useEffect, useRef, useState } from "react";
import { useApi } from "@/components/providers";
import { openEvents } from "@/lib/browser/open-events";
import { type Watched, watchOverview } from "@/lib/browser/watch-overview";
import type { Overview } from "@/lib/contracts/functions/overview";
import type { SeriesWindow } from "@/lib/contracts/functions/stats-series";
import { firstHeard } from "./first-heard";

const ASK_MS = 8_000;

/** The overview as it is known now. Another window begins anew; what was known stays until then. */
export function useOverview(first: Overview | null, window: SeriesWindow): Watched {
  const api = useApi();
  const [state, setState] = useState<Watched>({ overview: first, heard: {}, link: { kind: "opening" } });
  const latest = useRef(state);

  useEffect(() => {
    const tell = (next: Watched): void => {
      latest.current = next;
      setState(next);
    };
    // What came with the page counts from when the page began to live, unless that was long after it was drawn.
    const { overview, heard } = latest.current;
    if (overview !== null && heard.at === undefined) {
      const first = firstHeard(overview.at, Date.now());
      tell({ ...latest.current, heard: Object.fromEntries(Object.keys(overview).map((name) => [name, first])) });
    }
    return watchOverview(latest.current, {
      open: openEvents(`${api.routes.overview.path}?window=${window}`),
      ask: async (signal) => {
        const late = AbortSignal.timeout(ASK_MS);
        const answer = await api.call("overview", { window }, { signal: AbortSignal.any([signal, late]) });
        return answer.ok ? answer.value : null;
      },
      isHidden: () => document.visibilityState === "hidden",
      onChange(listener) {
        const turned = (): void => listener("visibility");
        const online = (): void => listener("online");
        document.addEventListener("visibilitychange", turned);
        addEventListener("online", online);
        return () => {
          document.removeEventListener("visibilitychange", turned);
          removeEventListener("online", online);
        };
      },
      now: Date.now,
      after(ms, work) {
        const timer = setTimeout(work, ms);
        return () => clearTimeout(timer);
      },
      random: Math.random,
      tell,
    });
  }, [api, window]);

  return state;
}
