import { X } from "lucide-react";
import { textDirection } from "@/components/blocks/text-direction";
import { TimeAgo } from "@/components/blocks/time-ago";
import { headingOf, headingWords, nameEngine, shownPercents } from "@/components/blocks/verdict-words";
import { Sign } from "@/components/ui/sign";
import { firstWords } from "./first-words";
import type { Run } from "./run";

interface RunRowProps {
  readonly run: Run;
  readonly onLoad: () => void;
  readonly onRemove: () => void;
}

/** One run in two lines: what came out and when, and of what. Pressing it shows it again. */
export function RunRow({ run, onLoad, onRemove }: RunRowProps) {
  const { draft, verdict, at } = run;
  const heading = headingOf(verdict);
  const words = firstWords(draft.text);
  return (
    <li className="flex items-center border-t border-line">
      <button
        type="button"
        onClick={onLoad}
        className="tap min-w-0 flex-1 px-3 py-1.5 text-start hover:bg-fill focus-visible:-outline-offset-2"
      >
        <span className="flex flex-wrap items-baseline gap-x-2 text-xs text-muted">
          <span className="text-[13px] font-semibold text-text">
            <Sign of={heading} /> {headingWords[heading]} {shownPercents(verdict.scores)[verdict.label]}%
          </span>
          <span>{nameEngine(verdict.engine)}</span>
          <TimeAgo at={at} />
        </span>
        <span className="block truncate" dir={textDirection(draft.text)}>
          {words}
        </span>
      </button>
      <button
        type="button"
        aria-label={`Remove the run of: ${words}`}
        onClick={onRemove}
        className="tap grid size-9 place-items-center rounded-button text-label hover:bg-raised"
      >
        <X aria-hidden className="size-4" />
      </button>
    </li>
  );
}
