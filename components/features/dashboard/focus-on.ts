import type { RefObject } from "react";

/** Gives a part of the page the focus that a control is about to lose with itself; nothing scrolls. */
export const focusOn = (part: RefObject<HTMLElement | null>): void => part.current?.focus({ preventScroll: true });
