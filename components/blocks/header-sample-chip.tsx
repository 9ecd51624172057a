"use client";

import { SampleChip } from "./sample-chip";
import { useSampleOnScreen } from "./sample-store";

/** In the header while sample data is on screen. On a phone there is no room: the page bears it. */
export function HeaderSampleChip() {
  const of = useSampleOnScreen();
  return of === null ? null : <SampleChip of={of} className="max-wide:hidden" />;
}
