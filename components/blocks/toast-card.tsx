"use client";

import { CircleAlert, CircleCheck, Info, TriangleAlert, X } from "lucide-react";
import { useEffect, useRef } from "react";
import { Button } from "@/components/ui/button";
import type { Toast } from "./toast-store";

const LIFE_MS = 10_000;

const looks = {
  info: { Icon: Info, tone: "text-label", name: "Note" },
  success: { Icon: CircleCheck, tone: "text-bullish", name: "Done" },
  warning: { Icon: TriangleAlert, tone: "text-warn", name: "Warning" },
  error: { Icon: CircleAlert, tone: "text-danger", name: "Error" },
} as const;

/** Whether things may not move: then the line stands, and goes with its card. */
const isStill = (): boolean =>
  document.documentElement.dataset.motion === "reduce" || matchMedia("(prefers-reduced-motion: reduce)").matches;

interface ToastCardProps {
  readonly toast: Toast;
  /** Time stands still. */
  readonly held: boolean;
  readonly onClose: (id: number) => void;
}

/** One of them, with a line that runs out as its time does: the line is the clock, so both stop and go together. */
export function ToastCard({ toast, held, onClose }: ToastCardProps) {
  const { id, kind, title, text, times, action } = toast;
  const line = useRef<HTMLDivElement>(null);
  const clock = useRef<Animation | null>(null);
  const isHeld = useRef(held);
  // biome-ignore lint/correctness/useExhaustiveDependencies: said again, it begins anew
  useEffect(() => {
    const running = line.current?.animate([{}, { transform: isStill() ? "none" : "scaleX(0)" }], LIFE_MS);
    if (!running) return;
    if (isHeld.current) running.pause();
    clock.current = running;
    running.onfinish = () => onClose(id);
    return () => running.cancel();
  }, [id, times, onClose]);
  useEffect(() => {
    isHeld.current = held;
    if (held) clock.current?.pause();
    else clock.current?.play();
  }, [held]);

  const { Icon, tone, name } = looks[kind];
  return (
    <li
      data-toast={id}
      onKeyDown={(event) => {
        if (event.key !== "Escape") return;
        // It closes the toast alone, not the dialog that it stands in.
        event.preventDefault();
        onClose(id);
      }}
      className="overflow-hidden rounded-block border border-field-line bg-block"
    >
      <div className="flex items-center gap-2.5 ps-3 pe-1">
        <Icon aria-hidden className={`size-4 shrink-0 ${tone}`} />
        <div role={kind === "error" || kind === "warning" ? "alert" : "status"} className="min-w-0 flex-1 py-2">
          <p className="font-semibold">
            <span className="sr-only">{name}: </span>
            {title}
            {times > 1 ? <span className="font-normal text-muted"> ×{times}</span> : null}
          </p>
          {text ? <p className="foreign text-[13px] text-label">{text}</p> : null}
        </div>
        {action ? (
          <Button
            onClick={() => {
              onClose(id);
              action.run();
            }}
          >
            {action.label}
          </Button>
        ) : null}
        <button
          type="button"
          aria-label={`Close: ${title}`}
          onClick={() => onClose(id)}
          className="tap grid size-9 place-items-center rounded-button text-label hover:bg-raised"
        >
          <X aria-hidden className="size-4" />
        </button>
      </div>
      <div ref={line} aria-hidden className="h-1 origin-left bg-accent-line" />
    </li>
  );
}
