"use client";

import { useEffect, useState, useSyncExternalStore } from "react";
import { Button } from "@/components/ui/button";
import {
  askToInstall,
  type InstallState,
  readInstallState,
  subscribeToInstall,
  watchInstallOffer,
} from "./install-offer";

const words = {
  offered: "This page can be an app of its own, which opens without a network.",
  installed: "Installed: it opens as an app of its own.",
  unknown: "To use this page as an app, look for “Install” or “Add to Home Screen” in the menu of your browser.",
} as const satisfies Record<InstallState, string>;

/** Installs this page where the browser offers it, and else says where to look. */
export function InstallLine() {
  const state = useSyncExternalStore(subscribeToInstall, readInstallState, () => "unknown" as const);
  const [failed, setFailed] = useState(false);
  // What came before is kept by the script of the head.
  useEffect(watchInstallOffer, []);
  return (
    <div className="flex items-center justify-between gap-3 text-[13px] text-label">
      <p role="status">{failed ? "The browser did not install it." : words[state]}</p>
      {state === "offered" ? (
        <Button onClick={() => void askToInstall().catch(() => setFailed(true))}>Install</Button>
      ) : null}
    </div>
  );
}
