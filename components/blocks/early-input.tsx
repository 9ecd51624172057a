"use client";

import { useLayoutEffect } from "react";
import { tellEarlyInput } from "./tell-early-input";

/** Stands after all fields: once they are alive, what was filled in before is taken over, and not lost. */
export function EarlyInput() {
  useLayoutEffect(() => tellEarlyInput(document), []);
  return null;
}
