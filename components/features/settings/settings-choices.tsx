"use client";

import { type ReactNode, useId } from "react";
import { Choice } from "@/components/blocks/choice";
import { Button } from "@/components/ui/button";
import { fieldLook } from "@/components/ui/field-look";
import { InstallLine } from "./install-line";
import { languages } from "./languages";
import { choices, defaultPreferences } from "./preferences";
import { changePreferences, useAddressTheme, usePreferences } from "./use-preferences";

/** Every choice takes effect at once and is kept. `children`: what stands below them and is no choice. */
export default function SettingsChoices({ children }: { children: ReactNode }) {
  const { theme, colours, motion } = usePreferences();
  const ofAddress = useAddressTheme();
  return (
    <div className="grid gap-5">
      <div>
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
        <p role="status" className="mt-2 text-xs text-muted empty:hidden">
          {ofAddress
            ? `The address asks for it here (?__theme=${theme}). A choice holds for this visit, and is kept for addresses without it.`
            : ""}
        </p>
      </div>
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
      <LanguageSelect />
      <div className="flex flex-wrap items-center justify-between gap-3 text-xs text-muted">
        <span>These choices stay in this browser.</span>
        <Button onClick={() => changePreferences(defaultPreferences)}>Reset all settings</Button>
      </div>
      <div className="grid gap-3 border-t border-line pt-3">
        <InstallLine />
        {children}
      </div>
    </div>
  );
}

function LanguageSelect() {
  const { language } = usePreferences();
  const id = useId();
  return (
    <div>
      <label htmlFor={id} className="mb-1.5 block text-[13px] text-muted">
        Language
      </label>
      <select
        id={id}
        value={language}
        onChange={({ target }) => {
          const chosen = choices.language.find((tag) => tag === target.value);
          if (chosen) changePreferences({ language: chosen });
        }}
        className={`${fieldLook} tap h-9 w-full px-2`}
      >
        {choices.language.map((tag) => (
          <option key={tag} value={tag} lang={tag}>
            {languages[tag].name}
          </option>
        ))}
      </select>
    </div>
  );
}
