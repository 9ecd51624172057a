import type { StoryMember } from "./news-archive";
import { isSame, judgeCopy, LEAST_CONTENT, likenessOf } from "./stories/compare-wordings";
import { BANDS, bandsOf } from "./stories/min-hash";
import { mixTwo, readWording, type Wording } from "./stories/read-wording";
import { createTitleIndex, type Keys } from "./stories/title-index";

const HOUR = 3_600_000;
/** Copies come within three days of each other. */
const WINDOW = 72 * HOUR;
/** Copies of copies do not make a story longer than that. */
const LONGEST = 7 * 24 * HOUR;
/** The same column, or the same few words, so much later is another day's. */
const SAME_DAY = 18 * HOUR;
/** Leads that have hardly a word in common, so much later, are another day's. */
const SOON = 12 * HOUR;
const TELLING_LEAD = 8;
const OTHER_LEAD = 0.1;

export const MOST_MEMBERS = 200_000;
/** Candidates on one shelf of one stretch of time. */
const MOST_CANDIDATES = 24;
/** Candidates that one find looks at, those with the same words first. */
const MOST_JUDGED = 250;
const MOST_OF_LEAD = 200;

/** Shelves of the index: the whole title, its first words, and the bands. */
const SHELVES = BANDS + 2;
const FIRST_WORDS = 5;

const NOTHING = new Int32Array(0);

/** A title that was told, once for all who told it in the same words and belong to the same story. */
interface Told {
  readonly wording: Wording;
  readonly lead: Int32Array;
  readonly story: string;
  readonly isDated: boolean;
  first: number;
  last: number;
}

interface Span {
  first: number;
  last: number;
  titles: number;
}

/** An item's words as they are compared. */
interface Read {
  readonly of: { readonly title: string; readonly lead: string; readonly outlet?: string };
  readonly wording: Wording;
  readonly lead: Int32Array;
  readonly bands: Int32Array | null;
}

type Sought = Pick<StoryMember, "id" | "title" | "lead" | "sortAt" | "isDated"> & { readonly outlet?: string };

/** Finds to which story an item belongs: who told the same in nearly the same words. */
export interface StoryFinder {
  /** Puts in an item that belongs to a story; the outlet, where it is known, is taken for none of the title's words. */
  add(member: StoryMember & { readonly outlet?: string }): void;
  /** The story of the nearest copy; null where there is none. */
  find(item: Sought): string | null;
  /** Titles that are kept: those told in the same words within a story count once. */
  size(): number;
}

const stretchOf = (at: number): number => Math.floor(at / WINDOW);

/** Keys of a title: for a stretch of time, so that nobody walks through those of other years. */
function keysOf(wording: Wording, bands: Int32Array | null, stretch: number): Keys {
  const keys = new Int32Array(SHELVES);
  const put = (shelf: number, hash: number): void => {
    keys[shelf] = mixTwo(hash, stretch) || 1;
  };
  put(0, wording.digest);
  if (bands === null) return keys;
  if (wording.words.length > FIRST_WORDS) {
    let hash = 0;
    for (let at = 0; at < FIRST_WORDS; at += 1) hash = mixTwo(hash, wording.words[at] ?? 0);
    put(1, hash);
  }
  for (let band = 0; band < BANDS; band += 1) put(band + 2, bands[band] ?? 0);
  return keys;
}

/** How far a moment is from the time in which a title was told. */
const distanceOf = ({ first, last }: Told, at: number): number => Math.max(0, first - at, at - last);

/** Whether the same title belongs to another day: it is a column's, or hardly a title, or its lead tells something else. */
function isAnotherDay(told: Told, wording: Wording, lead: Int32Array, distance: number): boolean {
  if (!isSame(told.wording, wording)) return false;
  if (distance > SAME_DAY && (wording.isColumn || wording.content.length < LEAST_CONTENT)) return true;
  const areTelling = Math.min(told.lead.length, lead.length) >= TELLING_LEAD;
  return distance > SOON && areTelling && likenessOf(told.lead, lead) < OTHER_LEAD;
}

