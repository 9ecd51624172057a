import type { WordPostings } from "../../core/news/rank-news";
import { searchWords } from "../../core/news/search-words";
import { hashWord } from "./hash-word";
import type { NewsSession } from "./news-session";
import { createPostings } from "./pack-postings";

/** Of a search; what comes after them is left out. */
const MOST_WORDS = 24;
/** Of those the rarest are ranked by: the others are nearly everywhere, and tell least. */
const MOST_RANKED = 6;

/** Where the words of a search stand among the first `asOf` versions, one after the other. */
export async function findPostings(session: NewsSession, q: string, asOf: number): Promise<readonly WordPostings[]> {
  const hashes = await pickRarest(session, [...new Set(searchWords(q).map(hashWord))].slice(0, MOST_WORDS), asOf);
  if (hashes.length === 0) return [];
  const found = new Map(hashes.map((hash) => [hash, createPostings()]));
  const sql = `SELECT term, first, places FROM postings WHERE term IN (${marksFor(hashes)}) AND first <= ?`;
  await session.chunks(sql, [...hashes, asOf], (rows, cell) => {
    for (let row = 0; row < rows; row += 1) {
      found.get(Number(cell(0, row)))?.add(String(cell(2, row)), Number(cell(1, row)));
    }
  });
  return [...found.values()].map((postings) => postings.taken(asOf));
}

/** The same ones for each page of a list: it is as of the same moment. Words that stand nowhere take no place. */
async function pickRarest(session: NewsSession, hashes: readonly number[], asOf: number): Promise<readonly number[]> {
  if (hashes.length <= MOST_RANKED) return hashes;
  const sql = `SELECT term FROM postings WHERE term IN (${marksFor(hashes)}) AND first <= ?
    GROUP BY term ORDER BY sum(length(places)), term LIMIT ${MOST_RANKED}`;
  return (await session.rows(sql, [...hashes, asOf])).map(([term]) => Number(term));
}

/** A question mark for each word: the words themselves are no part of the SQL. */
const marksFor = (hashes: readonly number[]): string => hashes.map(() => "?").join(", ");
