"use client";

import { type RefObject, useRef, useSyncExternalStore } from "react";
import { useStateOf } from "@/components/blocks/use-state-of";
import { useFlagging } from "./use-flagging";
import type { Answer } from "./use-sentiment";

type FlagStep = "closed" | "open" | "saved";

export interface Flagging {
  /** `here`: a form can be opened. `apart`: in a frame, whose surroundings could lead a click; the page of its own has the form. */
  readonly offered: "here" | "apart" | null;
  readonly step: FlagStep;
  readonly goTo: (step: FlagStep) => void;
  readonly button: RefObject<HTMLButtonElement | null>;
}

const never = () => () => {};

/** Whether this verdict can be flagged, and how far that is; a new verdict begins anew. What this browser read never leaves it. */
export function useFlag({ source, verdict }: Answer): Flagging {
  const isOn = useFlagging(true);
  const isFramed = useSyncExternalStore(
    never,
    () => window.parent !== window,
    () => false,
  );
  const [step, goTo] = useStateOf<FlagStep>(verdict.request_id, "closed");
  const button = useRef<HTMLButtonElement>(null);
  const place = isFramed ? "apart" : "here";
  return { offered: isOn && source === "server" ? place : null, step, goTo, button };
}
