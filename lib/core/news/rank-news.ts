import type { NewsIndex } from "./create-news-index";
import type { NewsQuery } from "./news-archive";
import type { PageOfNews } from "./page-of-news";

/** Where words of a search stand: one place of each column for each version and word. */
export interface Postings {
  /** Number of the word among those that are searched, from 0. */
  readonly term: readonly number[];
  readonly seq: readonly number[];
  /** How often the word stands there, as it is weighed. */
  readonly weight: readonly number[];
}

/** Of BM25, as Robertson and Zaragoza (2009) give them. */
const K1 = 1.2;
const B = 0.75;

/**
 * A page of a search, the best match first, and how many match. Scores are BM25 (idf ln(1 + (N - n + 0.5) / (n + 0.5))) over the latest
 * versions as of then, in millionths and whole numbers: a page begins exactly where the one before it ended.
 */
export function rankNews(
  index: NewsIndex,
  postings: Postings,
  terms: number,
  query: NewsQuery,
  asOf: number,
): PageOfNews & { readonly total: number } {
  const { items, meanWords } = index.collection(asOf);
  const { term, seq, weight } = postings;
  const within: number[] = Array(terms).fill(0);
  for (let place = 0; place < seq.length; place += 1) {
    const each = term[place] ?? 0;
    if (index.isLatest(seq[place] ?? 0, asOf)) within[each] = (within[each] ?? 0) + 1;
  }
  const idf = within.map((count) => Math.log(1 + (items - count + 0.5) / (count + 0.5)));
  const scores = new Float64Array(asOf + 1);
  for (let place = 0; place < seq.length; place += 1) {
    const version = seq[place] ?? 0;
    const often = weight[place] ?? 0;
    const norm = often + K1 * (1 - B + (B * index.wordsOf(version)) / meanWords);
    const score = Math.round((1e6 * (idf[term[place] ?? 0] ?? 0) * often * (K1 + 1)) / norm);
    scores[version] = (scores[version] ?? 0) + score;
  }
  return best(index, scores, seq, query, asOf);
}

function best(index: NewsIndex, scores: Float64Array, found: readonly number[], query: NewsQuery, asOf: number) {
  const matches = index.matcher(query, asOf, query.folded);
  const { after, limit, from = -Infinity, to = Infinity } = query;
  const top: number[] = [];
  /** Below zero: the first stands before the other. */
  const compare = (one: number, other: number): number =>
    (scores[other] ?? 0) - (scores[one] ?? 0) || (index.idOf(one) < index.idOf(other) ? -1 : 1);
  const seen = new Uint8Array(scores.length);
  let total = 0;
  for (const seq of found) {
    if (seen[seq] === 1) continue;
    seen[seq] = 1;
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
