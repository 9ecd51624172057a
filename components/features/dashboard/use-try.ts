"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { ModelEntry } from "@/lib/contracts/functions/models";
import type { Verdict } from "@/lib/contracts/verdict";

export type Tried =
  | { readonly kind: "nothing" | "asking" }
  | { readonly kind: "answered"; readonly verdict: Verdict }
  | { readonly kind: "failed"; readonly error: ApiError };

/** Asks one model for one text; another press gives up the first. Nothing comes from the cache: it is the model that is tried. */
export function useTry({ key, categories }: Pick<ModelEntry, "key" | "categories">) {
  const api = useApi();
  const [tried, setTried] = useState<Tried>({ kind: "nothing" });
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  const [category] = categories;
  const run = useCallback(
    async (text: string) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      setTried({ kind: "asking" });
      const answer = await api.call(
        "sentiment",
        { text, model: key, use_cache: false, explain: false, ...(category ? { category } : {}) },
        { signal: mine.signal },
      );
      if (mine.signal.aborted) return;
      setTried(answer.ok ? { kind: "answered", verdict: answer.value } : { kind: "failed", error: answer.error });
    },
    [api, key, category],
  );
  return { tried, run };
}
