import type { ReactNode } from "react";
import { toldWords } from "@/components/blocks/story-times";
import { TimeAgo } from "@/components/blocks/time-ago";
import { isEnsemble, nameEngine } from "@/components/blocks/verdict-words";
import type { NewsRow } from "@/lib/contracts/news";

/** Where a story is from, when it was published, seen and read, and by whom. */
export function StoryFacts({ item }: { item: NewsRow }) {
  const { sentiment: verdict, published_at: told, published_precision: precision } = item;
  return (
    <dl className="grid gap-x-4 gap-y-1 text-[13px] wide:grid-cols-[7.5rem_minmax(0,1fr)]" data-testid="story-facts">
      <Fact name="Published">
        {told === null || precision === null ? "the source does not say" : toldWords(told, precision)}
      </Fact>
      <Fact name="First seen">
        <Moment at={item.first_seen_at} />
        <span className="text-muted">; nobody here knew of it before</span>
      </Fact>
      <Fact name="Source">
        <bdi dir="auto" className="foreign">
          {item.source.name}
        </bdi>
        {item.sample && !/sample/i.test(item.source.name) ? ", sample news" : ""}
      </Fact>
      {verdict ? (
        <>
          <Fact name="Read by">
            {nameEngine(verdict.engine)}
            {isEnsemble(verdict.engine) ? "" : `, ${verdict.model}`}
            <span className="font-mono text-xs wrap-anywhere text-muted">
              {" "}
              @ {verdict.model_revision.slice(0, 12)}
              {verdict.dtype ? ` · ${verdict.dtype}` : ""}
            </span>
          </Fact>
          <Fact name="Read at">
            <Moment at={verdict.scored_at} />
          </Fact>
        </>
      ) : null}
      {item.version > 1 ? (
        <Fact name="Version">
          {item.version}, since <Moment at={item.version_at} />
        </Fact>
      ) : null}
    </dl>
  );
}

function Fact({ name, children }: { name: string; children: ReactNode }) {
  return (
    <div className="contents">
      <dt className="text-muted max-wide:mt-1">{name}</dt>
      <dd className="text-label wrap-anywhere">{children}</dd>
    </div>
  );
}

const Moment = ({ at }: { at: string }) => (
  <>
    {at.slice(0, 16).replace("T", " ")} UTC, <TimeAgo at={Date.parse(at)} />
  </>
);
