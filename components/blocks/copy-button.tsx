"use client";

import { Check, Copy, X } from "lucide-react";
import { type MouseEvent, useEffect, useState } from "react";
import { Button } from "@/components/ui/button";

interface CopyButtonProps {
  readonly label: string;
  /** Named in full for those who hear the button alone. */
  readonly what: string;
  readonly text: () => string;
}

/** Copies a text; where the clipboard is closed it says so. */
export function CopyButton({ label, what, text }: CopyButtonProps) {
  const [outcome, setOutcome] = useState<"copied" | "failed" | null>(null);
  useEffect(() => {
    if (outcome === null) return;
    const timer = setTimeout(() => setOutcome(null), 2_000);
    return () => clearTimeout(timer);
  }, [outcome]);

  const copy = async ({ currentTarget }: MouseEvent<HTMLButtonElement>) => {
    const done = await write(text(), currentTarget);
    setOutcome(done ? "copied" : "failed");
  };

  return (
    <>
      <Button onClick={copy} aria-label={`Copy ${what}`} className={outcome === "failed" ? "text-danger" : undefined}>
        <Shape outcome={outcome} />
        {outcome === "failed" ? "not copied" : label}
      </Button>
      <span role="status" className="sr-only">
        {outcome === "copied"
          ? `Copied ${what}`
          : outcome === "failed"
            ? "Not copied: the clipboard is closed here"
            : ""}
      </span>
    </>
  );
}

function Shape({ outcome }: { outcome: "copied" | "failed" | null }) {
  const Icon = outcome === "copied" ? Check : outcome === "failed" ? X : Copy;
  return <Icon aria-hidden className="size-3" />;
}

async function write(text: string, button: HTMLElement): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyTheOldWay(text, button);
  }
}

/** A frame of another site, or a page without TLS, has no clipboard but still takes the older command. */
function copyTheOldWay(text: string, button: HTMLElement): boolean {
  const focused = document.activeElement;
  const area = document.createElement("textarea");
  area.value = text;
  // At the corner, so that nothing scrolls to it.
  area.style.cssText = "position: fixed; inset: 0 auto auto 0";
  // Around an open dialog the page is inert: nothing there can be marked.
  (button.closest("dialog") ?? document.body).append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  // The keyboard stays where it was: on the button.
  if (focused instanceof HTMLElement) focused.focus();
  return done;
}
