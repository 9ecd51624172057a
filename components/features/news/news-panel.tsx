"use client";

import { type ReactNode, useCallback, useEffect, useRef, useState } from "react";
import { retryInS } from "@/components/blocks/retry-in-s";
import { SampleChip } from "@/components/blocks/sample-chip";
import { useMarkSample } from "@/components/blocks/sample-store";
import { useComeBack } from "@/components/blocks/use-come-back";
import { useOnline } from "@/components/blocks/use-online";
import type { NewsAnswer } from "@/lib/contracts/functions/news";
import type { NewsMoodAnswer } from "@/lib/contracts/functions/news-mood";
import type { NewsRow } from "@/lib/contracts/news";
import { EmptyNews } from "./empty-news";
import { FeedBar, freshWords } from "./feed-bar";
import { FeedSkeleton } from "./feed-skeleton";
import { FeedStatus } from "./feed-status";
import { focusSearch } from "./focus-search";
import { LinkedStory } from "./linked-story";
import { MoodBlock } from "./mood-block";
import { isOutgrown, toKnown } from "./mood-window";
import { learnChoices, noChoices } from "./news-choices";
import { NewsProblem } from "./news-problem";
import { NewsToolbar } from "./news-toolbar";
import { StoryFeed } from "./story-feed";
import { rowId } from "./story-row";
import { TakeAway } from "./take-away";
import { useFeedKeys } from "./use-feed-keys";
import { useMood } from "./use-mood";
import { newsKey, useNews } from "./use-news";
import { useNewsView } from "./use-news-view";

/** What the server had ready when the page was asked for, and when that was, in milliseconds since the epoch. */
export interface FirstNewsPage {
  readonly at: number;
  readonly newsKey: string;
  readonly news: NewsAnswer;
  readonly moodKey: string;
  readonly mood: NewsMoodAnswer;
}

interface NewsPanelProps {
  readonly first: FirstNewsPage | null;
  /** Told inside of a story that is open: what prices of its coins did after it. */
  readonly reaction?: (item: NewsRow) => ReactNode;
}

/** Stories with what was read of them, the mood over time, and filters that stand in the address. */
export function NewsPanel({ first, reaction = undefined }: NewsPanelProps) {
  const [view, change] = useNewsView();
  const state = useNews(view, first ? { key: first.newsKey, at: first.at, news: first.news } : null);
  const { list, latest, isEarlier, problem, fresh, showFresh, retry } = state;
  const [now] = useState(() => first?.at ?? Date.now());
  // As it was at first: a strip that changes its bars by itself could not be read. But it may not stand still in the past.
  const [known, setKnown] = useState(() => (first ? toKnown(first.news.archive) : null));
  const seen = latest && toKnown(latest.archive);
  if (seen && (known === null || isOutgrown(known, seen.newest, view.by, now))) setKnown(seen);
  const mood = useMood(view, { known, now }, first ? { key: first.moodKey, mood: first.mood } : null);
  const [choices, setChoices] = useState(() => learnChoices(noChoices, first?.news ?? null, first?.mood ?? null));
  useEffect(() => {
    const news = list && { items: list.items, failed: latest?.failed ?? [] };
    setChoices((before) => learnChoices(before, news, mood.mood));
  }, [list, latest, mood.mood]);
  const sample = list?.first.archive.sample === true;
  useMarkSample(sample, "news");

  const { retry: retryMood } = mood;
  const retryAll = useCallback(() => {
    retry();
    retryMood();
  }, [retry, retryMood]);
  const left = useComeBack(retryInS(problem ?? mood.problem), retryAll);

  const isOnline = useOnline();
  const wasOnline = useRef(isOnline);
  useEffect(() => {
    if (isOnline && !wasOnline.current) retryAll();
    wasOnline.current = isOnline;
  }, [isOnline, retryAll]);
  const told = fresh ? `(${freshWords(fresh).split(" ")[0]}) ` : "";
  useEffect(() => {
    const title = `${fresh?.isOther ? "" : told}News · Barometer`;
    document.title = title;
    return () => {
      // Of another tab of the page it says nothing; another page has its own title by now.
      if (document.title === title) document.title = "News · Barometer";
    };
  }, [told, fresh?.isOther]);

  const top = useRef<HTMLDivElement>(null);
  const show = () => {
    showFresh();
    if (seen) setKnown(seen);
    top.current?.scrollIntoView({ block: "start" });
    // The keyboard goes on at the first of them, once they are there.
    const id = state.latest?.items[0]?.id;
    requestAnimationFrame(() => {
      if (id) document.getElementById(rowId(id))?.focus({ preventScroll: true });
    });
  };

  const isListed = list?.items.some(({ id }) => id === view.story) === true;
  const onCoin = useCallback((coin: string) => change({ coin }), [change]);
  const onOpen = useCallback((story: string) => change({ story }), [change]);
  const onClose = useCallback(() => change({ story: null }), [change]);
  const { toggle, close } = useFeedKeys({ root: top, open: view.story, onOpen, onClose });
  // Where what was asked for cannot be had, stories of another question would stand for it.
  const isUseless = problem !== null && isEarlier;
  const isAway = list === null || isUseless;
  return (
    <>
      {sample ? <SampleChip of="news" className="mt-1 -mb-4 wide:hidden" /> : null}
      <NewsToolbar view={view} choices={choices} onChange={change} />
      <FeedStatus
        isOnline={isOnline}
        isListed={list !== null}
        problem={isAway ? null : problem}
        left={left}
        latest={latest}
        onRetry={retryAll}
      />
      {problem && isAway ? (
        <NewsProblem
          error={problem}
          coin={view.coin}
          left={left}
          onRetry={retryAll}
          onCoin={(coin) => {
            change({ coin });
            focusSearch();
          }}
        />
      ) : null}
      <div className="grid items-start gap-4 wide:grid-cols-[21rem_minmax(0,1fr)]">
        <div className="grid min-w-0 content-start gap-3 wide:[@media(min-height:46rem)]:sticky wide:[@media(min-height:46rem)]:top-3">
          <MoodBlock state={mood} view={view} onChange={change} />
          <div className="max-wide:hidden">
            <TakeAway view={view} />
          </div>
        </div>
        <div ref={top} className="min-w-0 scroll-mt-2 wide:-mt-2.5">
          <FeedBar
            total={isEarlier || !list ? null : list.first.total}
            isSearch={view.q.trim() !== ""}
            copies={view.copies}
            sample={sample}
            fresh={fresh}
            onShow={show}
          />
          {view.story !== null && !isListed && list && !isEarlier ? (
            <LinkedStory
              id={view.story}
              coin={view.coin}
              reaction={reaction ?? null}
              onToggle={toggle}
              onCoin={onCoin}
              onClose={close}
            />
          ) : null}
          {isAway ? (
            problem ? null : (
              <FeedSkeleton />
            )
          ) : list.items.length === 0 && !isEarlier ? (
            <EmptyNews
              view={view}
              sourceName={(key) => choices.sources.find(({ value }) => value === key)?.label ?? key}
              onChange={change}
            />
          ) : (
            <StoryFeed
              state={state}
              listKey={newsKey(view)}
              open={view.story}
              coin={view.coin}
              reaction={reaction ?? null}
              onToggle={toggle}
              onClose={close}
              onCoin={onCoin}
              onAnew={show}
            />
          )}
          <div className="wide:hidden">
            <TakeAway view={view} />
          </div>
        </div>
      </div>
    </>
  );
}
