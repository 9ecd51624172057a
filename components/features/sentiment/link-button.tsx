"use client";

import { Link2Off } from "lucide-react";
import { CopyButton } from "@/components/blocks/copy-button";
import { toast } from "@/components/blocks/toast-store";
import { Button } from "@/components/ui/button";
import { addressOf, type Draft, fitsLink } from "./draft";

const refused = (): void =>
  toast({
    kind: "warning",
    title: "Too long for a link",
    text: "A link holds about 3,000 plain characters. Shorten the text, or copy the request instead.",
  });

/** Copies a link that opens this page with the text and its choices; where an address cannot hold them it says so. */
export function LinkButton({ draft }: { draft: Draft }) {
  if (fitsLink(draft))
    return (
      <CopyButton
        label="Link"
        what="a link to this text"
        text={() => new URL(`/${addressOf(draft, "")}`, location.origin).href}
      />
    );
  return (
    <Button aria-label="Link: this text is too long for one" onClick={refused}>
      <Link2Off aria-hidden className="size-3" />
      Link
    </Button>
  );
}
