"use client";

import { type CSSProperties, type ReactNode, useLayoutEffect, useRef } from "react";
import { countOf } from "@/components/blocks/count-of";
import { NotLoaded } from "@/components/blocks/not-loaded";
import { DialogHead } from "@/components/ui/dialog-head";
import { ApiDocsPanel } from "./api-docs-panel";
import { parseDocsView } from "./docs-view";
import { isBeside } from "./is-beside";
import { useApiDescription } from "./use-api-description";

// Set here and not by classes: those of all parts stand in every page, and this is seldom opened.
const sheetLook: CSSProperties = {
  position: "fixed",
  insetBlock: 0,
  insetInline: "auto 0",
  inlineSize: "min(950px, 100vw)",
  maxInlineSize: "none",
  blockSize: "100dvh",
  maxBlockSize: "none",
  margin: 0,
  borderWidth: "0 0 0 1px",
  overscrollBehavior: "contain",
};
const recorderLook: CSSProperties = { minBlockSize: "clamp(54px, (640px - 100vw) * 99, 66px)" };
const headLook: CSSProperties = { position: "sticky", insetBlockStart: 0, zIndex: 1 };

/** The API over any page: a native modal dialog, which keeps the focus, closes on Escape and gives the focus back. */
export function ApiSheet({ onClose, children }: { onClose: () => void; children?: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const pressedBeside = useRef(false);
  const { api, failed } = useApiDescription();
  useLayoutEffect(() => {
    const node = dialog.current;
    node?.showModal();
    return () => node?.close();
  }, []);
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: a press beside the sheet closes it; on a keyboard Escape does
    <dialog
      ref={dialog}
      aria-labelledby="api-sheet"
      style={sheetLook}
      className="overflow-y-auto border-line bg-page p-0 text-text"
      onClose={() => {
        if (dialog.current?.open === false) onClose();
      }}
      onPointerDown={(event) => {
        pressedBeside.current = isBeside(event);
      }}
      onClick={(event) => {
        // Who marks code may let go beside the sheet: that is no press beside it.
        if (pressedBeside.current && isBeside(event)) dialog.current?.close();
      }}
    >
      <DialogHead id="api-sheet" title="Use via API or MCP" style={headLook}>
        <p className="min-h-5 text-[13px] text-muted wrap-anywhere">
          {location.origin}
          {api ? ` · ${countOf(api.functions.length, "function")}` : null}
        </p>
      </DialogHead>
      <div className="p-4">
        {api ? (
          <ApiDocsPanel api={api} first={parseDocsView(new URLSearchParams(location.search))}>
            {/* Its place is kept until it is loaded: one line of words, on a phone two more. */}
            <div style={recorderLook}>{children}</div>
          </ApiDocsPanel>
        ) : failed ? (
          <NotLoaded what="The description of the API" />
        ) : (
          <p role="status" className="text-label">
            Loading the functions
          </p>
        )}
      </div>
    </dialog>
  );
}
