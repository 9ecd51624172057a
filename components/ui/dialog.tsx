"use client";

import { type ReactNode, type Ref, useId } from "react";
import { cn } from "./cn";
import { DialogHead } from "./dialog-head";

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
      <DialogHead id={id} title={title} />
      <div className="p-4">{children}</div>
    </dialog>
  );
}
