"use client";

import { type Ref, useEffect, useRef } from "react";
import { createPortal } from "react-dom";
import { Button } from "@/components/ui/button";
import { Check } from "@/components/ui/check";
import { Dialog } from "@/components/ui/dialog";
import { rememberAnswer, wasAsked } from "./browser-consent";
import { BrowserModelLine } from "./browser-model-line";
import { megabytes } from "./size-words";
import { useBrowserModel, withModel } from "./use-browser-model";

interface BrowserChoiceProps {
  readonly checked: boolean;
  readonly onChange: (checked: boolean) => void;
}

/** The switch that keeps the reading on this device. The model is loaded only after its size was shown and agreed to. */
export function BrowserChoice({ checked, onChange }: BrowserChoiceProps) {
  const dialog = useRef<HTMLDialogElement>(null);
  const { look, bytes } = useBrowserModel(checked);
  const turnedOn = useRef(false);
  const ask = () => dialog.current?.showModal();

  // Asked once, when a person turns it on here; later the line below offers it.
  useEffect(() => {
    if (!turnedOn.current || look.kind === "unknown") return;
    turnedOn.current = false;
    if (look.kind === "absent" && !wasAsked()) dialog.current?.showModal();
  }, [look]);

  const change = (next: boolean) => {
    turnedOn.current = next;
    onChange(next);
  };
  const accept = () => {
    rememberAnswer("yes");
    dialog.current?.close();
    void withModel((model) => model.load());
  };
  const decline = () => {
    rememberAnswer("no");
    dialog.current?.close();
  };

  return (
    <>
      <Check label="Run in my browser" hint="the text never leaves this device" checked={checked} onChange={change} />
      {checked ? <BrowserModelLine look={look} bytes={bytes} onLoad={ask} /> : null}
      {checked
        ? createPortal(<Consent ref={dialog} bytes={bytes} onAccept={accept} onDecline={decline} />, document.body)
        : null}
    </>
  );
}

interface ConsentProps {
  readonly ref: Ref<HTMLDialogElement>;
  readonly bytes: number | null;
  readonly onAccept: () => void;
  readonly onDecline: () => void;
}

/** Outside the form that it is opened from: a dialog closes by a form of its own. */
function Consent({ ref, bytes, onAccept, onDecline }: ConsentProps) {
  return (
    <Dialog ref={ref} title="Load the model into this browser?">
      <div className="grid gap-3">
        <p>
          It runs on your device. Nothing you type is sent. Without it a smaller reader answers here, from a lexicon.
        </p>
        <p className="text-label">
          {bytes === null ? "" : `${megabytes(bytes)} are loaded once and kept on this device until you remove them.`}
        </p>
        <div className="mt-1 flex flex-wrap justify-end gap-2">
          <Button look="secondary" onClick={onDecline}>
            Not now
          </Button>
          <Button look="primary" onClick={onAccept}>
            Load it
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
