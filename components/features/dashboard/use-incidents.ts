"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { retryInS } from "@/components/blocks/retry-in-s";
import { useComeBack } from "@/components/blocks/use-come-back";
import { useStateOf } from "@/components/blocks/use-state-of";
import { useApi } from "@/components/providers";
import type { ApiError } from "@/lib/browser/parse-problem";
import type { IncidentRow } from "@/lib/contracts/parts";
import type { IncidentFilter } from "./dashboard-view";
import { fitsFilter } from "./fits-filter";
import { findFresh, isApart, putIn } from "./incident-list";

const PAGE = 50;
/** So many stay in the page; who wants older ones narrows the filter. */
const MOST_ROWS = 1_000;

interface Held {
  /** Newest first; null: not asked yet. */
  readonly rows: readonly IncidentRow[] | null;
  /** Whether there are older ones. */
  readonly more: boolean;
  readonly keptSince: string | null;
  readonly loading: boolean;
  readonly problem: ApiError | null;
}

const nothing: Held = { rows: null, more: false, keptSince: null, loading: false, problem: null };

export interface IncidentList extends Held {
  readonly rows: readonly IncidentRow[];
  /** Whether the server has said what fits. */
  readonly isKnown: boolean;
  /** It could not say that, and is asked again by itself. */
  readonly asksAgain: boolean;
  /** What came since the list was made, newest first. */
  readonly fresh: readonly IncidentRow[];
  /** Puts them in; no more than `most` stay. */
  readonly takeIn: (most?: number) => void;
  readonly older: () => void;
}

const byFilter = ({ kind, severity, part }: IncidentFilter) => ({
  ...(kind ? { kind } : {}),
  ...(severity ? { severity } : {}),
  ...(part ? { key: part } : {}),
});

/** Incidents that fit. `live` are the newest of all; those that come while one reads wait until they are taken in. */
export function useIncidents(live: readonly IncidentRow[], filter: IncidentFilter): IncidentList {
  const api = useApi();
  const key = JSON.stringify(byFilter(filter));
  const [held, setHeld] = useStateOf<Held>(key, nothing);
  const fitting = live.filter((row) => fitsFilter(row, filter));
  // The newest of all are at hand before anybody has asked.
  const rows = held.rows ?? fitting;
  const fresh = held.rows === null ? [] : findFresh(fitting, { rows, more: held.more });

  // After a time without events there may be some that never came here: then the list is asked for anew.
  const [round, setRound] = useState(0);
  const gap = useRef(false);
  const lastLive = useRef(live);
  useEffect(() => {
    if (isApart(lastLive.current, live)) gap.current = true;
    lastLive.current = live;
  }, [live]);

  const running = useRef<AbortController | null>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another round asks for the same
  useEffect(() => {
    const mine = new AbortController();
    running.current = mine;
    const asked: object = JSON.parse(key);
    void api.call("incidents", { ...asked, limit: PAGE }, { signal: mine.signal }).then((answer) => {
      if (mine.signal.aborted) return;
      running.current = null;
      gap.current &&= !answer.ok;
      setHeld((before) =>
        answer.ok
          ? {
              rows: answer.value.incidents,
              more: answer.value.next !== null,
              keptSince: answer.value.kept_since,
              loading: false,
              problem: null,
            }
          : { ...before, loading: false, problem: answer.error },
      );
    });
    return () => {
      // Older ones of another list may be on their way too.
      running.current?.abort();
      running.current = null;
    };
  }, [api, key, setHeld, round]);

  const askAnew = useCallback(() => {
    if (running.current === null) setRound((before) => before + 1);
  }, []);
  // Where there is a list, whoever reads it asks for more; without one nobody could.
  const everyS = held.rows === null ? retryInS(held.problem) : null;
  useComeBack(everyS, askAnew);

  const last = rows.at(-1)?.id;
  const older = useCallback(async () => {
    if (running.current || last === undefined || rows.length >= MOST_ROWS) return;
    const mine = new AbortController();
    running.current = mine;
    setHeld((before) => ({ ...before, loading: true, problem: null }));
    const asked: object = JSON.parse(key);
    const answer = await api.call("incidents", { ...asked, before: last, limit: PAGE }, { signal: mine.signal });
    if (mine.signal.aborted) return;
    running.current = null;
    setHeld((before) => {
      if (!answer.ok) return { ...before, loading: false, problem: answer.error };
      const there = new Set((before.rows ?? rows).map(({ id }) => id));
      const more = answer.value.incidents.filter(({ id }) => !there.has(id));
      return {
        ...before,
        rows: [...(before.rows ?? rows), ...more],
        more: answer.value.next !== null,
        loading: false,
        problem: null,
      };
    });
  }, [api, key, last, rows, setHeld]);

  const takeIn = useCallback(
    (most = MOST_ROWS) => {
      if (gap.current) askAnew();
      else
        setHeld((before) =>
          before.rows === null
            ? before
            : { ...before, ...putIn({ rows: before.rows, more: before.more }, fresh, Math.min(most, MOST_ROWS)) },
        );
    },
    [fresh, askAnew, setHeld],
  );
  const more = held.more && rows.length < MOST_ROWS;
  return { ...held, rows, more, isKnown: held.rows !== null, asksAgain: everyS !== null, fresh, takeIn, older };
}