/**
 * Finds copies among the items of the last days: titles with nearly the same words (MinHash in bands, then Jaccard's measure of words and of
 * their pairs, see `judgeCopy`), within 72 hours of each other. Other figures, other coins or the opposite are another story. A story is
 * never longer than seven days: who comes later begins a new one. Time is `sortAt`: items without a time of their own stand where they were
 * first seen. Keeps `most` titles, and forgets those that were put in first; a call takes a bounded number of steps, whatever is in it.
 */
export function createStoryFinder({ most = MOST_MEMBERS }: { readonly most?: number } = {}): StoryFinder {
  const spans = new Map<string, Span>();
  const index = createTitleIndex<Told>(SHELVES, most, ({ story }) => {
    const span = spans.get(story);
    if (span === undefined) return;
    span.titles -= 1;
    if (span.titles === 0) spans.delete(story);
  });

  const read = ({ title, lead, outlet = "" }: Read["of"]): Read => {
    const wording = readWording(title, outlet);
    const isShort = wording.content.length < LEAST_CONTENT;
    return {
      of: { title, lead, outlet },
      wording,
      lead: lead === "" ? NOTHING : readWording(lead.slice(0, MOST_OF_LEAD)).content,
      bands: isShort ? null : bandsOf(wording.content),
    };
  };
  /** Who is sought is put in right after, as a rule. */
  let latest: Read | undefined;
  const recall = (item: Read["of"]): Read => {
    const { title, lead, outlet = "" } = item;
    const isLatest = latest?.of.title === title && latest.of.lead === lead && latest.of.outlet === outlet;
    if (latest === undefined || !isLatest) latest = read(item);
    return latest;
  };

  /** Whether a story that gets an item of that moment stays short enough. */
  const fits = (story: string, at: number): boolean => {
    const span = spans.get(story);
    return span === undefined || Math.max(span.last, at) - Math.min(span.first, at) <= LONGEST;
  };

  const add: StoryFinder["add"] = (member) => {
    const { sortAt, story, isDated = true } = member;
    if (!Number.isFinite(sortAt)) return;
    const { wording, bands, lead } = recall(member);
    const keys = keysOf(wording, bands, stretchOf(sortAt));
    const whole = new Int32Array(SHELVES);
    whole[0] = keys[0] ?? 0;
    let there: Told | undefined;
    index.visit(whole, MOST_CANDIDATES, (told) => {
      if (told.story === story && isSame(told.wording, wording)) there ??= told;
    });
    const span = spans.get(story) ?? { first: sortAt, last: sortAt, titles: 0 };
    span.first = Math.min(span.first, sortAt);
    span.last = Math.max(span.last, sortAt);
    spans.set(story, span);
    if (there !== undefined) {
      there.first = Math.min(there.first, sortAt);
      there.last = Math.max(there.last, sortAt);
      return;
    }
    span.titles += 1;
    index.add(keys, { wording, lead, story, isDated, first: sortAt, last: sortAt });
  };

  const find: StoryFinder["find"] = (item) => {
    const { sortAt, isDated = true } = item;
    if (!Number.isFinite(sortAt)) return null;
    const { wording, bands, lead } = recall(item);
    let best: { readonly told: Told; readonly likeness: number; readonly distance: number } | undefined;
    let judged = 0;
    const weigh = (told: Told): void => {
      judged += 1;
      if (judged > MOST_JUDGED) return;
      const distance = distanceOf(told, sortAt);
      if (distance > WINDOW || !fits(told.story, sortAt)) return;
      const apart = isDated && told.isDated ? distance / WINDOW : 1;
      const likeness = judgeCopy(wording, told.wording, apart, best?.likeness);
      if (likeness === 0 || isAnotherDay(told, wording, lead, distance)) return;
      // Among equals the nearest in time, then the one that began first.
      const isBetter =
        best === undefined ||
        likeness > best.likeness ||
        distance < best.distance ||
        (distance === best.distance && told.first < best.told.first);
      if (isBetter) best = { told, likeness, distance };
    };
    const stretch = stretchOf(sortAt);
    for (const each of [stretch, stretch - 1, stretch + 1])
      index.visit(keysOf(wording, bands, each), MOST_CANDIDATES, weigh);
    return best?.told.story ?? null;
  };

  return { add, find, size: index.size };
}
