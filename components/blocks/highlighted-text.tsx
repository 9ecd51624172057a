"use client";

import { type CSSProperties, useMemo } from "react";
import type { Reason } from "@/lib/contracts/verdict";
import { highlightSegments, sideOf, signedWeight } from "./highlight-segments";

interface HighlightedTextProps {
  readonly text: string;
  readonly reasons: readonly Reason[];
  readonly muted?: ReadonlySet<number>;
  /** Left out where nothing is read again: then a press tells the weight, as pointing does. */
  readonly onMute?: (index: number) => void;
  /** The mark under the pointer or the focus, or null. */
  readonly onPoint: (index: number | null) => void;
}

/** A text with its telling words marked. Each mark is a button that mutes it, where that is wanted. */
export function HighlightedText({ text, reasons, muted, onMute, onPoint }: HighlightedTextProps) {
  const segments = useMemo(() => highlightSegments(text, reasons), [text, reasons]);
  const strongest = useMemo(() => Math.max(1, ...reasons.map((reason) => Math.abs(reason.weight))), [reasons]);
  return (
    <div
      dir="auto"
      // Without a mark to stop at, a long text must still scroll by keyboard.
      tabIndex={reasons.length === 0 && text.length > 400 ? 0 : undefined}
      className="max-h-64 wrap-anywhere [unicode-bidi:plaintext] overflow-y-auto text-[17px] leading-[1.9] whitespace-pre-wrap"
      data-testid="highlighted"
    >
      {segments.map((segment) => {
        const index = segment.reason;
        const reason = index === null ? undefined : reasons[index];
        if (index === null || !reason) return <span key={segment.start}>{segment.text}</span>;
        const style: CSSProperties & { "--weight": number } = { "--weight": Math.abs(reason.weight) / strongest };
        return (
          <button
            key={segment.start}
            type="button"
            data-side={sideOf(reason.weight)}
            aria-pressed={onMute ? muted?.has(index) === true : undefined}
            aria-label={`${segment.text}: ${sideOf(reason.weight)}, weight ${signedWeight(reason.weight)}${onMute ? ". Mute" : ""}`}
            onClick={() => (onMute ? onMute(index) : onPoint(index))}
            onMouseEnter={() => onPoint(index)}
            onMouseLeave={() => onPoint(null)}
            onFocus={() => onPoint(index)}
            onBlur={() => onPoint(null)}
            className="mark foreign"
            style={style}
          >
            {segment.text}
          </button>
        );
      })}
    </div>
  );
}
