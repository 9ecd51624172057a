"use client";

import { type ReactNode, useRef, useState } from "react";
import { Block } from "@/components/blocks/block";
import { countOf } from "@/components/blocks/count-of";
import { SectionHead } from "@/components/blocks/section-head";
import { Check } from "@/components/ui/check";
import type { SourceRow } from "@/lib/contracts/functions/overview";
import { SortAnew } from "./sort-anew";
import { SourceTable } from "./source-table";
import { groupOf, isOut, rankOfSource, type SourceGroup, sharedReason, sourceGroups } from "./source-words";
import { StateMark } from "./state-mark";
import { useNow } from "./use-now";
import { useSteadyOrder } from "./use-steady-order";

const groupNames = {
  prices: "Prices",
  feeds: "Feeds",
  news: "Other news",
  sample: "Sample data",
} as const satisfies Record<SourceGroup, string>;

interface SourcesBlockProps {
  readonly sources: readonly SourceRow[];
  /** The server's clock. */
  readonly at: string;
  readonly heard: number | undefined;
  readonly onlyOut: boolean;
  readonly onOnlyOut: (only: boolean) => void;
}

/** Where prices and news come from, in groups: what is bad first, and what is made up last of all. */
export function SourcesBlock({ sources, at, heard, onlyOut, onOnlyOut }: SourcesBlockProps) {
  const { items, isOld, renew } = useSteadyOrder(sources, rankOfSource);
  // Ages are told in minutes: rows are drawn anew no sooner.
  const minute = `${at.slice(0, 16)}:00Z`;
  const now = useNow(sources.some(({ retry_after_s: retry }) => retry !== null) ? 10_000 : null);
  const section = useRef<HTMLElement>(null);
  const passedS = now === null || heard === undefined ? 0 : Math.max(0, now - heard) / 1_000;
  const out = sources.filter(isOut).length;
  const shown = onlyOut ? items.filter(isOut) : items;
  return (
    <section ref={section} tabIndex={-1} aria-labelledby="sources" className="mt-6">
      <SectionHead
        id="sources"
        title="Sources"
        note={out === 0 ? "none is out" : `${out} of ${countOf(sources.length, "source")} out`}
      >
        <SortAnew isOld={isOld} onSort={renew} what="sources" part={section} />
        <div className="flex">
          <Check label="Only what is out" checked={onlyOut} onChange={onOnlyOut} />
        </div>
      </SectionHead>
      <Block>
        {shown.length === 0 ? (
          <p className="px-3.5 py-4 text-[13px] text-label">
            {onlyOut
              ? "Nothing is out: every source that was asked answers, and none is stale."
              : "There are no sources."}
          </p>
        ) : (
          sourceGroups.map((group) => {
            const rows = shown.filter((row) => groupOf(row) === group);
            const all = sources.filter((row) => groupOf(row) === group);
            return rows.length === 0 ? null : (
              <Group
                key={`${group} ${onlyOut}`}
                group={group}
                open={onlyOut || isOpen(group, all)}
                note={<GroupNote group={group} all={all} />}
              >
                <SourceTable
                  name={groupNames[group]}
                  rows={rows}
                  at={minute}
                  toldOnce={sharedReason(all)}
                  passedS={passedS}
                />
              </Group>
            );
          })
        )}
      </Block>
    </section>
  );
}

/** Many feeds, and what is not wanted here, are folded at first. */
const isOpen = (group: SourceGroup, all: readonly SourceRow[]): boolean =>
  group !== "feeds" && (group !== "news" || all.some(({ state }) => state !== "off"));

interface GroupProps {
  readonly group: SourceGroup;
  /** At first: after that it is as one left it. */
  readonly open: boolean;
  readonly note: ReactNode;
  readonly children: ReactNode;
}

function Group({ group, open: first, note, children }: GroupProps) {
  const [open] = useState(first);
  return (
    <details open={open} className="group border-b border-line last:border-b-0" data-testid={`sources-${group}`}>
      <summary className="tap flex min-h-9 items-center gap-2 px-3.5 text-[13px] -outline-offset-2 hover:bg-fill">
        <span aria-hidden="true" className="w-3 text-muted group-open:hidden">
          ▸
        </span>
        <span aria-hidden="true" className="hidden w-3 text-muted group-open:inline">
          ▾
        </span>
        <span className="font-semibold">{groupNames[group]}</span>
        {note}
      </summary>
      {children}
    </details>
  );
}

/** "12 of 45 answered": of those that are wanted. */
function GroupNote({ group, all }: { group: SourceGroup; all: readonly SourceRow[] }) {
  if (group === "sample") return <span className="text-muted">stands in where nothing real is at hand</span>;
  const wanted = all.filter(({ state }) => state !== "off");
  const reason = sharedReason(all);
  const because = reason === null ? "" : `: ${reason}`;
  if (wanted.length === 0)
    return (
      <span className="text-muted">
        {countOf(all.length, "source")}, all disabled{because}
      </span>
    );
  const ready = wanted.filter(({ state }) => state === "ready").length;
  const failed = wanted.filter(({ state }) => state === "failed").length;
  const stale = wanted.filter(isOut).length - failed;
  return (
    <>
      <StateMark tone={ready === 0 && failed > 0 ? "bad" : failed + stale > 0 ? "warn" : "good"} />
      <span className="text-muted">
        {ready} of {wanted.length} answered{failed > 0 ? `, ${failed} failed` : ""}
        {stale > 0 ? `, ${stale} stale` : ""}
        {all.length > wanted.length ? `; ${all.length - wanted.length} disabled${because}` : ""}
      </span>
    </>
  );
}
