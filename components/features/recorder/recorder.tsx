"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { useApi } from "@/components/providers";
import { triedCalls } from "@/lib/browser/tried-calls";
import type { SnippetCall } from "@/lib/core/snippets/snippet-call";
import { isQuiet, recordCall } from "./record-call";
import { changeRecording, useRecording } from "./recorder-store";

const RecorderChip = dynamic(() => import("./recorder-chip"), { ssr: false });

/** Listens while it is switched on, and shows that it does. Off, it hears nothing and loads nothing. */
export function Recorder() {
  const api = useApi();
  const { on } = useRecording();
  const [wasOn, setWasOn] = useState(false);
  if (on && !wasOn) setWasOn(true);
  useEffect(() => {
    if (!on) return;
    const put = (call: SnippetCall) => changeRecording((before) => recordCall(before, call));
    const stops = [
      api.onAnswer((name, _answer, input) => {
        const { method, path } = api.routes[name];
        if (!isQuiet(name)) put({ origin: location.origin, name, method, path, input });
      }),
      // Whoever tries a function means it, whichever it is.
      triedCalls.listen(put),
    ];
    return () => {
      for (const stop of stops) stop();
    };
  }, [api, on]);
  // It stays after the end: it shows what was recorded.
  return wasOn ? <RecorderChip /> : null;
}
