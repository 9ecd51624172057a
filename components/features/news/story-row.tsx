"use client";

import { ChevronDown, ExternalLink } from "lucide-react";
import { type MouseEvent, memo, type ReactNode } from "react";
import { formatCount } from "@/components/blocks/count-of";
import { readingWords } from "@/components/blocks/reading-words";
import { ageOf } from "@/components/blocks/story-times";
import { TimeAgo } from "@/components/blocks/time-ago";
import { cn } from "@/components/ui/cn";
import { Sign } from "@/components/ui/sign";
import type { NewsRow } from "@/lib/contracts/news";
import { safeLink } from "./safe-link";

interface StoryRowProps {
  readonly item: NewsRow;
  /** Its place, from one, and how many there are. */
  readonly place: number;
  readonly total: number;
  readonly isOpen: boolean;
  /** The coin that the stories are narrowed to. */
  readonly coin: string | null;
  readonly onToggle: (id: string) => void;
  readonly onCoin: (symbol: string) => void;
  /** What is shown of it in place, while it is open. */
  readonly children?: ReactNode;
}

export const rowId = (id: string): string => `story-${id}`;

/** One story in the stream: what was read of it, its title, coins, who told it, how old it is. */
export const StoryRow = memo(function StoryRow(props: StoryRowProps) {
  const { item, place, total, isOpen, coin, onToggle, onCoin, children } = props;
  const { sign, word, level, told } = readingWords(item);
  const link = safeLink(item.url);
  const body = `${rowId(item.id)}-body`;
  const title = `${rowId(item.id)}-title`;
  const reading = `${rowId(item.id)}-reading`;
  // A press anywhere opens it, but for what is pressed or marked for itself.
  const press = (event: MouseEvent) => {
    const isOwn = event.target instanceof Element && event.target.closest("a, button, [data-story-body]") !== null;
    if (!isOwn && getSelection()?.isCollapsed !== false) onToggle(item.id);
  };
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: Enter is taken by the page, and the button inside does the same
    <article
      id={rowId(item.id)}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: articles of a feed take the focus
      tabIndex={0}
      data-story={item.id}
      aria-posinset={place}
      aria-setsize={total}
      aria-labelledby={`${reading} ${title}`}
      onClick={press}
      className={cn(
        "scroll-mt-14 border-b border-line -outline-offset-2 last:border-b-0",
        isOpen
          ? "bg-block"
          : "cursor-pointer hover:bg-fill [content-visibility:auto] [contain-intrinsic-size:auto_84px] max-wide:[contain-intrinsic-size:auto_150px]",
      )}
    >
      <div className="grid grid-cols-[minmax(0,1fr)_auto] gap-x-3 gap-y-1 px-3 py-2.5 wide:grid-cols-[6.75rem_minmax(0,1fr)_auto]">
        <p
          id={reading}
          title={told}
          className="flex items-center gap-1.5 text-[13px] whitespace-nowrap wide:self-start"
        >
          <Sign of={sign} className="size-3" />
          <span className={cn(sign === "unsure" ? "text-muted" : "font-semibold", tones[sign])}>
            {word}
            {level === "" ? "" : ` ${level}`}
          </span>
        </p>
        <div className="min-w-0 max-wide:col-span-2 max-wide:row-start-2">
          <h3 id={title} className="text-[15px] leading-snug">
            {link === null ? (
              <bdi dir="auto" className="foreign">
                {item.title}
              </bdi>
            ) : (
              <a
                href={link}
                target="_blank"
                rel="noopener noreferrer"
                className="decoration-line underline-offset-4 hover:underline"
              >
                <bdi dir="auto" className="foreign">
                  {item.title}
                </bdi>
                <ExternalLink aria-hidden className="ms-1 inline size-3 align-baseline text-muted" />
                <span className="sr-only"> (opens elsewhere)</span>
              </a>
            )}
          </h3>
          <div className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1 text-xs text-muted">
            {item.coins.map(({ symbol }) => (
              <button
                key={symbol}
                type="button"
                aria-pressed={symbol === coin}
                aria-label={`Only ${symbol}`}
                onClick={() => onCoin(symbol)}
                className="tap group inline-flex items-center max-wide:-my-2 max-wide:justify-center"
              >
                <span
                  className={cn(
                    "inline-flex h-5.5 items-center rounded-full border px-2 group-hover:bg-raised group-hover:text-text",
                    symbol === coin
                      ? "border-accent-line bg-accent-soft text-accent"
                      : "border-line bg-block text-label",
                  )}
                >
                  <bdi dir="auto">{symbol}</bdi>
                </span>
              </button>
            ))}
            <span className="min-w-0">
              <bdi dir="auto" className="foreign">
                {item.outlet}
              </bdi>
              {item.story.copies > 0 ? (
                <span title={item.story.outlets.join(", ")}> · {copiesWords(item.story.copies)}</span>
              ) : null}
              {item.version > 1 ? " · changed since" : ""}
            </span>
          </div>
        </div>
        <div className="flex items-center gap-1 self-start text-xs text-muted max-wide:col-start-2 max-wide:row-start-1">
          <Age item={item} />
          <button
            type="button"
            tabIndex={-1}
            aria-label={isOpen ? "Close" : "Open"}
            aria-expanded={isOpen}
            aria-controls={isOpen ? body : undefined}
            onClick={() => onToggle(item.id)}
            className="tap grid size-7 place-items-center rounded-button text-label hover:bg-raised max-wide:-me-2"
          >
            <ChevronDown aria-hidden className={cn("size-4 transition-transform", isOpen && "rotate-180")} />
          </button>
        </div>
      </div>
      {isOpen ? (
        <div id={body} data-story-body className="cursor-auto">
          {children}
        </div>
      ) : null}
    </article>
  );
});

const tones = {
  bullish: "text-bullish",
  neutral: "text-neutral",
  bearish: "text-bearish",
  unsure: "",
} as const;

const copiesWords = (many: number): string => `${formatCount(many)} ${many === 1 ? "copy" : "copies"}`;

function Age({ item }: { item: NewsRow }) {
  const { at, rough, dateTime, title } = ageOf(item);
  if (at !== null) return <TimeAgo at={at} title={title} />;
  return (
    <time dateTime={dateTime} title={title}>
      {rough}
    </time>
  );
}
