"use client";

import { Monitor, Moon, Sun } from "lucide-react";
import { choices } from "./preferences";
import { changePreferences, usePreferences } from "./use-preferences";

/** Steps through system, light and dark. Which icon shows is decided by CSS, so it is right before hydration. */
export function ThemeButton() {
  const { theme } = usePreferences();
  const next = choices.theme[(choices.theme.indexOf(theme) + 1) % choices.theme.length] ?? "system";
  return (
    <button
      type="button"
      aria-label={`Theme: ${theme}. Change to ${next}`}
      title={`Theme: ${theme}`}
      onClick={() => changePreferences({ theme: next })}
      className="tap grid size-9 place-items-center rounded-button text-label hover:bg-raised hover:text-text"
    >
      <Monitor aria-hidden data-icon-of="system" className="size-4" />
      <Sun aria-hidden data-icon-of="light" className="size-4" />
      <Moon aria-hidden data-icon-of="dark" className="size-4" />
    </button>
  );
}
