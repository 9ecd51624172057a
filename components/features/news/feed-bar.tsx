"use client";

import { ArrowUp } from "lucide-react";
import { formatCount } from "@/components/blocks/count-of";
import { Button } from "@/components/ui/button";
import type { Fresh } from "./count-fresh";

interface FeedBarProps {
  /** How many match; null while it is not known. */
  readonly total: number | null;
  readonly isSearch: boolean;
  readonly copies: boolean;
  readonly sample: boolean;
  readonly fresh: Fresh | null;
  readonly onShow: () => void;
}

/** How many stories there are, and how many came since: it stays in view, and keeps its height whatever it says. */
export function FeedBar({ total, isSearch, copies, sample, fresh, onShow }: FeedBarProps) {
  const thing = copies ? (total === 1 ? "item" : "items") : total === 1 ? "story" : "stories";
  return (
    <div className="sticky top-0 z-2 flex h-12 items-center justify-between gap-3 bg-page">
      <p className="truncate text-[13px] text-label" data-testid="feed-count">
        {total === null
          ? ""
          : `${formatCount(total)} ${sample ? "sample " : ""}${thing}, ${isSearch ? "best match first" : "newest first"}`}
      </p>
      <p role="status" className="sr-only">
        {fresh ? freshWords(fresh) : ""}
      </p>
      {fresh ? (
        <Button
          className="h-8 shrink-0 border-accent-line bg-accent-soft font-semibold text-accent"
          data-testid="fresh"
          onClick={onShow}
        >
          <ArrowUp aria-hidden className="size-3.5" />
          {freshWords(fresh)}
        </Button>
      ) : null}
    </div>
  );
}

export function freshWords({ count, isMore, isOther }: Fresh): string {
  if (isOther) return "Other news has come in: show it";
  return `${formatCount(count)}${isMore ? "+" : ""} new ${count === 1 && !isMore ? "story" : "stories"}`;
}
