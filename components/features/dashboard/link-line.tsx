"use client";

import { momentWords } from "@/components/blocks/time-ago";
import { useOnline } from "@/components/blocks/use-online";
import type { Watched } from "@/lib/browser/watch-overview";
import { linkWords } from "./link-words";
import { StateMark, toneText } from "./state-mark";
import { useNow } from "./use-now";

/** Whether what is shown is of now. One line of a fixed height; aloud only the word is said, and only when it changes. */
export function LinkLine({ watched: { link, heard, overview } }: { watched: Watched }) {
  const times = Object.values(heard);
  const now = useNow(1_000);
  const { tone, word, more } = linkWords(link, times.length === 0 ? null : Math.max(...times), now, useOnline());
  return (
    <div
      className="mt-4 flex h-10 items-center gap-2 overflow-hidden text-[13px] leading-tight wide:h-7"
      data-testid="link"
      data-kind={link.kind}
    >
      <StateMark tone={tone} />
      <p className="line-clamp-2 min-w-0">
        <span role="status" className={toneText[tone]}>
          {word}
        </span>
        {more === "" ? null : <span className="text-muted"> · {more}</span>}
      </p>
      {overview === null ? null : (
        <time
          dateTime={overview.at}
          title="By the server's clock"
          className="ms-auto shrink-0 font-mono text-xs text-muted"
        >
          <span className="max-wide:sr-only">{momentWords(Date.parse(overview.at)).slice(0, 11)}</span>
          {new Date(overview.at).toISOString().slice(11, 19)} UTC
        </time>
      )}
    </div>
  );
}
