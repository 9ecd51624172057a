"use client";

import { Button } from "@/components/ui/button";
import { useHubConsent } from "./use-hub-consent";

/** For when the server is out: another way to real prices, which asks a third party and so is asked about first. */
export function HubOffer() {
  const { may, answer, retry } = useHubConsent();
  return may ? (
    <>
      <Button onClick={retry}>Retry now</Button>
      <span>This browser may read huggingface.co.</span>
      <Button look="quiet" onClick={() => answer(false)}>
        Stop that
      </Button>
    </>
  ) : (
    <>
      <Button onClick={retry}>Retry now</Button>
      <Button onClick={() => answer(true)}>Read prices from Hugging Face in this browser</Button>
      <span>It then asks huggingface.co itself, which sees your network address and the coin.</span>
    </>
  );
}
