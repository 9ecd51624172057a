import type { NewsIndex } from "../../core/news/create-news-index";
import type { WordPostings } from "../../core/news/rank-news";
import { searchWords } from "../../core/news/search-words";
import { hashWord } from "./hash-word";
import type { NewsSession } from "./news-session";
import { createPostings } from "./pack-postings";

/** Of a search; what comes after them is left out. */
const MOST_WORDS = 24;
/** Of those the rarest are ranked by: the others are nearly everywhere, and tell least. */
const MOST_RANKED = 6;
/** Places of common words that are kept in memory, six bytes each; rare ones are read again in a millisecond. */
const MOST_KEPT = 2_000_000;
const COMMON = 500;

interface KeptWord {
  readonly postings: ReturnType<typeof createPostings>;
  /** Versions up to which its places are there. */
  upTo: number;
}

/** Finds where words stand. One caller at a time. */
export interface WordShelf {
  /** Where the words of a search stand among the first `asOf` versions, one after the other. */
  find(session: NewsSession, q: string, asOf: number): Promise<readonly WordPostings[]>;
}

/** What is only ever added to is read once, and then what came since. */
export function createWordShelf(index: Pick<NewsIndex, "lastSeq">): WordShelf {
  // The one that was asked for last is the last.
  const kept = new Map<number, KeptWord>();

  const makeRoom = (): void => {
    let places = 0;
    for (const { postings } of kept.values()) places += postings.count();
    for (const [word, { postings }] of kept) {
      if (places <= MOST_KEPT) return;
      places -= postings.count();
      kept.delete(word);
    }
  };

  const read = async (session: NewsSession, word: number): Promise<KeptWord> => {
    const known = kept.get(word) ?? { postings: createPostings(), upTo: 0 };
    const upTo = index.lastSeq();
    if (known.upTo < upTo) {
      // One word a question: of `IN` every row would be unpacked before it is compared.
      const sql = "SELECT first, places FROM postings WHERE term = ? AND first > ? AND first <= ? ORDER BY first";
      for (const [first, places] of await session.rows(sql, [word, known.upTo, upTo])) {
        known.postings.add(String(places), Number(first));
      }
      known.upTo = upTo;
    }
    kept.delete(word);
    if (known.postings.count() >= COMMON) {
      kept.set(word, known);
      makeRoom();
    }
    return known;
  };

  return {
    async find(session, q, asOf) {
      const hashes = [...new Set(searchWords(q).map(hashWord))].slice(0, MOST_WORDS);
      const found: WordPostings[] = [];
      for (const word of await pickRarest(session, hashes, asOf)) {
        found.push((await read(session, word)).postings.until(asOf));
      }
      return found;
    },
  };
}

/** The same ones for each page of a list: it is as of the same moment. Words that stand nowhere take no place. */
async function pickRarest(session: NewsSession, hashes: readonly number[], asOf: number): Promise<readonly number[]> {
  if (hashes.length <= MOST_RANKED) return hashes;
  // A question mark for each word: the words themselves are no part of the SQL.
  const sql = `SELECT term FROM postings WHERE term IN (${hashes.map(() => "?").join(", ")}) AND first <= ?
    GROUP BY term ORDER BY sum(length(places)), term LIMIT ${MOST_RANKED}`;
  return (await session.rows(sql, [...hashes, asOf])).map(([term]) => Number(term));
}
