"use client";

import { usePathname } from "next/navigation";
import { useEffect } from "react";
import { keepOffline } from "@/lib/browser/keep-offline";
import { registerOffline } from "@/lib/browser/register-offline";

/** Long enough after a page that its late parts are there. */
const KEEP_AFTER_MS = 2_500;

/** Starts what keeps the app reachable without a network, and tells it of each page that is opened. Shows nothing. */
export function OfflineWorker() {
  const path = usePathname();
  useEffect(registerOffline, []);
  useEffect(() => {
    const timer = setTimeout(() => keepOffline([`${location.origin}${path}`]), KEEP_AFTER_MS);
    return () => clearTimeout(timer);
  }, [path]);
  return null;
}
