import { ok, type Result } from "../core/errors";
import { failed, type Outcome } from "../core/failure";
import type { StoryFinder } from "../core/news/create-story-finder";
import { itemIdentity } from "../core/news/item-identity";
import type { NewsArchive } from "../core/news/news-archive";
import { type CoinMention, type FoundItem, type NewsItem, textOf } from "../core/news/news-item";
import type { NewsSource } from "../core/news/news-source";
import { isDated, sortAt } from "../core/news/sort-at";
import type { Clock, Report } from "../core/ports";
import type { ScoredText } from "./score-news";

/** Versions of one item at the most: a source that rewrites its words for ever is not followed for ever. */
const MOST_VERSIONS = 20;
/** Names of one harvest that are remembered. */
const MOST_SEEN = 200_000;
/** Items that are tagged and put to their story before others have their turn: some ten milliseconds. */
const AT_ONCE = 50;

export interface IngestDeps {
  readonly archive: NewsArchive;
  readonly tag: (text: string) => readonly CoinMention[];
  readonly score: (texts: readonly string[], signal: AbortSignal) => Promise<Result<readonly ScoredText[]>>;
  readonly stories: Pick<StoryFinder, "add" | "find">;
  readonly clock: Clock;
  /** Told of what was kept, before anything else happens. */
  readonly kept: (items: readonly NewsItem[]) => void;
  readonly warn: Report;
}

interface NamedItem {
  readonly item: FoundItem;
  readonly id: string;
  readonly digest: string;
}

/** What came of asking a source. */
export interface Ingested {
  readonly added: number;
  readonly changed: number;
  /** Entries in which there was nothing to read. */
  readonly unusable: number;
}

const NOTHING: Ingested = { added: 0, changed: 0, unusable: 0 };

/**
 * Asks a source once and keeps what is new: read, tagged, put to its story. What was kept stays kept, whatever breaks after it; what the
 * source wants back is kept with the last portion, so that a portion that was lost is asked for again.
 */
export async function ingestNews(
  deps: IngestDeps,
  source: NewsSource,
  signal: AbortSignal,
): Promise<Outcome<Ingested>> {
  const state = await deps.archive.stateOf(source.key, signal);
  if (!state.ok) return state;
  const asked = await source.ask({ state: state.value, signal });
  if (!asked.ok) return asked;
  if (asked.value === null) return { ok: true, value: NOTHING };
  const { portions, state: stateAfter, unusable } = asked.value;
  let [added, changed] = [0, 0];
  let waiting: readonly NewsItem[] = [];
  const seen = new Set<string>();
  /** A source that names two things alike would change one into the other and back, each time: the first one counts. */
  const nameAll = (portion: readonly FoundItem[]): readonly NamedItem[] =>
    portion.flatMap((item) => {
      const identity = itemIdentity(source, item);
      if (seen.has(identity.id)) return [];
      if (seen.size < MOST_SEEN) seen.add(identity.id);
      return { item, ...identity };
    });
  const keep = async (states: ReadonlyMap<string, string>): Promise<Outcome<null>> => {
    if (waiting.length === 0 && states.size === 0) return ok(null);
    const kept = await deps.archive.append({ items: waiting, states });
    waiting = [];
    if (!kept.ok) return kept;
    const { kept: items, isFull } = kept.value;
    added += items.filter(({ version }) => version === 1).length;
    changed += items.filter(({ version }) => version > 1).length;
    if (items.length > 0) deps.kept(items);
    return isFull ? failed("unavailable", { detail: "the archive is full (NEWS_MAX_ITEMS)" }) : ok(null);
  };
  try {
    for await (const portion of portions) {
      const kept = await keep(new Map());
      if (!kept.ok) return kept;
      const items = await judge(deps, source, nameAll(portion), signal);
      if (!items.ok) return items;
      waiting = items.value;
      if (signal.aborted) return failed("cancelled");
      await deps.clock.pause();
    }
  } catch (cause) {
    deps.warn("news_source_broke_off", { source: source.key, cause });
    const kept = await keep(new Map());
    return kept.ok ? failed("bad_answer", { detail: "it broke off half-way", cause }) : kept;
  }
  const kept = await keep(new Map([[source.key, stateAfter()]]));
  if (!kept.ok) return kept;
  return { ok: true, value: { added, changed, unusable: unusable() } };
}

/** Makes items of what a source found: of what is new, and of what it says otherwise than before. */
async function judge(
  deps: IngestDeps,
  source: NewsSource,
  portion: readonly NamedItem[],
  signal: AbortSignal,
): Promise<Outcome<readonly NewsItem[]>> {
  const known = await deps.archive.known(
    portion.map(({ id }) => id),
    signal,
  );
  if (!known.ok) return known;
  // Files are often written with the newest first: a story belongs to who told it first.
  const fresh = portion.toSorted(byTime).flatMap(({ id, item, digest }) => {
    const before = known.value.get(id);
    if (before && (before.digest === digest || before.version >= MOST_VERSIONS)) return [];
    return { id, item, digest, before };
  });
  const scored = await deps.score(
    fresh.map(({ item }) => textOf(item)),
    signal,
  );
  if (!scored.ok) return failed("cancelled", { detail: scored.error.detail });
  const now = deps.clock.wall();
  // Items of one portion may be copies of each other: each is put to its story before the next one is looked at.
  const items: NewsItem[] = [];
  for (const [at, { id, item, digest, before }] of fresh.entries()) {
    if (at % AT_ONCE === AT_ONCE - 1) await deps.clock.pause();
    // The sample is made as if somebody had been here all the time.
    const seenAt = source.sample ? (item.published?.at ?? now) : now;
    const firstSeenAt = before?.firstSeenAt ?? seenAt;
    const placed = sortAt(item.published, firstSeenAt);
    const made: NewsItem = {
      ...item,
      id,
      digest,
      version: (before?.version ?? 0) + 1,
      source: source.key,
      sourceName: source.name,
      firstSeenAt,
      // A clock that was set back does not make a version older than the item.
      versionAt: Math.max(now, firstSeenAt),
      sortAt: placed,
      // A changed item stays in its story: what it tells now was told there first.
      story:
        before?.story ?? deps.stories.find({ id, ...item, sortAt: placed, isDated: isDated(item.published) }) ?? id,
      coins: deps.tag(textOf(item)),
      language: scored.value[at]?.language ?? null,
      verdict: scored.value[at]?.verdict ?? null,
    };
    if (!before) deps.stories.add({ ...made, isDated: isDated(item.published) });
    items.push(made);
  }
  return { ok: true, value: items };
}

const byTime = (a: NamedItem, b: NamedItem): number =>
  (a.item.published?.at ?? Number.POSITIVE_INFINITY) - (b.item.published?.at ?? Number.POSITIVE_INFINITY) || 0;
