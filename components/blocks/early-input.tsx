"use client";

import { type ReactNode, useLayoutEffect, useState } from "react";
import { holdSelection } from "./hold-selection";
import { tellEarlyInput } from "./tell-early-input";

const isServer = typeof document === "undefined";

/** Around all fields: once they are alive, what was filled in and marked before is taken over, and not lost. */
export function EarlyInput({ children }: { readonly children: ReactNode }) {
  // Asked while this is drawn, and so before any field in it is.
  const [putBack] = useState(() => (isServer ? null : holdSelection()));
  useLayoutEffect(() => {
    tellEarlyInput(document);
    putBack?.();
  }, [putBack]);
  return children;
}
