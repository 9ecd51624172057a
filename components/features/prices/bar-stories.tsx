"use client";

import { X } from "lucide-react";
import Link from "next/link";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { formatCount } from "@/components/blocks/count-of";
import { mayRetry, problemWords } from "@/components/blocks/problem-words";
import { readingWords } from "@/components/blocks/reading-words";
import { ageOf, timeWords } from "@/components/blocks/story-times";
import { toPeriod } from "@/components/blocks/to-period";
import { Button } from "@/components/ui/button";
import { Sign } from "@/components/ui/sign";
import type { NewsRow } from "@/lib/contracts/news";
import type { Timeframe } from "@/lib/contracts/timeframes";
import { formatMoment, type Zone } from "@/lib/core/charts/format-moment";
import { useBarStories } from "./use-bar-stories";

interface BarStoriesProps {
  readonly symbol: string;
  /** Milliseconds since the epoch: from, and before. */
  readonly from: number;
  readonly to: number;
  readonly timeframe: Timeframe;
  readonly zone: Zone;
  /** Opened by key: the list takes the focus, and gives it back. */
  readonly byKey: boolean;
  readonly onClose: () => void;
}

const link = "underline decoration-line underline-offset-4 hover:text-text";

/** The stories of one candle, below the chart. */
export function BarStories({ symbol, from, to, timeframe, zone, byKey, onClose }: BarStoriesProps) {
  const { result, retry } = useBarStories(symbol, from, to);
  const frame = useRef<HTMLElement>(null);
  useEffect(() => {
    if (byKey) frame.current?.focus();
  }, [byKey]);
  const when = formatMoment(from, timeframe, zone);
  const query = new URLSearchParams({ coin: symbol, ...toPeriod(from, to) });
  const again = () => {
    // The button goes while it is asked again.
    frame.current?.focus({ preventScroll: true });
    retry();
  };
  const press = (event: KeyboardEvent) => {
    if (event.key !== "Escape") return;
    event.preventDefault();
    onClose();
  };
  return (
    <section
      ref={frame}
      aria-label={`Stories about ${symbol}, ${when}`}
      tabIndex={-1}
      onKeyDown={press}
      data-testid="bar-stories"
      className="border-t border-line px-3 py-2.5"
    >
      <div className="flex items-center justify-between gap-2">
        <h2 className="text-[13px] text-muted">
          Stories of <span className="font-mono">{when}</span>
        </h2>
        <button
          type="button"
          aria-label="Close the list of stories"
          onClick={onClose}
          className="tap grid size-8 place-content-center rounded-button text-label hover:bg-fill hover:text-text"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      {result === undefined ? (
        <p role="status" className="text-muted">
          Loading stories.
        </p>
      ) : result.ok ? (
        <>
          <ul className="divide-y divide-line">
            {result.value.items.map((item) => (
              <Story key={item.id} item={item} zone={zone} href={`/news?${query}&story=${item.id}`} />
            ))}
          </ul>
          {result.value.items.length === 0 ? <p className="text-label">They are gone from the list by now.</p> : null}
          <p className="mt-2">
            <Link href={`/news?${query}`} prefetch={false} className={`tap inline-flex items-center ${link}`}>
              {result.value.total > result.value.items.length
                ? `All ${formatCount(result.value.total)} on the page of news`
                : "On the page of news"}
            </Link>
          </p>
        </>
      ) : (
        <p className="flex flex-wrap items-center gap-2 text-warn">
          <span role="alert">The stories could not be loaded: {problemWords(result.error)}</span>
          {mayRetry(result.error) ? <Button onClick={again}>Retry now</Button> : null}
        </p>
      )}
    </section>
  );
}

function Story({ item, zone, href }: { item: NewsRow; zone: Zone; href: string }) {
  const { title, outlet, story } = item;
  const { sign, word, level, told } = readingWords(item);
  return (
    <li className="grid grid-cols-[1rem_minmax(0,1fr)] gap-x-2 py-1.5">
      <Sign of={sign} className="mt-1 size-3" />
      <p className="min-w-0">
        <span className="sr-only">{word}: </span>
        <Link href={href} prefetch={false} className={`wrap-anywhere ${link}`}>
          <bdi>{title}</bdi>
        </Link>
        <span className="block text-xs text-muted">
          <span title={told}>
            {word}
            {level === "" ? "" : ` ${level}`}
          </span>{" "}
          · <bdi>{outlet}</bdi> ·{" "}
          <span title={ageOf(item).title}>{timeWords(item, (at) => formatMoment(at, "1h", zone))}</span>
          {story.copies > 0 ? ` · ${story.copies === 1 ? "1 copy" : `${formatCount(story.copies)} copies`}` : ""}
        </span>
      </p>
    </li>
  );
}
