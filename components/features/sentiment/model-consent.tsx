"use client";

import type { RefObject } from "react";
import { megabytes } from "@/components/blocks/size-words";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { rememberAnswer } from "./browser-consent";
import type { BrowserModelState } from "./use-browser-model";

interface ModelConsentProps {
  readonly ref: RefObject<HTMLDialogElement | null>;
  readonly about: BrowserModelState["about"];
  readonly onAccept: () => void;
}

/** Asks before the first byte of the model is fetched: how much, where it runs, what it sends. */
export function ModelConsent({ ref, about, onAccept }: ModelConsentProps) {
  const answer = (yes: boolean) => {
    rememberAnswer(yes ? "yes" : "no");
    ref.current?.close();
    if (yes) onAccept();
  };
  return (
    <Dialog ref={ref} title={`Load ${about?.hubId ? about.name : "the model"} into this browser?`}>
      <div className="grid gap-3">
        <p>It runs on your device. Nothing you type is sent.</p>
        <p className="text-label">
          {about === null
            ? ""
            : `${megabytes(about.bytes)} are loaded once and, where this browser can keep files, stay on this device until you remove them. `}
          {about?.hubId
            ? `They come from huggingface.co (${about.hubId}, ${about.licence ?? "no licence named"}). It is slower than the model of this app, and its confidence was never measured.`
            : "Without it a simpler reader answers here, with a lexicon and rules."}
        </p>
        <div className="mt-1 flex flex-wrap justify-end gap-2">
          <Button look="secondary" onClick={() => answer(false)}>
            Not now
          </Button>
          <Button look="primary" onClick={() => answer(true)}>
            Load it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
