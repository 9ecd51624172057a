"use client";

import { useSyncExternalStore } from "react";

type ToastKind = "info" | "success" | "warning" | "error";

export interface ToastInput {
  readonly kind: ToastKind;
  readonly title: string;
  readonly text?: string;
  /** A button in it, such as an undo; pressing it closes the toast. */
  readonly action?: { readonly label: string; readonly run: () => void };
}

export interface Toast extends ToastInput {
  readonly id: number;
  /** How often the same was said while this one stood. */
  readonly times: number;
}

const MOST_TOASTS = 5;

const none: readonly Toast[] = [];
let shown = none;
let last = 0;
const listeners = new Set<() => void>();

const put = (next: readonly Toast[]): void => {
  shown = next;
  for (const listener of listeners) listener();
};

const isSame = (a: ToastInput, b: ToastInput): boolean =>
  !a.action && !b.action && a.kind === b.kind && a.title === b.title && a.text === b.text;

/**
 * Says something in passing, for ten seconds, in the corner of the page. The same said again is counted, not stacked;
 * one with an action stands alone, as each action undoes its own. The oldest of more than five goes.
 */
export function toast(said: ToastInput): void {
  const same = shown.find((one) => isSame(one, said));
  last += 1;
  put(
    same
      ? shown.map((one) => (one === same ? { ...one, times: one.times + 1 } : one))
      : [...shown, { ...said, id: last, times: 1 }].slice(-MOST_TOASTS),
  );
}

export function closeToast(id: number): void {
  if (shown.some((one) => one.id === id)) put(shown.filter((one) => one.id !== id));
}

const subscribe = (listener: () => void) => {
  listeners.add(listener);
  return () => listeners.delete(listener);
};

export const readToasts = (): readonly Toast[] => shown;

/** Those that stand, the newest last. */
export const useToasts = (): readonly Toast[] => useSyncExternalStore(subscribe, readToasts, () => none);
