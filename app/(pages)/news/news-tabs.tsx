"use client";

import dynamic from "next/dynamic";
import { useSearchParams } from "next/navigation";
import { NotLoaded } from "@/components/blocks/not-loaded";
import { type FirstNewsPage, NewsPanel } from "@/components/features/news/news-panel";
import { Tabs } from "@/components/ui/tabs";
import type { NewsRow } from "@/lib/contracts/news";

/** What stands beside the stories brings its script when it is opened. */
const StudyPanel = dynamic(
  () =>
    import("@/components/features/news-study/study-panel").then(
      (file) => file.StudyPanel,
      () => NoStudy,
    ),
  {
    ssr: false,
    loading: () => <div className="min-h-[46rem]" />,
  },
);
const StoryReaction = dynamic(
  () =>
    import("@/components/features/news-study/story-reaction").then(
      (file) => file.StoryReaction,
      () => NoReaction,
    ),
  { ssr: false, loading: () => <div className="min-h-20" /> },
);

const NoStudy = () => <NotLoaded what="The event study" className="min-h-40" />;
const NoReaction = () => <NotLoaded what="What prices did after it" className="min-h-20" />;

/** What prices of its coins did after a story, told once it is open. */
const reaction = ({ coins, first_seen_at, published_at, sample }: NewsRow) =>
  coins.length === 0 ? null : (
    <StoryReaction
      coins={coins.map(({ symbol }) => symbol)}
      firstSeenAt={first_seen_at}
      publishedAt={published_at}
      sample={sample}
    />
  );

const tabs = [
  { key: "stories", label: "Stories" },
  { key: "study", label: "Event study" },
] as const;
type Key = (typeof tabs)[number]["key"];

/** Stories, and what stands beside them; which one is open stands in the address. */
export function NewsTabs({ first }: { first: FirstNewsPage | null }) {
  const asked = useSearchParams().get("tab");
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
        {selected === "study" ? <StudyPanel /> : <NewsPanel first={first} reaction={reaction} />}
      </Tabs>
    </div>
  );
}
