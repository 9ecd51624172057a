"use client";

import { type KeyboardEvent as ReactKeyboardEvent, type RefObject, useCallback, useEffect, useRef } from "react";
import { isTyping } from "./is-typing";

interface FeedKeys {
  readonly feed: RefObject<HTMLDivElement | null>;
  readonly open: string | null;
  readonly onToggle: (id: string) => void;
  readonly onClose: () => void;
}

const rows = (feed: HTMLElement | null): HTMLElement[] => [
  ...(feed?.querySelectorAll<HTMLElement>("[data-story]") ?? []),
];

/** Puts the focus on a story, in view. */
function focusRow(row: HTMLElement | undefined): void {
  if (!row) return;
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/**
 * Keys of a feed, after the WAI-ARIA pattern: Page Down and Up, and j and k from anywhere on the page, go from story to story; Enter and o open
 * one in place, Escape closes it, Control and End or Home leave the feed.
 */
export function useFeedKeys({ feed, open, onToggle, onClose }: FeedKeys): (event: ReactKeyboardEvent) => void {
  const last = useRef<string | null>(null);

  const move = useCallback(
    (by: number) => {
      const all = rows(feed.current);
      const here = all.findIndex((row) => row.contains(document.activeElement));
      // Who left the feed comes back to where they were.
      const was = all.findIndex((row) => row.dataset.story === last.current);
      const to = here === -1 ? (was === -1 ? 0 : was) : here + by;
      focusRow(all[Math.max(0, Math.min(all.length - 1, to))]);
    },
    [feed],
  );

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || isTyping(event.target)) return;
      if (event.key === "j" || event.key === "k") move(event.key === "j" ? 1 : -1);
      else if (event.key === "Escape" && open !== null) {
        onClose();
        focusRow(rows(feed.current).find((row) => row.dataset.story === open));
      } else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [feed, move, open, onClose]);

  return useCallback(
    (event: ReactKeyboardEvent) => {
      if (event.metaKey || event.altKey || !(event.target instanceof HTMLElement) || isTyping(event.target)) return;
      const row = event.target.closest<HTMLElement>("[data-story]");
      last.current = row?.dataset.story ?? null;
      const onRow = row === event.target;
      if (event.ctrlKey) {
        if (event.key === "End") focusBeside(feed.current, "after");
        else if (event.key === "Home") focusBeside(feed.current, "before");
        else return;
      } else if (event.key === "PageDown" || (onRow && event.key === "ArrowDown")) move(1);
      else if (event.key === "PageUp" || (onRow && event.key === "ArrowUp")) move(-1);
      else if (row && ((onRow && event.key === "Enter") || event.key === "o")) onToggle(row.dataset.story ?? "");
      else return;
      event.preventDefault();
    },
    [feed, move, onToggle],
  );
}

/** The focus goes to the last thing before the feed, or the first after it. */
function focusBeside(feed: HTMLElement | null, side: "before" | "after"): void {
  if (!feed) return;
  const wanted = side === "after" ? Node.DOCUMENT_POSITION_FOLLOWING : Node.DOCUMENT_POSITION_PRECEDING;
  const others = [
    ...document.querySelectorAll<HTMLElement>(
      "main a[href], main button, main input, main select, footer a[href], footer button",
    ),
  ];
  const beside = others.filter(
    (each) => !feed.contains(each) && (feed.compareDocumentPosition(each) & wanted) !== 0 && each.checkVisibility(),
  );
  const to = side === "after" ? beside[0] : beside.at(-1);
  to?.focus();
}
