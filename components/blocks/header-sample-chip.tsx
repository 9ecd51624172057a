"use client";

import { SampleChip } from "./sample-chip";
import { useSampleOnScreen } from "./sample-store";

/** In the header while sample data is on screen. On a phone there is no room: the page bears it. */
export function HeaderSampleChip() {
  return useSampleOnScreen() ? <SampleChip className="max-wide:hidden" /> : null;
}
