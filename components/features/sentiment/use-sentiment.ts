"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useApi } from "@/components/providers";
import { fallsBack } from "@/lib/browser/falls-back";
import { loadBrowserContainer } from "@/lib/browser/load-browser-container";
import type { ApiError } from "@/lib/browser/parse-problem";
import { preloadWhenIdle } from "@/lib/browser/preload-when-idle";
import type { Verdict } from "@/lib/contracts/verdict";
import { fail, type Result } from "@/lib/core/errors";
import type { Draft } from "./draft";
import { type FieldProblem, fieldProblem } from "./problem-words";
import { toBody } from "./to-body";

export interface Answer {
  readonly draft: Draft;
  readonly verdict: Verdict;
  /** `quick`: of this browser, while the server is still at it. */
  readonly source: "quick" | "server" | "browser";
  /** When it was given, where it was not asked for now but kept in this browser; in ms since 1970. */
  readonly keptAt?: number;
}

/** What failed, and the draft that was asked: a retry asks it and no other. */
export interface Problem {
  readonly error: ApiError;
  readonly retryAt: number | null;
  readonly draft: Draft;
}

export interface SentimentState {
  readonly phase: "idle" | "reading" | "cancelled";
  readonly answer: Answer | null;
  readonly problem: Problem | null;
  readonly fieldError: FieldProblem | null;
}

export const nothingYet: SentimentState = { phase: "idle", answer: null, problem: null, fieldError: null };

async function readHere(
  how: "readQuick" | "readInBrowser",
  draft: Draft,
  signal: AbortSignal,
): Promise<Result<Verdict>> {
  try {
    return await (await loadBrowserContainer())[how](draft, signal);
  } catch {
    return fail("unavailable", "The reader of this browser could not be loaded.");
  }
}

/** Reads a text: at once in this browser, then on the server, and in this browser alone where the server cannot. */
export function useSentiment() {
  const api = useApi();
  const [state, setState] = useState(nothingYet);
  const running = useRef<AbortController | null>(null);
  useEffect(() => () => running.current?.abort(), []);
  useEffect(preloadWhenIdle, []);

  const submit = useCallback(
    async (draft: Draft) => {
      running.current?.abort();
      const mine = new AbortController();
      running.current = mine;
      const set = (next: Partial<SentimentState>) => {
        if (!mine.signal.aborted) setState((before) => ({ ...before, ...next }));
      };
      set({ phase: "reading", problem: null, fieldError: null });
      let settled = false;
      void readHere("readQuick", draft, mine.signal).then((quick) => {
        if (!settled && quick.ok) set({ answer: { draft, verdict: quick.value, source: "quick" } });
      });
      const asked: Result<Verdict> = draft.browser
        ? await readHere("readInBrowser", draft, mine.signal)
        : await api.call("sentiment", toBody(draft), { signal: mine.signal });
      settled = true;
      if (asked.ok) {
        set({ phase: "idle", answer: { draft, verdict: asked.value, source: draft.browser ? "browser" : "server" } });
        return;
      }
      const error: ApiError = asked.error;
      const field = fieldProblem(error);
      if (field !== null) {
        set({ phase: "idle", answer: null, fieldError: field });
        return;
      }
      const problem: Problem = {
        error,
        draft,
        retryAt: error.retryAfterS === undefined ? null : Date.now() + error.retryAfterS * 1_000,
      };
      const instead = fallsBack(error.code) ? await readHere("readInBrowser", draft, mine.signal) : null;
      set({
        phase: "idle",
        problem,
        answer: instead?.ok ? { draft, verdict: instead.value, source: "browser" } : null,
      });
    },
    [api],
  );

  /** Reads here, and only here, the text of the problem that is shown. */
  const readShown = useCallback(async (problem: Problem) => {
    running.current?.abort();
    const mine = new AbortController();
    running.current = mine;
    const set = (next: Partial<SentimentState>) => {
      if (!mine.signal.aborted) setState((before) => (before.problem === problem ? { ...before, ...next } : before));
    };
    set({ phase: "reading" });
    const { draft } = problem;
    const here = await readHere("readInBrowser", draft, mine.signal);
    set({ phase: "idle", ...(here.ok ? { answer: { draft, verdict: here.value, source: "browser" } } : {}) });
  }, []);

  const cancel = useCallback(() => {
    running.current?.abort();
    setState((before) => (before.phase === "reading" ? { ...before, phase: "cancelled" } : before));
  }, []);

  /** Puts a state in place, without asking anyone: for clear and undo. */
  const restore = useCallback((to: SentimentState) => {
    running.current?.abort();
    setState(to.phase === "reading" ? { ...to, phase: "cancelled" } : to);
  }, []);

  return { state, submit, readShown, cancel, restore };
}
