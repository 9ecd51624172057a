"use client";

import { X } from "lucide-react";
import { type ReactNode, type Ref, useId } from "react";
import { cn } from "./cn";

interface DialogProps {
  readonly ref: Ref<HTMLDialogElement>;
  readonly title: string;
  /** For code, whose lines are long. */
  readonly wide?: boolean;
  readonly children: ReactNode;
}

/** A native modal dialog: the browser keeps the focus in it and closes it on Escape. */
export function Dialog({ ref, title, wide = false, children }: DialogProps) {
  const id = useId();
  return (
    <dialog
      ref={ref}
      aria-labelledby={id}
      className={cn(
        "m-auto rounded-lg border border-line bg-block p-0 text-text",
        wide ? "w-[min(48rem,calc(100vw-2rem))]" : "w-[min(26rem,calc(100vw-2rem))]",
      )}
    >
      <form method="dialog" className="flex items-center justify-between border-b border-line py-2 ps-4 pe-2">
        <h2 id={id} className="text-base font-semibold">
          {title}
        </h2>
        <button
          aria-label="Close"
          type="submit"
          className="tap grid size-9 place-items-center rounded-button text-label hover:bg-raised"
        >
          <X aria-hidden className="size-4" />
        </button>
      </form>
      <div className="p-4">{children}</div>
    </dialog>
  );
}
