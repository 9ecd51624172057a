"use client";

import { type RefObject, useCallback, useEffect, useRef } from "react";
import { focusSearch } from "./focus-search";
import { isTyping } from "./is-typing";

interface FeedKeys {
  /** Holds the feed, and a story of a link above it. */
  readonly root: RefObject<HTMLElement | null>;
  readonly open: string | null;
  readonly onOpen: (id: string) => void;
  readonly onClose: () => void;
}

const rows = (root: HTMLElement | null): HTMLElement[] => [
  ...(root?.querySelectorAll<HTMLElement>("[data-story]") ?? []),
];

/** Puts the focus on a story, in view. */
function focusRow(row: HTMLElement): void {
  row.focus({ preventScroll: true });
  row.scrollIntoView({ block: "nearest" });
}

/**
 * Keys of a feed, after the WAI-ARIA pattern: Page Down and Up, and j and k from anywhere on the page, go from story to story; Enter and o open
 * one in place, Escape closes it, Control and End or Home leave the feed. Whatever closes a story leaves the focus at its row.
 */
export function useFeedKeys({ root, open, onOpen, onClose }: FeedKeys): {
  readonly toggle: (id: string) => void;
  readonly close: () => void;
} {
  const last = useRef<string | null>(null);
  const opened = useRef(open);
  useEffect(() => {
    opened.current = open;
  }, [open]);

  const move = useCallback(
    (by: number) => {
      const all = rows(root.current);
      const here = all.findIndex((row) => row.contains(document.activeElement));
      // Who left the feed comes back to where they were.
      const was = all.findIndex((row) => row.dataset.story === last.current);
      const to = here === -1 ? (was === -1 ? 0 : was) : here + by;
      const row = all[Math.max(0, Math.min(all.length - 1, to))];
      if (row) focusRow(row);
    },
    [root],
  );
  const close = useCallback(() => {
    const all = rows(root.current);
    const isListed = (row: HTMLElement) => row.closest("[role=feed]") !== null;
    const own = all.find((row) => row.dataset.story === opened.current);
    onClose();
    // A story that is not of the list goes away as a whole.
    const to = own && isListed(own) ? own : all.find((row) => isListed(row) && row.closest("[inert]") === null);
    if (to) focusRow(to);
    else focusSearch();
  }, [root, onClose]);
  const toggle = useCallback(
    (id: string) => {
      if (opened.current === id) close();
      else onOpen(id);
    },
    [close, onOpen],
  );

  useEffect(() => {
    const press = (event: KeyboardEvent) => {
      const { target, key } = event;
      if (event.defaultPrevented || event.metaKey || event.altKey || isTyping(target)) return;
      const isInside = target instanceof Element && root.current?.contains(target) === true;
      const row = isInside ? target.closest<HTMLElement>("[data-story]") : null;
      if (row) last.current = row.dataset.story ?? null;
      const onRow = row !== null && row === target;
      if (event.ctrlKey) {
        if (!row || (key !== "End" && key !== "Home")) return;
        focusBeside(row.closest<HTMLElement>("[role=feed]") ?? row, key === "End" ? "after" : "before");
      } else if (key === "j" || key === "k") move(key === "j" ? 1 : -1);
      else if (key === "Escape" && opened.current !== null) close();
      else if (!row) return;
      else if (key === "PageDown" || (onRow && key === "ArrowDown")) move(1);
      else if (key === "PageUp" || (onRow && key === "ArrowUp")) move(-1);
      else if ((onRow && key === "Enter") || key === "o") toggle(row.dataset.story ?? "");
      else return;
      event.preventDefault();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, [root, move, toggle, close]);
  return { toggle, close };
}

/** The focus goes to the last thing before the feed, or the first after it. */
function focusBeside(feed: HTMLElement, side: "before" | "after"): void {
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
