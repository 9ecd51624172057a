import type { NewsAnswer } from "../contracts/functions/news";
import { writeCsv } from "../core/csv/write-csv";
import type { TextFile } from "../core/file-answer";

const columns = [
  ...["published_at", "published_precision", "first_seen_at", "title", "outlet", "url", "coins"],
  ...["label", "confidence", "abstained", "engine", "model", "language", "copies", "source", "story", "id"],
];

/** A page of news as a table. Sample news is named as such in each row. */
export function writeNewsCsv({ items, archive, next, failed }: NewsAnswer): TextFile {
  const rows = items.map((item) => [
    ...[item.published_at, item.published_precision, item.first_seen_at, item.title, item.outlet, item.url],
    item.coins.map(({ symbol }) => symbol).join(" "),
    ...[item.sentiment?.label ?? null, item.sentiment?.confidence ?? null, item.sentiment?.abstained ?? null],
    ...[item.sentiment?.engine ?? null, item.sentiment?.model ?? null, item.language, item.story.copies],
    ...[item.sample ? "sample data" : item.source.name, item.story.id, item.id],
  ]);
  return {
    kind: "file",
    type: "text/csv; charset=utf-8",
    name: archive.sample ? "news-sample.csv" : "news.csv",
    text: `${writeCsv(columns, rows)}\r\n`,
    ...(next === null ? {} : { next: { cursor: next, format: "csv" } }),
    silent: failed.map(({ source }) => source),
  };
}
