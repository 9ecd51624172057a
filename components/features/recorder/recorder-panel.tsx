"use client";

import dynamic from "next/dynamic";
import { useRef } from "react";
import { Block } from "@/components/blocks/block";
import { Check } from "@/components/ui/check";
import { changeRecording, useRecording } from "./recorder-store";

const RecordedScript = dynamic(() => import("./recorded-script").then((room) => room.RecordedScript), { ssr: false });

/** The switch of the recorder, with what it has so far. */
export function RecorderPanel() {
  const { on, calls } = useRecording();
  const frame = useRef<HTMLDivElement>(null);
  return (
    <Block className="min-w-0 px-3 py-2">
      <div ref={frame}>
        <Check
          label="Record calls"
          hint="what you press and choose on the pages, and each Run here, becomes a script; what a page opens with does not. It stays in this tab"
          checked={on}
          onChange={(next) => changeRecording((before) => ({ ...before, on: next }))}
        />
      </div>
      {calls.length > 0 ? (
        <div className="py-2">
          <RecordedScript onClear={() => frame.current?.querySelector("input")?.focus()} />
        </div>
      ) : null}
    </Block>
  );
}
