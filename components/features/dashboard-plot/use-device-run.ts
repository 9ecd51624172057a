"use client";

import { useSyncExternalStore } from "react";
import { keptRun, watchRun } from "@/lib/browser/device/kept-run";
import type { DeviceRun } from "@/lib/core/device/device-run";

const none = (): null => null;

/** What was measured in this browser; null on the server, and where nothing was. */
export const useDeviceRun = (): DeviceRun | null => useSyncExternalStore(watchRun, keptRun, none);
