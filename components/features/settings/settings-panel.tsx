"use client";

import { useRef } from "react";
import { Choice } from "@/components/blocks/choice";
import { Dialog } from "@/components/ui/dialog";
import { changePreferences, usePreferences } from "./use-preferences";

/** A button in the footer and the dialog that it opens. Every choice takes effect at once and is kept. */
export function SettingsPanel() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { theme, colours, motion } = usePreferences();
  return (
    <>
      <button
        type="button"
        className="tap hover:text-text"
        aria-haspopup="dialog"
        onClick={() => dialog.current?.showModal()}
      >
        Settings
      </button>
      <Dialog ref={dialog} title="Settings">
        <div className="grid gap-5">
          <Choice
            legend="Theme"
            value={theme}
            onChange={(value) => changePreferences({ theme: value })}
            options={[
              { value: "system", label: "System" },
              { value: "light", label: "Light" },
              { value: "dark", label: "Dark" },
            ]}
          />
          <Choice
            legend="Colours of bullish and bearish"
            value={colours}
            onChange={(value) => changePreferences({ colours: value })}
            options={[
              { value: "teal-rose", label: "Teal and rose" },
              { value: "blue-orange", label: "Blue and orange" },
            ]}
            hint="Blue and orange stay apart with most kinds of colour blindness."
          />
          <Choice
            legend="Motion"
            value={motion}
            onChange={(value) => changePreferences({ motion: value })}
            options={[
              { value: "system", label: "System" },
              { value: "reduce", label: "Reduced" },
            ]}
          />
          <p className="text-xs text-muted">Kept in this browser only.</p>
        </div>
      </Dialog>
    </>
  );
}
