import type { Postings } from "../../core/news/rank-news";
import { searchWords } from "../../core/news/search-words";
import { hashWord } from "./hash-word";
import type { NewsSession } from "./news-session";
import { unpackPostings } from "./pack-postings";

/** Of a search; what comes after them is left out. */
const MOST_WORDS = 24;

/** Where the words of a search stand among the first `asOf` versions, and how many words it has. */
export async function findPostings(
  session: NewsSession,
  q: string,
  asOf: number,
): Promise<{ readonly postings: Postings; readonly terms: number }> {
  const hashes = [...new Set(searchWords(q).map(hashWord))].slice(0, MOST_WORDS);
  if (hashes.length === 0) return { postings: { term: [], seq: [], weight: [] }, terms: 0 };
  const numbers = new Map(hashes.map((hash, at) => [hash, at]));
  const postings = { term: [] as number[], seq: [] as number[], weight: [] as number[] };
  // A question mark for each word: the words themselves are no part of the SQL.
  const marks = hashes.map(() => "?").join(", ");
  const sql = `SELECT term, first, places FROM postings WHERE term IN (${marks}) AND first <= ?`;
  await session.chunks(sql, [...hashes, asOf], (rows, cell) => {
    for (let row = 0; row < rows; row += 1) {
      const term = numbers.get(Number(cell(0, row))) ?? 0;
      unpackPostings(String(cell(2, row)), Number(cell(1, row)), (seq, weight) => {
        if (seq > asOf) return;
        postings.term.push(term);
        postings.seq.push(seq);
        postings.weight.push(weight);
      });
    }
  });
  return { postings, terms: hashes.length };
}
