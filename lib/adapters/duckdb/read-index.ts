import { createNewsIndex, type IndexRow, type NewsIndex } from "../../core/news/create-news-index";
import type { NewsSession } from "./news-session";

/** Rows that are added to the index together. */
const ROWS_AT_ONCE = 40_000;

/** The narrow columns of all versions of an archive, in memory. */
export async function readIndex(session: NewsSession, of: string): Promise<NewsIndex> {
  const index = createNewsIndex(of);
  let rows: IndexRow[] = [];
  const put = (): void => {
    index.add(rows, []);
    rows = [];
  };
  await session.chunks(
    `SELECT seq, item, story_no, first_of_source, id, source, outlet, language, mood, array_to_string(symbols, ' '), sort_at::DOUBLE,
      words, kept_at::DOUBLE, published_precision IN ('month', 'year') FROM versions ORDER BY seq`,
    [],
    (count, cell) => {
      for (let row = 0; row < count; row += 1) {
        const language = cell(7, row);
        const symbols = cell(9, row);
        rows.push({
          seq: Number(cell(0, row)),
          item: Number(cell(1, row)),
          storyNo: Number(cell(2, row)),
          firstOfSource: cell(3, row) === true,
          id: String(cell(4, row)),
          source: String(cell(5, row)),
          outlet: String(cell(6, row)),
          language: language === null ? null : String(language),
          mood: Number(cell(8, row)),
          symbols: symbols === null || symbols === "" ? [] : String(symbols).split(" "),
          sortAt: Number(cell(10, row)),
          words: Number(cell(11, row)),
          keptAt: Number(cell(12, row)),
          isVague: cell(13, row) === true,
        });
      }
      if (rows.length >= ROWS_AT_ONCE) put();
    },
  );
  put();
  const superseded = await session.rows("SELECT old, newer FROM superseded");
  index.add(
    [],
    superseded.map(([old, newer]) => [Number(old), Number(newer)] as const),
  );
  return index;
}
