/** What the tables are; a file with another one is left alone. */
export const SCHEMA = 1;

/**
 * Rows are only ever added. `seq` counts versions in the order in which they came: a list that knows it reads the archive as it was then.
 * It is a key so that a page's texts are fetched alone, and not unpacked with their neighbours. `item` is the `seq` of the item's first version here, `story_no` that of its story's first item.
 */
export const newsTables = [
  "CREATE TABLE IF NOT EXISTS about (schema INTEGER NOT NULL)",
  // One row: a number drawn when the file was made, by which places of its lists are told from those of another one.
  "CREATE TABLE IF NOT EXISTS identity (archive VARCHAR NOT NULL)",
  `CREATE TABLE IF NOT EXISTS versions (
    symbols VARCHAR[], seq INTEGER PRIMARY KEY, item INTEGER NOT NULL, story_no INTEGER NOT NULL, first_of_source BOOLEAN NOT NULL,
    id VARCHAR NOT NULL, version INTEGER NOT NULL, digest VARCHAR NOT NULL, story VARCHAR NOT NULL, source VARCHAR NOT NULL,
    outlet VARCHAR NOT NULL, language VARCHAR, mood TINYINT NOT NULL,
    published_at BIGINT, published_precision VARCHAR, first_seen_at BIGINT NOT NULL, version_at BIGINT NOT NULL,
    sort_at BIGINT NOT NULL, scored_at BIGINT, model VARCHAR, model_revision VARCHAR, kept_at BIGINT NOT NULL,
    words INTEGER NOT NULL, title VARCHAR NOT NULL, lead VARCHAR NOT NULL, more VARCHAR NOT NULL)`,
  // Which version made which one an earlier one: what is not in `old` is the latest.
  "CREATE TABLE IF NOT EXISTS superseded (old INTEGER NOT NULL, newer INTEGER NOT NULL)",
  // Where a word stands in a portion that began with version `first`, packed (pack-postings.ts).
  "CREATE TABLE IF NOT EXISTS postings (term INTEGER NOT NULL, first INTEGER NOT NULL, places VARCHAR NOT NULL)",
  "CREATE TABLE IF NOT EXISTS states (key VARCHAR NOT NULL, state VARCHAR NOT NULL)",
] as const;
