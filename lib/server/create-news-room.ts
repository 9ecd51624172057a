import { ok } from "../core/errors";
import type { Outcome } from "../core/failure";
import { createStoryFinder, type StoryFinder } from "../core/news/create-story-finder";
import type { ArchiveCounts, NewsArchive } from "../core/news/news-archive";
import type { NewsRelay } from "../core/news/news-relay";
import type { NewsSource } from "../core/news/news-source";
import type { SentimentDeps } from "../services/analyze-sentiment";
import { type Followed, followNews } from "../services/follow-news";
import { type IngestDeps, type Ingested, ingestNews } from "../services/ingest-news";
import { scoreNews } from "../services/score-news";

const DAY_MS = 86_400_000;
/** Stories that are still told: their members are remembered from before a restart. */
const REMEMBERED_MS = 10 * DAY_MS;
const MOST_REMEMBERED = 50_000;
/** Members that are put in before others have their turn. */
const AT_ONCE = 200;
/** What is counted holds for as long: the archive may be another one by then. */
const COUNTED_MS = 2_000;

interface NewsRoomOptions extends Pick<IngestDeps, "archive" | "tag" | "clock" | "warn" | "kept"> {
  /** The archive that is asked now: what begins in one ends in it. */
  readonly now: () => Promise<NewsArchive>;
  readonly sentiment: SentimentDeps;
}

/** What is remembered of an archive. */
interface Memory {
  readonly stories: StoryFinder;
  /** Wall time of what was kept last. */
  keptAt: number;
  ready: Promise<Outcome<null>> | null;
}

/** An archive with what is needed to add to it. */
export function createNewsRoom({ sentiment, now, ...options }: NewsRoomOptions) {
  const { archive, clock } = options;
  const remember = (): Memory => ({ stories: createStoryFinder(), keptAt: 0, ready: null });
  let memory = remember();
  let counted: { readonly at: number; readonly counts: Promise<Outcome<ArchiveCounts>> } | null = null;

  const fill = async (into: Memory, from: NewsArchive, signal: AbortSignal): Promise<Outcome<null>> => {
    const [members, counts] = [
      await from.members(clock.wall() - REMEMBERED_MS, MOST_REMEMBERED, signal),
      await from.counts(signal),
    ];
    if (!members.ok) return members;
    if (!counts.ok) return counts;
    into.keptAt = counts.value.keptAt ?? 0;
    for (const [at, member] of members.value.entries()) {
      into.stories.add(member);
      if (at % AT_ONCE === AT_ONCE - 1) await clock.pause();
    }
    return ok(null);
  };

  /** The archive and what is remembered of it; where that cannot be read, copies would be told as new. */
  const open = async (signal: AbortSignal): Promise<Outcome<{ readonly from: NewsArchive; readonly mine: Memory }>> => {
    const from = await now();
    const mine = memory;
    mine.ready ??= fill(mine, from, signal);
    const ready = await mine.ready;
    if (!ready.ok) mine.ready = null;
    return ready.ok ? ok({ from, mine }) : ready;
  };

  const forget = (): void => {
    counted = null;
  };

  return {
    archive,
    /** The archive is another one from here on. */
    reset(): void {
      memory = remember();
      forget();
    },
    /** Asked once for all who want to know. */
    counts(): Promise<Outcome<ArchiveCounts>> {
      if (counted === null || clock.now() - counted.at > COUNTED_MS)
        counted = { at: clock.now(), counts: archive.counts(never) };
      return counted.counts;
    },
    async ingest(source: NewsSource, signal: AbortSignal): Promise<Outcome<Ingested>> {
      const opened = await open(signal);
      if (!opened.ok) return opened;
      const { from, mine } = opened.value;
      // A clock that was set back would let news be known before anybody had it; one that was a day ahead is not believed.
      const wall = (): number => {
        const read = clock.wall();
        return mine.keptAt > read && mine.keptAt - read < DAY_MS ? mine.keptAt : read;
      };
      return ingestNews(
        {
          ...options,
          archive: from,
          stories: mine.stories,
          clock: { ...clock, wall },
          score: (texts, until) => scoreNews(sentiment, texts, until),
          kept(items) {
            forget();
            mine.keptAt = Math.max(mine.keptAt, clock.wall());
            options.kept(items);
          },
        },
        source,
        signal,
      );
    },
    async follow(relay: NewsRelay, signal: AbortSignal): Promise<Outcome<Followed>> {
      const opened = await open(signal);
      if (!opened.ok) return opened;
      const { from, mine } = opened.value;
      return followNews({ relay, archive: from, stories: mine.stories, kept: forget, signal });
    },
  };
}

const never = new AbortController().signal;
