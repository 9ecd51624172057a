"use client";

import { type ReactNode, useEffect, useId, useRef } from "react";
import { formatCount } from "@/components/blocks/count-of";
import { Note } from "@/components/blocks/note";
import { mayRetry, problemWords } from "@/components/blocks/problem-words";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { NewsRow } from "@/lib/contracts/news";
import { StoryBody } from "./story-body";
import { rowId, StoryRow } from "./story-row";
import { useNearEnd } from "./use-near-end";
import { MOST_STORIES, type NewsState } from "./use-news";

interface StoryFeedProps {
  readonly state: NewsState;
  /** Names the question, so that a list of another one begins anew. */
  readonly listKey: string;
  readonly open: string | null;
  readonly coin: string | null;
  readonly reaction: ((item: NewsRow) => ReactNode) | null;
  readonly onToggle: (id: string) => void;
  readonly onClose: () => void;
  readonly onCoin: (symbol: string) => void;
  /** The list begins anew, where its next page cannot be had. */
  readonly onAnew: () => void;
}

/** The stream of stories, with a way to more of them at its end. */
export function StoryFeed({ state, listKey, open, coin, reaction, onToggle, onClose, onCoin, onAnew }: StoryFeedProps) {
  const { list, isEarlier, asking, more, loadingMore, moreFailed } = state;
  const feed = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const foot = useRef<HTMLDivElement>(null);
  const help = useId();
  const items = list?.items ?? [];
  const isFull = items.length >= MOST_STORIES;
  const hasMore = list?.next != null && !isFull;
  const again = useNearEnd(end, hasMore && !isEarlier && !loadingMore && moreFailed === null, listKey, more);
  const total = Math.max(list?.first.total ?? 0, items.length);
  // Who pressed for more goes on where the button was, if it went: at what took its place, or at the first that came.
  const pressedAt = useRef<number | null>(null);
  useEffect(() => {
    if (pressedAt.current === null || loadingMore) return;
    if (document.activeElement === document.body) {
      const row = feed.current?.querySelectorAll<HTMLElement>("[data-story]")[pressedAt.current];
      (foot.current?.querySelector("button") ?? row)?.focus({ preventScroll: true });
    }
    pressedAt.current = null;
  }, [loadingMore]);
  // Who comes by a link, or back from another page, finds the story that is open in sight.
  const sought = useRef(open);
  useEffect(() => {
    const row = sought.current === null ? null : document.getElementById(rowId(sought.current));
    if (items.length > 0) sought.current = null;
    if (row === null || window.scrollY > 0) return;
    const { top } = row.getBoundingClientRect();
    if (top > window.innerHeight / 2) window.scrollTo({ top: top - window.innerHeight / 4 });
  }, [items.length]);
  const press = () => {
    pressedAt.current = items.length;
    again();
    more();
  };
  return (
    <>
      <div
        ref={feed}
        role="feed"
        aria-label="Stories"
        aria-describedby={help}
        aria-busy={loadingMore || (asking && isEarlier)}
        inert={isEarlier && asking}
        className={cn(
          "rounded-block border border-line bg-block",
          isEarlier && "opacity-60 transition-opacity delay-150",
        )}
        data-testid="feed"
      >
        {items.map((item, at) => (
          <StoryRow
            key={item.id}
            item={item}
            place={at + 1}
            total={total}
            isOpen={item.id === open}
            coin={coin}
            onToggle={onToggle}
            onCoin={onCoin}
          >
            {item.id === open ? <StoryBody item={item} reaction={reaction} onClose={onClose} /> : null}
          </StoryRow>
        ))}
      </div>
      <p id={help} className="sr-only">
        Page Down and Page Up, or j and k, go from story to story. Enter opens one in place, Escape closes it. Control
        and End leave the list.
      </p>
      <div ref={end} />
      <div ref={foot} className="flex min-h-16 items-center justify-center py-3" data-print="hide">
        {moreFailed ? (
          <Note tone="warn">
            <span role="alert">More stories could not be loaded. {problemWords(moreFailed)}</span>
            {mayRetry(moreFailed) ? (
              <Button onClick={press}>Retry now</Button>
            ) : (
              <Button onClick={onAnew}>Show the list anew</Button>
            )}
          </Note>
        ) : hasMore ? (
          <Button className="h-9 min-w-40 text-[13px]" aria-disabled={loadingMore} onClick={press}>
            {loadingMore ? "Loading more stories" : "More stories"}
          </Button>
        ) : isFull ? (
          <p className="text-center text-[13px] text-muted">
            {formatCount(MOST_STORIES)} stories are listed; choose days above for older ones.
          </p>
        ) : items.length > 0 && !isEarlier ? (
          <p className="text-[13px] text-muted">These are all.</p>
        ) : null}
      </div>
    </>
  );
}
