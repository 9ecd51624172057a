"use client";

import { useState } from "react";
import { useSWRConfig } from "swr";
import { useApi } from "@/components/providers";
import { mayReadHub, rememberHubAnswer } from "@/lib/browser/market/hub-consent";

/** Whether this browser may ask the Hub for prices, and a way to say so; all that is shown is then asked for anew. */
export function useHubConsent(): readonly [boolean, (yes: boolean) => void] {
  const { mutate } = useSWRConfig();
  const { path } = useApi().routes.prices_quick;
  const [may, setMay] = useState(mayReadHub);
  const answer = (yes: boolean): void => {
    rememberHubAnswer(yes);
    setMay(yes);
    void mutate((key) => typeof key === "string" && key.startsWith(path));
  };
  return [may, answer];
}
