"use client";

import { useEffect } from "react";
import { registerOffline } from "@/lib/browser/register-offline";

/** Starts what keeps the app reachable without a network. Shows nothing. */
export function OfflineWorker() {
  useEffect(registerOffline, []);
  return null;
}
