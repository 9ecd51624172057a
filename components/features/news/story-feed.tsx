"use client";

import { type ReactNode, useCallback, useEffect, useId, useRef } from "react";
import { formatCount } from "@/components/blocks/count-of";
import { Note } from "@/components/blocks/note";
import { problemWords } from "@/components/blocks/problem-words";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import type { NewsRow } from "@/lib/contracts/news";
import { StoryBody } from "./story-body";
import { StoryRow } from "./story-row";
import { useFeedKeys } from "./use-feed-keys";
import { useNearEnd } from "./use-near-end";
import { MOST_STORIES, type NewsState } from "./use-news";
import type { ChangeView } from "./use-news-view";

interface StoryFeedProps {
  readonly state: NewsState;
  /** Names the question, so that a list of another one begins anew. */
  readonly listKey: string;
  readonly open: string | null;
  readonly coin: string | null;
  readonly reaction: ((item: NewsRow) => ReactNode) | null;
  readonly onChange: ChangeView;
}

/** The stream of stories, with a way to more of them at its end. */
export function StoryFeed({ state, listKey, open, coin, reaction, onChange }: StoryFeedProps) {
  const { list, isEarlier, asking, more, loadingMore, moreFailed } = state;
  const feed = useRef<HTMLDivElement>(null);
  const end = useRef<HTMLDivElement>(null);
  const help = useId();
  const opened = useRef(open);
  useEffect(() => {
    opened.current = open;
  }, [open]);
  const toggle = useCallback((id: string) => onChange({ story: opened.current === id ? null : id }), [onChange]);
  const close = useCallback(() => onChange({ story: null }), [onChange]);
  const onCoin = useCallback((symbol: string) => onChange({ coin: symbol }), [onChange]);
  const press = useFeedKeys({ feed, open, onToggle: toggle, onClose: close });
  const items = list?.items ?? [];
  const isFull = items.length >= MOST_STORIES;
  const hasMore = list?.next != null && !isFull;
  const again = useNearEnd(end, hasMore && !isEarlier && !loadingMore && moreFailed === null, listKey, more);
  const total = Math.max(list?.first.total ?? 0, items.length);
  return (
    <>
      <div
        ref={feed}
        role="feed"
        aria-label="Stories"
        aria-describedby={help}
        aria-busy={loadingMore || (asking && isEarlier)}
        inert={isEarlier && asking}
        onKeyDown={press}
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
            onToggle={toggle}
            onCoin={onCoin}
          >
            {item.id === open ? <StoryBody item={item} reaction={reaction} onClose={close} /> : null}
          </StoryRow>
        ))}
      </div>
      <p id={help} className="sr-only">
        Page Down and Page Up, or j and k, go from story to story. Enter opens one in place, Escape closes it. Control
        and End leave the list.
      </p>
      <div ref={end} />
      <div className="flex min-h-16 items-center justify-center py-3" data-print="hide">
        {moreFailed ? (
          <Note tone="warn">
            <span role="alert">More stories could not be loaded. {problemWords(moreFailed)}</span>
            <Button onClick={more}>Retry now</Button>
          </Note>
        ) : hasMore ? (
          <Button
            className="h-9 min-w-40 text-[13px]"
            aria-disabled={loadingMore}
            onClick={() => {
              again();
              more();
            }}
          >
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
