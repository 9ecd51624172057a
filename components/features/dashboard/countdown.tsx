"use client";

import { useCountdown } from "@/components/blocks/use-countdown";
import { wait } from "@/components/blocks/verdict-words";

interface CountdownProps {
  /** What the server said was left. */
  readonly seconds: number;
  /** When it said so, by the local clock; undefined before the page lives. */
  readonly heard: number | undefined;
}

/** "asked again in 24 s". It counts from when it was heard: the visitor's clock may be set to anything. */
export function Countdown({ seconds, heard }: CountdownProps) {
  const left = useCountdown(heard === undefined ? null : heard + seconds * 1_000) ?? seconds;
  return left > 0 ? `asked again in ${wait(left)}` : "may be asked again now";
}
