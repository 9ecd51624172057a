"use client";

import { useCallback, useEffect, useLayoutEffect, useRef, useState } from "react";
import { ToastCard } from "./toast-card";
import { closeToast, useToasts } from "./toast-store";

/** Jumps to what was said, from anywhere in the page. */
const KEY = "F8";

/** What was said in passing: top right, the whole width on a phone. It waits while one points at it, is in it, or is elsewhere. */
export function Toasts() {
  const toasts = useToasts();
  const home = useRef<HTMLDivElement>(null);
  const section = useRef<HTMLElement>(null);
  const list = useRef<HTMLOListElement>(null);
  const cameFrom = useRef<Element | null>(null);
  const [held, setHeld] = useState({ pointed: false, focused: false, away: false });
  const some = toasts.length > 0;

  useEffect(() => {
    if (!some) {
      // What is gone hears neither the pointer nor the focus leave.
      setHeld({ pointed: false, focused: false, away: document.hidden });
      return;
    }
    const onKey = (event: KeyboardEvent) => {
      if (event.key !== KEY) return;
      event.preventDefault();
      list.current?.querySelector<HTMLElement>("li:last-child button")?.focus();
    };
    const onLook = () => setHeld((before) => ({ ...before, away: document.hidden }));
    addEventListener("keydown", onKey);
    document.addEventListener("visibilitychange", onLook);
    return () => {
      removeEventListener("keydown", onKey);
      document.removeEventListener("visibilitychange", onLook);
    };
  }, [some]);

  // Behind an open dialog nothing can be pressed, nor is it read out: they stand in the dialog while it is open.
  useEffect(() => {
    const place = () => putWhereItCounts(home.current, section.current);
    place();
    const watch = new MutationObserver(place);
    watch.observe(document.body, { subtree: true, attributes: true, attributeFilter: ["open"] });
    return () => watch.disconnect();
  }, []);
  // A dialog that went with its page took them with it.
  // biome-ignore lint/correctness/useExhaustiveDependencies: looked at whenever something is said
  useLayoutEffect(() => putWhereItCounts(home.current, section.current), [toasts]);

  const close = useCallback((id: number) => {
    const inside = list.current?.contains(document.activeElement) === true;
    const closing = inside && document.activeElement?.closest("li")?.dataset.toast === String(id);
    closeToast(id);
    // The keyboard goes on from where it was before it came here.
    if (closing && cameFrom.current instanceof HTMLElement) cameFrom.current.focus();
  }, []);

  return (
    <div ref={home}>
      <section ref={section} aria-label="Notifications (F8)" aria-live="polite" data-print="hide">
        <ol
          ref={list}
          className="fixed end-3 top-3 z-10 grid w-[min(26rem,calc(100vw-1.5rem))] gap-2"
          onPointerEnter={() => setHeld((before) => ({ ...before, pointed: true }))}
          onPointerLeave={() => setHeld((before) => ({ ...before, pointed: false }))}
          onFocus={(event) => {
            if (!list.current?.contains(event.relatedTarget)) cameFrom.current = event.relatedTarget;
            setHeld((before) => ({ ...before, focused: true }));
          }}
          onBlur={(event) => {
            if (!list.current?.contains(event.relatedTarget)) setHeld((before) => ({ ...before, focused: false }));
          }}
        >
          {toasts.map((one) => (
            <ToastCard key={one.id} toast={one} held={held.pointed || held.focused || held.away} onClose={close} />
          ))}
        </ol>
      </section>
    </div>
  );
}

/** Moves the section into the newest of the open modal dialogs, else home. */
function putWhereItCounts(home: HTMLElement | null, section: HTMLElement | null): void {
  const place = [...document.querySelectorAll("dialog:modal")].at(-1) ?? home;
  if (section && place && section.parentNode !== place) place.append(section);
}
