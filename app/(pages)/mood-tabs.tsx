"use client";

import dynamic from "next/dynamic";
import { useEffect, useState } from "react";
import { SentimentPanel } from "@/components/features/sentiment/sentiment-panel";
import { Tabs } from "@/components/ui/tabs";

const ManyTextsPanel = dynamic(() => import("@/components/features/many-texts/many-texts-panel"), {
  ssr: false,
  loading: () => <div className="min-h-[38rem]" />,
});

const tabs = [
  { key: "one", label: "One text" },
  { key: "many", label: "Many texts" },
] as const;
type Key = (typeof tabs)[number]["key"];

const fromAddress = (): Key => (new URLSearchParams(location.search).get("tab") === "many" ? "many" : "one");

/** One text or many; which one is open stands in the address. */
export function MoodTabs({ limits }: { limits: { readonly text: number; readonly bulk: number } }) {
  const [tab, setTab] = useState<Key>("one");
  const [opened, setOpened] = useState(false);
  if (tab === "many" && !opened) setOpened(true);

  useEffect(() => {
    const follow = () => setTab(fromAddress());
    follow();
    addEventListener("popstate", follow);
    return () => removeEventListener("popstate", follow);
  }, []);

  const select = (key: Key) => {
    const address = new URL(location.href);
    if (key === "many") address.searchParams.set("tab", "many");
    else address.searchParams.delete("tab");
    history.replaceState(null, "", address);
    setTab(key);
  };

  return (
    <Tabs label="How many texts" selected={tab} onSelect={select} tabs={tabs}>
      {/* Hidden, not removed: what was written and read stays while the other tab is open. */}
      <div hidden={tab !== "one"}>
        <SentimentPanel limit={limits.text} />
      </div>
      {opened ? (
        <div hidden={tab !== "many"}>
          <ManyTextsPanel limits={limits} />
        </div>
      ) : null}
    </Tabs>
  );
}
