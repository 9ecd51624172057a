"use client";

import { useSearchParams } from "next/navigation";
import type { ComponentType } from "react";
import { type FirstNewsPage, NewsPanel } from "@/components/features/news/news-panel";
import { Tabs } from "@/components/ui/tabs";

/** Panels beside the stories; each brings its tab, and its script when it is opened. */
const others: { readonly study?: ComponentType } = {};

const tabs = [
  { key: "stories", label: "Stories" },
  { key: "study", label: "Event study" },
] as const;
type Key = (typeof tabs)[number]["key"];

/** Stories, and what stands beside them; which one is open stands in the address. */
export function NewsTabs({ first }: { first: FirstNewsPage | null }) {
  const asked = useSearchParams().get("tab");
  const { study: Study } = others;
  const stories = <NewsPanel first={first} />;
  if (!Study) return stories;
  const selected: Key = asked === "study" ? "study" : "stories";
  const select = (key: Key) => {
    const address = new URL(location.href);
    if (key === "study") address.searchParams.set("tab", key);
    else address.searchParams.delete("tab");
    history.pushState(null, "", address);
  };
  return (
    <div className="mt-4">
      <Tabs label="News" tabs={tabs} selected={selected} onSelect={select}>
        {selected === "study" ? <Study /> : stories}
      </Tabs>
    </div>
  );
}
