import { Button } from "@/components/ui/button";
import type { StudyView } from "./study-view";

interface MoreStoriesProps {
  readonly view: StudyView;
  readonly onChange: (change: Partial<StudyView>) => void;
}

/** What would help where there are too few stories. */
export function MoreStories({ view, onChange }: MoreStoriesProps) {
  return (
    <div className="flex flex-wrap items-center gap-2 px-3 pb-2 text-[13px] text-label" data-testid="more-stories">
      <span>What would help: a coin that is written about more, or more time for stories to come in.</span>
      {view.clock === "first_seen" ? (
        <Button onClick={() => onChange({ clock: "published" })}>Count by when they were published</Button>
      ) : null}
      {view.timeframe === "1h" ? <Button onClick={() => onChange({ timeframe: "1d" })}>Count in days</Button> : null}
    </div>
  );
}
