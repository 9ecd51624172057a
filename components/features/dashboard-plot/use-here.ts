"use client";

import { useCallback, useEffect, useState } from "react";
import { type Candidate, isHere } from "@/lib/browser/device/list-candidates";
import { loadBrowserContainer } from "@/lib/browser/load-browser-container";

type Here = Readonly<Record<string, boolean>>;

/** Which models have their files on this device; looked at anew when `running` changes. Fetches nothing. */
export function useHere(candidates: readonly Candidate[], running: boolean) {
  const [here, setHere] = useState<Here>({});
  const look = useCallback(async () => {
    const found = await Promise.all(candidates.map(async (each) => [each.key, await isHere(each)] as const));
    return Object.fromEntries(found);
  }, [candidates]);
  useEffect(() => {
    let left = false;
    if (running) return;
    void look().then((found) => {
      if (!left) setHere(found);
    });
    return () => {
      left = true;
    };
  }, [look, running]);
  const remove = useCallback(
    async (key: string) => {
      try {
        const { modelFor } = await loadBrowserContainer();
        await modelFor(key).remove();
      } catch {
        // What takes it away could not be fetched: it stays, and is shown so.
      }
      setHere(await look());
    },
    [look],
  );
  return { here, remove };
}
