"use client";

import Link from "next/link";
import { type ReactNode, useState } from "react";
import { BlockTitle } from "@/components/blocks/block";
import { CopyButton } from "@/components/blocks/copy-button";
import { sideOf, signedWeight } from "@/components/blocks/highlight-segments";
import { HighlightedText } from "@/components/blocks/highlighted-text";
import { readingWords } from "@/components/blocks/reading-words";
import { ReasonTable } from "@/components/blocks/reason-table";
import { ShareBar } from "@/components/blocks/share-bar";
import { capitalise, countsForNothing, nameKey, shownPercents } from "@/components/blocks/verdict-words";
import { Button } from "@/components/ui/button";
import { Sign } from "@/components/ui/sign";
import type { NewsRow } from "@/lib/contracts/news";
import { coinName } from "@/lib/core/market/coin-name";
import { StoryFacts } from "./story-facts";
import { StoryOthers } from "./story-others";
import { useStory } from "./use-story";

interface StoryBodyProps {
  readonly item: NewsRow;
  /** What prices of its coins did after it, where that is told. */
  readonly reaction: ((item: NewsRow) => ReactNode) | null;
  readonly onClose: () => void;
}

/** A story in full: the words behind its verdict, who read it and when, its coins, how it read before, and who told it too. */
export function StoryBody({ item, reaction, onClose }: StoryBodyProps) {
  const state = useStory(item.id);
  const { sign, word, told } = readingWords(item);
  return (
    <div className="grid gap-3.5 border-t border-line px-3 py-3 wide:ps-[8.25rem]" data-testid="story-body">
      <section aria-label="Verdict">
        <p className="text-base">
          <Sign of={sign} className="me-1.5 size-3.5" />
          <span className="font-semibold">{capitalise(word)}</span>
          <span className="text-label">
            {sign === "unsure" ? <> · {told.replace(/^Unclear: /, "")}</> : <>, {told.replace(/[.]$/, "")}</>}
          </span>
        </p>
        {item.sentiment && !countsForNothing(item.sentiment) ? <Shares scores={item.sentiment.scores} /> : null}
      </section>
      <Words item={item} />
      {item.coins.length > 0 ? (
        <section aria-label="Coins of this story">
          <BlockTitle className="mb-1.5">Coins</BlockTitle>
          <ul className="grid gap-1">
            {item.coins.map(({ symbol, text }) => (
              <li key={symbol} className="flex flex-wrap items-center gap-x-2 text-[13px] text-label">
                <Link
                  href={`/prices?coin=${encodeURIComponent(symbol)}`}
                  prefetch={false}
                  className="tap inline-flex items-center font-semibold text-text underline decoration-line underline-offset-4 hover:decoration-current"
                >
                  {symbol} prices
                </Link>
                <span>
                  {coinName(symbol) ? `${coinName(symbol)}, ` : ""}named here as <q className="foreign">{text}</q>
                </span>
              </li>
            ))}
          </ul>
        </section>
      ) : null}
      {reaction?.(item)}
      <StoryFacts item={item} />
      <StoryOthers item={item} state={state} />
      <div className="flex flex-wrap gap-1.5" data-print="hide">
        <CopyButton label="link" what="a link to this story" text={() => linkTo(item.id)} />
        <a
          href={`/api/ai/data/news/${item.id}`}
          className="tap inline-flex h-7 items-center justify-center rounded-button border border-line bg-block px-2.5 text-xs text-label hover:bg-fill hover:text-text"
        >
          JSON
        </a>
        <Button className="ms-auto" onClick={onClose}>
          Close
        </Button>
      </div>
    </div>
  );
}

const linkTo = (id: string): string => new URL(`/news?story=${id}`, location.origin).href;

function Shares({ scores }: { scores: NonNullable<NewsRow["sentiment"]>["scores"] }) {
  const percents = shownPercents(scores);
  return (
    <div className="mt-1.5 max-w-md">
      <ShareBar scores={scores} />
      <p className="mt-1 text-xs text-label">
        bullish {percents.bullish}%, neutral {percents.neutral}%, bearish {percents.bearish}%
      </p>
    </div>
  );
}

/** The text with the words that moved the verdict. */
function Words({ item }: { item: NewsRow }) {
  const reasons = item.sentiment?.reasons ?? [];
  const by = item.sentiment?.explained_by;
  const [pointed, setPointed] = useState<number | null>(null);
  const reason = pointed === null ? undefined : reasons[pointed];
  return (
    <section aria-label="Why">
      <div className="mb-1 flex flex-wrap items-baseline justify-between gap-x-4">
        <BlockTitle>{reasons.length > 0 ? "Why" : "What was read"}</BlockTitle>
        {by ? <p className="text-xs text-muted">Words that the {nameKey(by)} sees; the model names none.</p> : null}
      </div>
      <HighlightedText text={item.text} reasons={reasons} onPoint={setPointed} />
      {reasons.length > 0 ? (
        <>
          <p className="mt-1 min-h-[1.5em] text-[13px] text-label">
            {reason ? (
              <>
                <q className="foreign">{reason.text}</q> leans {sideOf(reason.weight)}, weight{" "}
                {signedWeight(reason.weight)}
              </>
            ) : (
              "Point at a word to see its weight."
            )}
          </p>
          <ReasonTable reasons={reasons} />
        </>
      ) : null}
    </section>
  );
}
