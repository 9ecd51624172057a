"use client";

import { type ComponentType, type ReactNode, useEffect, useRef, useState } from "react";
import { NotLoaded } from "@/components/blocks/not-loaded";
import { Dialog } from "@/components/ui/dialog";
import { preloadWhenIdle } from "@/lib/browser/preload-when-idle";

const load = () => import("./settings-choices");
const NoChoices = () => <NotLoaded what="The settings" className="min-h-40" />;
/** A button in the footer and the dialog that it opens, with `children` below the choices. What is in it comes once the page is at rest, or with the first press. */
export function SettingsPanel({ children }: { children: ReactNode }) {
  const dialog = useRef<HTMLDialogElement>(null);
  const [opened, setOpened] = useState(false);
  // Not by way of a lazy component: what is loaded already would still come a moment after the dialog, which would jump.
  const [Choices, setChoices] = useState<ComponentType<{ children: ReactNode }> | null>(null);
  useEffect(() => preloadWhenIdle(() => load().then((file) => setChoices(() => file.default))), []);
  return (
    <>
      <button
        type="button"
        className="tap hover:text-text"
        aria-haspopup="dialog"
        onClick={() => {
          setOpened(true);
          if (Choices === null || Choices === NoChoices)
            void load().then(
              (file) => setChoices(() => file.default),
              () => setChoices(() => NoChoices),
            );
          dialog.current?.showModal();
        }}
      >
        Settings
      </button>
      <Dialog ref={dialog} title="Settings">
        {opened ? Choices ? <Choices>{children}</Choices> : <div className="min-h-[38rem]" /> : null}
      </Dialog>
    </>
  );
}
