"use client";

import { useEffect, useRef } from "react";
import { Check } from "@/components/ui/check";
import type { ModelLook } from "@/lib/browser/model/create-browser-model";
import { wasAsked } from "./browser-consent";
import { isHubModel } from "./browser-engines";

interface BrowserChoiceProps {
  readonly checked: boolean;
  readonly engine: string;
  readonly look: ModelLook;
  readonly onChange: (checked: boolean) => void;
  /** Asks whether the model may be loaded. */
  readonly onAsk: () => void;
}

/** The switch that keeps the reading on this device. A person who turns it on is asked once; later the line below offers the model. */
export function BrowserChoice({ checked, engine, look, onChange, onAsk }: BrowserChoiceProps) {
  const turnedOn = useRef(false);
  const before = useRef(engine);
  useEffect(() => {
    // A model of the Hub is asked for by choosing it, each time; the own one when the switch is turned on, once.
    const chosen = before.current !== engine && checked && isHubModel(engine);
    if (chosen) turnedOn.current = true;
    before.current = engine;
    if (!turnedOn.current || look.kind === "unknown") return;
    turnedOn.current = false;
    if (look.kind === "absent" && (isHubModel(engine) || !wasAsked()) && engine !== "lexical") onAsk();
  }, [look, engine, checked, onAsk]);
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
