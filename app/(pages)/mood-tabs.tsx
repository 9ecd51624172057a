"use client";

import { useState } from "react";
import { SentimentPanel } from "@/components/features/sentiment/sentiment-panel";
import { Tabs } from "@/components/ui/tabs";

export interface Limits {
  readonly text: number;
  readonly bulk: number;
}

type Key = "one" | "many";

/** One text or many; which one is open stands in the address. */
export function MoodTabs({ limits }: { limits: Limits }) {
  const [tab, setTab] = useState<Key>("one");
  return (
    <Tabs label="What to read" selected={tab} onSelect={setTab} tabs={[{ key: "one", label: "One text" }]}>
      <SentimentPanel limit={limits.text} />
    </Tabs>
  );
}
