"use client";

import { useEffect, useRef } from "react";
import { countOf } from "@/components/blocks/count-of";
import { Button } from "@/components/ui/button";
import { Dialog } from "@/components/ui/dialog";
import { RecordedScript } from "./recorded-script";
import { changeRecording, useRecording } from "./recorder-store";

/** So much higher is the page below its end while the chip lies over it. */
const ROOM = "4rem";

/** The button that opened the script is gone by then; the recorder itself is behind this link. */
const toFooter = (): void =>
  document.querySelector<HTMLElement>('footer a[href="/use-via-api"]')?.focus({ preventScroll: true });

/** Says over every page that calls are recorded, and how many; stopping shows them. */
export default function RecorderChip() {
  const { on, calls } = useRecording();
  const dialog = useRef<HTMLDialogElement>(null);
  useEffect(() => {
    if (!on) return;
    document.body.style.paddingBlockEnd = ROOM;
    return () => {
      document.body.style.paddingBlockEnd = "";
    };
  }, [on]);
  useEffect(() => {
    const node = dialog.current;
    node?.addEventListener("close", toFooter);
    return () => node?.removeEventListener("close", toFooter);
  }, []);
  const stop = () => {
    changeRecording((before) => ({ ...before, on: false }));
    dialog.current?.showModal();
  };
  return (
    <>
      {on ? (
        <section
          aria-label="Recorder"
          data-print="hide"
          className="fixed start-3 bottom-3 z-10 flex items-center gap-2 rounded-full border border-field-line bg-block ps-3 pe-1 py-1 text-[13px]"
        >
          <span aria-hidden className="size-2 rounded-full bg-primary" />
          <span role="status">Recording · {countOf(calls.length, "call")}</span>
          <Button className="rounded-full" onClick={stop}>
            Stop<span className="sr-only"> recording</span>
          </Button>
        </section>
      ) : null}
      <Dialog ref={dialog} title="The calls that you made" wide>
        <RecordedScript onClear={() => dialog.current?.querySelector("button")?.focus()} />
      </Dialog>
    </>
  );
}
