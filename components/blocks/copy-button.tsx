"use client";

import { Check, Copy } from "lucide-react";
import { useEffect, useState } from "react";
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

  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text());
      setOutcome("copied");
    } catch {
      setOutcome(copyTheOldWay(text()) ? "copied" : "failed");
    }
  };

  return (
    <Button onClick={copy} aria-label={`Copy ${what}`}>
      {outcome === "copied" ? <Check aria-hidden className="size-3" /> : <Copy aria-hidden className="size-3" />}
      {label}
      <span role="status" className="sr-only">
        {outcome === "copied" ? `Copied ${what}` : outcome === "failed" ? "The clipboard is closed here" : ""}
      </span>
    </Button>
  );
}

/** A frame of another site, or a page without TLS, has no clipboard but still takes the older command. */
function copyTheOldWay(text: string): boolean {
  const area = document.createElement("textarea");
  area.value = text;
  area.style.position = "fixed";
  document.body.append(area);
  area.select();
  const done = document.execCommand("copy");
  area.remove();
  return done;
}
