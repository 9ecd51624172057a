import type { Outcome } from "../core/failure";
import type { ArchiveCounts, KeptOfSource, NewsArchive } from "../core/news/news-archive";
import type { NewsSource } from "../core/news/news-source";
import type { Clock } from "../core/ports";

/** The archive that answers now, and what it holds: that of real news, or the sample while nothing real has come in. */
export interface NewsRoom {
  readonly archive: NewsArchive;
  readonly sample: boolean;
  readonly counts: ArchiveCounts;
}

export interface NewsDeps {
  room(): Promise<Outcome<NewsRoom>>;
  /** What is kept of each source, by key, as far as somebody has looked; null before. Opens nothing. */
  kept(): ReadonlyMap<string, KeptOfSource> | null;
  readonly sources: readonly NewsSource[];
  /** Symbols that news is tagged with. */
  readonly symbols: () => readonly string[];
  readonly clock: Clock;
  /** Where the site is, for links in files. */
  readonly siteUrl: string;
}
