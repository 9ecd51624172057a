"use client";

import { Flag } from "lucide-react";
import dynamic from "next/dynamic";
import { NotLoaded } from "@/components/blocks/not-loaded";
import { useApi } from "@/components/providers";
import { Button } from "@/components/ui/button";
import type { Flagging } from "./use-flag";
import type { Answer } from "./use-sentiment";

const NoForm = () => <NotLoaded what="The form" />;
const FlagForm = dynamic(() => import("./flag-form").catch(() => ({ default: NoForm })), {
  ssr: false,
  loading: () => <div className="min-h-[19rem]" />,
});

const FORM = "flag-form";

/** Opens and closes the form; in a frame it leads to the page of its own. `link`: that page with this text, where an address holds it. */
export function FlagButton({ flagging, link }: { flagging: Flagging; link: (() => string) | null }) {
  const { offered, step, goTo, button } = flagging;
  if (offered === null || (offered === "apart" && link === null)) return null;
  const isOpen = step === "open";
  return (
    <Button
      ref={button}
      {...(offered === "here" && { "aria-expanded": isOpen, "aria-controls": FORM })}
      onClick={() => {
        if (offered === "here") goTo(isOpen ? "closed" : "open");
        else if (link !== null) window.open(link(), "_blank", "noopener");
      }}
    >
      <Flag aria-hidden className="size-3" />
      Flag
      {offered === "apart" ? <span className="sr-only"> in a page of its own</span> : null}
    </Button>
  );
}

/** The form while it is open, and afterwards what came of it. */
export function FlagRoom({ flagging, answer }: { flagging: Flagging; answer: Answer }) {
  const { offered, step, goTo, button } = flagging;
  const { path } = useApi().routes.flags;
  if (offered !== "here") return null;
  const end = (to: "closed" | "saved") => {
    goTo(to);
    button.current?.focus();
  };
  return (
    <div id={FORM} data-print="hide">
      {step === "open" ? (
        <div className="border-t border-line px-5 py-3.5">
          <FlagForm answer={answer} onSaved={() => end("saved")} onCancel={() => end("closed")} />
        </div>
      ) : null}
      <p role="status" className="px-3 pb-2 text-xs text-muted empty:hidden">
        {step === "saved" ? (
          <>
            Saved on this server, in its list of{" "}
            <a href={`${path}?format=csv`} download className="underline underline-offset-4">
              flagged verdicts (CSV)
            </a>
            .
          </>
        ) : null}
      </p>
    </div>
  );
}
