"use client";

import { useCallback, useEffect, useRef } from "react";
import { Block } from "@/components/blocks/block";
import { countOf } from "@/components/blocks/count-of";
import { Note } from "@/components/blocks/note";
import { problemWords } from "@/components/blocks/problem-words";
import { SectionHead } from "@/components/blocks/section-head";
import { momentWords } from "@/components/blocks/time-ago";
import { useStateOf } from "@/components/blocks/use-state-of";
import { Button } from "@/components/ui/button";
import type { IncidentRow as Incident } from "@/lib/contracts/parts";
import { Clamped } from "./clamped";
import { type IncidentFilter, isFiltered } from "./dashboard-view";
import { focusOn } from "./focus-on";
import { IncidentFilters } from "./incident-filters";
import { IncidentRow } from "./incident-row";
import { incidentSentence, severityWords, timeWords } from "./incident-words";
import { StateMark } from "./state-mark";
import { useCalm } from "./use-calm";
import { useIncidents } from "./use-incidents";
import { useUnseen } from "./use-unseen";

const FIRST_ROWS = 20;
const STEP_ROWS = 50;
/** So many are held for who does not look. */
const UNSEEN_ROWS = 100;

interface IncidentsBlockProps {
  /** The newest of all. */
  readonly live: readonly Incident[];
  /** The server's clock. */
  readonly at: string;
  /** Since when the server runs. */
  readonly since: string;
  readonly filter: IncidentFilter;
  readonly onFilter: (wish: Partial<IncidentFilter>) => void;
}

/** What changed its state, when and why. What comes while one reads is told in a line above, and put in when one asks, or looks away. */
export function IncidentsBlock({ live, at, since, filter, onFilter }: IncidentsBlockProps) {
  const section = useRef<HTMLElement>(null);
  const { rows, isKnown, asksAgain, more, keptSince, loading, problem, fresh, takeIn, older } = useIncidents(
    live,
    filter,
  );
  // A long list is opened in steps; what is at hand already needs no question.
  const [most, setMost] = useStateOf(`${filter.kind} ${filter.severity} ${filter.part}`, FIRST_ROWS);
  const unseen = useUnseen(section);
  const waiting = fresh.length;
  useEffect(() => {
    if (unseen && waiting > 0 && problem === null) takeIn(Math.max(UNSEEN_ROWS, most));
  }, [unseen, waiting, problem, most, takeIn]);
  const [newest] = live;
  const said = useCalm(live, filter);
  const toSection = useCallback(() => focusOn(section), []);
  const onPart = useCallback((part: string) => onFilter({ part }), [onFilter]);
  const shown = rows.slice(0, most);
  const hasOlder = more || rows.length > most;
  const showOlder = (): void => {
    if (loading || !hasOlder) return;
    setMost((before) => before + STEP_ROWS);
    if (rows.length < most + STEP_ROWS && more) older();
  };
  const day = at.slice(0, 10);
  const partName = rows.find(({ key }) => key === filter.part)?.name ?? null;
  return (
    <section ref={section} tabIndex={-1} aria-labelledby="incidents" className="mt-6" data-testid="incidents">
      <SectionHead id="incidents" title="What happened" note="times in UTC">
        <IncidentFilters filter={filter} partName={partName} onChange={onFilter} onGone={toSection} />
      </SectionHead>
      <p role="status" className="sr-only" data-testid="said">
        {said}
      </p>
      <Block>
        <div
          className="flex min-h-[3.5rem] items-center gap-3 border-b border-line px-3.5 py-1 text-[13px] wide:min-h-11"
          data-testid="newest"
        >
          {newest ? (
            <div className="min-w-0 flex-1 leading-5">
              <Clamped key={newest.id} text={incidentSentence(newest)} from={70} lines="2/1">
                <StateMark tone={severityWords[newest.severity].tone} className="me-2" />
                <span className="text-muted">Newest: </span>
                <time dateTime={newest.at} className="font-mono text-xs">
                  {timeWords(newest.at, day)}
                </time>{" "}
                {incidentSentence(newest)}
              </Clamped>
            </div>
          ) : (
            <p className="text-muted">Nothing has changed yet.</p>
          )}
          {waiting === 0 ? null : (
            <Button
              className="ms-auto shrink-0"
              onClick={() => {
                takeIn();
                toSection();
              }}
            >
              Show {waiting} new
            </Button>
          )}
        </div>
        {rows.length === 0 ? (
          <p className="min-h-14 px-3.5 py-4 text-[13px] text-label">
            {isFiltered(filter)
              ? isKnown
                ? "Nothing that fits has changed its state. Show all, or choose another part."
                : problem === null
                  ? "Looking for what fits."
                  : "What fits is not known: the server could not say."
              : `Nothing has changed its state since ${momentWords(Date.parse(keptSince ?? since))}. When a model warms, rests or fails, or a source goes out or comes back, it stands here with its cause.`}
          </p>
        ) : (
          <ol aria-label="Changes of state, newest first">
            {shown.map((incident) => (
              <IncidentRow key={incident.id} incident={incident} day={day} onPart={onPart} />
            ))}
          </ol>
        )}
        {rows.length > 0 && (hasOlder || most > FIRST_ROWS) ? (
          <div className="flex min-h-11 items-center gap-3 border-t border-line px-3.5 py-1.5 text-[13px]">
            <Button onClick={showOlder} aria-disabled={loading || !hasOlder} className="h-8 aria-disabled:opacity-50">
              Older
            </Button>
            <span className="text-muted">
              {loading ? "Asking for older ones." : `${countOf(shown.length, "change")} listed.`}
            </span>
          </div>
        ) : null}
        {problem ? (
          <Note tone="warn" className="m-2">
            <span role="alert">
              {problemWords(problem)}{" "}
              {asksAgain ? "It is asked again by itself." : isKnown ? "What was listed stays." : null}
            </span>
          </Note>
        ) : null}
      </Block>
    </section>
  );
}
