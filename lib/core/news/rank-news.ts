import type { NewsIndex } from "./create-news-index";
import type { NewsQuery } from "./news-archive";
import type { PageOfNews } from "./page-of-news";

/** Where a word of a search stands: one place of both columns for each version. */
export interface WordPostings {
  readonly seq: Int32Array;
  /** How often the word stands there, as it is weighed. */
  readonly weight: Uint16Array;
}

/** Of BM25, as Robertson and Zaragoza (2009) give them. */
const K1 = 1.2;
const B = 0.75;

/** Places that are looked at between two pauses: about a millisecond. */
const PLACES_A_TURN = 16_384;

/**
 * A page of a search, the best match first, and how many match. Scores are BM25 (idf ln(1 + (N - n + 0.5) / (n + 0.5))) over the latest
 * versions as of then, in millionths and whole numbers: a page begins exactly where the one before it ended. Others have their turn at each
 * `pause`.
 */
export async function rankNews(
  index: NewsIndex,
  words: readonly WordPostings[],
  query: NewsQuery,
  asOf: number,
  pause: () => Promise<unknown>,
): Promise<PageOfNews & { readonly total: number }> {
  const { items, meanWords } = index.collection(asOf);
  const scores = new Float64Array(asOf + 1);
  // Each once, in the order in which they were found.
  const found = new Int32Array(
    Math.min(
      asOf,
      words.reduce((sum, { seq }) => sum + seq.length, 0),
    ),
  );
  let count = 0;
  for (const { seq, weight } of words) {
    let within = 0;
    for (let place = 0; place < seq.length; place += 1) if (index.isLatest(seq[place] ?? 0, asOf)) within += 1;
    const idf = Math.log(1 + (items - within + 0.5) / (within + 0.5));
    for (let place = 0; place < seq.length; place += 1) {
      if (place % PLACES_A_TURN === PLACES_A_TURN - 1) await pause();
      const version = seq[place] ?? 0;
      if (!index.isLatest(version, asOf)) continue;
      const often = weight[place] ?? 0;
      const norm = often + K1 * (1 - B + (B * index.wordsOf(version)) / meanWords);
      // One more than its score: what was found and is worth nothing is found all the same.
      const before = scores[version] ?? 0;
      if (before === 0) found[count++] = version;
      scores[version] = (before || 1) + Math.round((1e6 * idf * often * (K1 + 1)) / norm);
    }
  }
  return best(index, scores, found.subarray(0, count), query, asOf, pause);
}

async function best(
  index: NewsIndex,
  scores: Float64Array,
  found: Int32Array,
  query: NewsQuery,
  asOf: number,
  pause: () => Promise<unknown>,
) {
  const matches = index.matcher(query, asOf, query.folded);
  const { after, limit, from = -Infinity, to = Infinity } = query;
  const top: number[] = [];
  /** Below zero: the first stands before the other. */
  const compare = (one: number, other: number): number =>
    (scores[other] ?? 0) - (scores[one] ?? 0) || (index.idOf(one) < index.idOf(other) ? -1 : 1);
  let total = 0;
  for (let place = 0; place < found.length; place += 1) {
    if (place % PLACES_A_TURN === PLACES_A_TURN - 1) await pause();
    const seq = found[place] ?? 0;
    const time = index.sortAtOf(seq);
    if (time < from || time >= to || !matches(seq)) continue;
    total += 1;
    const score = scores[seq] ?? 0;
    if (after && (score > after.at || (score === after.at && index.idOf(seq) <= after.id))) continue;
    const worst = top.at(-1);
    if (top.length > limit && worst !== undefined && compare(worst, seq) < 0) continue;
    let [low, high] = [0, top.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (compare(top[middle] ?? 0, seq) < 0) low = middle + 1;
      else high = middle;
    }
    top.splice(low, 0, seq);
    if (top.length > limit + 1) top.pop();
  }
  const seqs = top.slice(0, limit);
  const last = seqs.at(-1);
  const more = top.length > limit && last !== undefined;
  const next = more ? { at: scores[last] ?? 0, id: index.idOf(last), asOf, of: index.of } : null;
  return { seqs, next, total };
}
