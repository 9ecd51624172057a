/** What the tables are; a file with another one is left alone. */
export const SCHEMA = 1;

/**
 * Rows are only ever added. `seq` counts versions in the order in which they came: a list that knows it reads the archive as it was then.
 * `item` is the `seq` of the item's first version here, `story_no` that of its story's first item.
 */
export const newsTables = [
  "CREATE TABLE IF NOT EXISTS about (schema INTEGER NOT NULL)",
  `CREATE TABLE IF NOT EXISTS versions (
    seq INTEGER NOT NULL, item INTEGER NOT NULL, story_no INTEGER NOT NULL, first_of_source BOOLEAN NOT NULL,
    id VARCHAR NOT NULL, version INTEGER NOT NULL, digest VARCHAR NOT NULL, story VARCHAR NOT NULL, source VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL, language VARCHAR, mood TINYINT NOT NULL, symbols VARCHAR[],
    published_at BIGINT, published_precision VARCHAR, first_seen_at BIGINT NOT NULL, version_at BIGINT NOT NULL,
    sort_at BIGINT NOT NULL, scored_at BIGINT, model VARCHAR, model_revision VARCHAR, kept_at BIGINT NOT NULL,
    words INTEGER NOT NULL, title VARCHAR NOT NULL, lead VARCHAR NOT NULL, more VARCHAR NOT NULL)`,
  // Which version made which one an earlier one: what is not in `old` is the latest.
  "CREATE TABLE IF NOT EXISTS superseded (old INTEGER NOT NULL, newer INTEGER NOT NULL)",
  // How often a word stands in a version, what stands in its title counted more, and how many there are in all.
  "CREATE TABLE IF NOT EXISTS postings (term INTEGER NOT NULL, seq INTEGER NOT NULL, weight SMALLINT NOT NULL, words SMALLINT NOT NULL)",
  "CREATE TABLE IF NOT EXISTS states (key VARCHAR NOT NULL, state VARCHAR NOT NULL)",
] as const;

/** Numbers of `mood`. What abstained has no label here; 0: nobody could read it. */
export const moodNumbers = { bullish: 1, neutral: 2, bearish: 3, unclear: 4 } as const;
