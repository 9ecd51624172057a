"use client";

import { useEffect, useRef } from "react";
import { Check } from "@/components/ui/check";
import type { ModelLook } from "@/lib/browser/model/create-browser-model";
import { wasAsked } from "./browser-consent";

interface BrowserChoiceProps {
  readonly checked: boolean;
  readonly look: ModelLook;
  readonly onChange: (checked: boolean) => void;
  /** Asks whether the model may be loaded. */
  readonly onAsk: () => void;
}

/** The switch that keeps the reading on this device. A person who turns it on is asked once; later the line below offers the model. */
export function BrowserChoice({ checked, look, onChange, onAsk }: BrowserChoiceProps) {
  const turnedOn = useRef(false);
  useEffect(() => {
    if (!turnedOn.current || look.kind === "unknown") return;
    turnedOn.current = false;
    if (look.kind === "absent" && !wasAsked()) onAsk();
  }, [look, onAsk]);
  return (
    <Check
      label="Run in my browser"
      hint="the text never leaves this device"
      checked={checked}
      onChange={(next) => {
        turnedOn.current = next;
        onChange(next);
      }}
    />
  );
}
