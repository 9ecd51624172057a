"use client";

import type { ReactNode } from "react";
import { Block } from "@/components/blocks/block";
import { Note } from "@/components/blocks/note";
import { mayRetry, problemWords } from "@/components/blocks/problem-words";
import { Button } from "@/components/ui/button";
import type { NewsRow } from "@/lib/contracts/news";
import { StoryBody } from "./story-body";
import { StoryRow } from "./story-row";
import { useStory } from "./use-story";

interface LinkedStoryProps {
  readonly id: string;
  readonly coin: string | null;
  readonly reaction: ((item: NewsRow) => ReactNode) | null;
  readonly onToggle: (id: string) => void;
  readonly onCoin: (symbol: string) => void;
  readonly onClose: () => void;
}

/** A story that the address names and that is not among those listed: it stands above them. */
export function LinkedStory({ id, coin, reaction, onToggle, onCoin, onClose }: LinkedStoryProps) {
  const { story, problem, asking, retry } = useStory(id);
  if (problem && !story) {
    return (
      <Note tone="warn" className="mb-3">
        <span role="alert">
          {problem.code === "not_found"
            ? "The story of this link is not here: it may be of another server, or sample news of another time."
            : problemWords(problem)}
        </span>
        {mayRetry(problem) ? (
          <Button disabled={asking} onClick={retry}>
            Retry now
          </Button>
        ) : null}
        <Button onClick={onClose}>Close</Button>
      </Note>
    );
  }
  return (
    <Block className="mb-3 min-h-64">
      {story ? (
        <StoryRow item={story.item} place={1} total={1} isOpen coin={coin} onToggle={onToggle} onCoin={onCoin}>
          <StoryBody item={story.item} reaction={reaction} onClose={onClose} />
        </StoryRow>
      ) : (
        <p role="status" className="sr-only">
          Loading the story
        </p>
      )}
    </Block>
  );
}
