"use client";

import { useState } from "react";
import { useSWRConfig } from "swr";
import { useApi } from "@/components/providers";
import { mayReadHub, rememberHubAnswer } from "@/lib/browser/market/hub-consent";

interface HubConsent {
  /** This browser may ask the Hub for prices. */
  readonly may: boolean;
  /** Says so, or takes it back; all that is shown is then asked for anew. */
  readonly answer: (yes: boolean) => void;
  /** Asks for all that is shown anew. */
  readonly retry: () => void;
}

/** The leave to read the Hub from this browser. */
export function useHubConsent(): HubConsent {
  const { mutate } = useSWRConfig();
  const { path } = useApi().routes.prices_quick;
  const [may, setMay] = useState(mayReadHub);
  const answer = (yes: boolean): void => {
    rememberHubAnswer(yes);
    setMay(yes);
    retry();
  };
  const retry = (): void => {
    void mutate((key) => typeof key === "string" && key.startsWith(path));
  };
  return { may, answer, retry };
}
