"use client";

import dynamic from "next/dynamic";
import { useMemo } from "react";
import { NotLoaded } from "@/components/blocks/not-loaded";
import type { EventStudyAnswer } from "@/lib/contracts/functions/event-study";
import { type StudyTimeframe, studyHorizons } from "@/lib/contracts/news-words";
import { prepareStudy } from "@/lib/core/charts/prepare-study";
import { StudyTable } from "./study-table";
import { horizonWords, type StudyGroup } from "./study-words";

const NoChart = () => <NotLoaded what="The chart" className="size-full content-center justify-center" />;
const StudyChart = dynamic(() => import("@/components/charts/study-chart").catch(() => ({ default: NoChart })), {
  ssr: false,
  loading: () => <div className="size-full" />,
});

const axisUnits = { "1h": "h", "1d": "d" } as const satisfies Record<StudyTimeframe, string>;

interface StudyResultProps {
  readonly study: EventStudyAnswer;
  readonly group: StudyGroup;
  readonly sentence: string;
}

/** The curve of one label with its band, and the same as a table. */
export function StudyResult({ study, group, sentence }: StudyResultProps) {
  const drawn = useMemo(() => prepareStudy(study, group.label), [study, group.label]);
  const longest = horizonWords(Math.max(...studyHorizons), study.timeframe);
  return (
    <>
      {drawn.points.length > 0 ? (
        <figure className="px-3 pt-2">
          <figcaption className="flex flex-wrap gap-x-5 gap-y-1 text-xs text-muted">
            <span className="flex items-center gap-1.5">
              <svg aria-hidden="true" viewBox="0 0 16 8" className="h-2 w-4">
                <path d="M0 4h16" stroke="var(--accent)" strokeWidth="2" />
              </svg>
              mean after {group.label} stories
            </span>
            <span className="flex items-center gap-1.5">
              <svg aria-hidden="true" viewBox="0 0 16 8" className="h-2 w-4">
                <path d="M0 .5h16v7H0z" fill="var(--raised)" stroke="var(--field-line)" strokeDasharray="2 2" />
              </svg>
              random times, the middle 95%
            </span>
          </figcaption>
          <div
            role="img"
            aria-label={`Mean abnormal return over ${longest}. ${sentence}`}
            className="h-64 wide:h-72"
            data-testid="study-chart"
          >
            <StudyChart drawn={drawn} marked={studyHorizons} unit={axisUnits[study.timeframe]} />
          </div>
        </figure>
      ) : null}
      <div className="border-t border-line">
        <StudyTable group={group} timeframe={study.timeframe} />
      </div>
    </>
  );
}
