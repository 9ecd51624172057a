import type { z } from "zod";
import type { NewsAnswer, news } from "../contracts/functions/news";
import { fail, ok, type Result } from "../core/errors";
import type { FileAnswer } from "../core/file-answer";
import { streamOf } from "../core/market/sample/draw";
import { readNewsCursor, writeNewsCursor } from "../core/news/news-cursor";
import { writeNewsRss } from "../core/news/write-news-rss";
import type { Call } from "../core/ports";
import { describeArchive, failedSources } from "./describe-archive";
import type { NewsDeps } from "./news-deps";
import { openRoom, toError } from "./open-room";
import { readNewsFilter } from "./read-news-filter";
import { toNewsRow } from "./to-news-row";
import { writeNewsCsv } from "./write-news-csv";

type Input = z.output<typeof news.input>;

/**
 * Lists stories, by time or by what a search finds. Errors: invalid_cursor, unknown_symbol, validation_failed (a window or source that cannot
 * be), unavailable.
 */
export async function listNews(args: {
  readonly deps: NewsDeps;
  readonly input: Input;
  readonly call: Call;
}): Promise<Result<NewsAnswer | FileAnswer>> {
  const { deps, input, call } = args;
  const room = await openRoom(deps);
  if (!room.ok) return room;
  const { archive, sample } = room.value;
  const filter = readNewsFilter(deps, room.value, input);
  if (!filter.ok) return filter;

  const q = input.q === undefined || input.q === "" ? null : input.q;
  const folded = input.copies === "folded";
  const list = nameOf({ ...filter.value, q, folded, sample });
  const after = input.cursor === undefined ? null : readNewsCursor(input.cursor, list);
  if (input.cursor !== undefined && after === null) return strangeCursor;
  const page = await archive.list({ ...filter.value, q, folded, limit: input.limit, after }, call.signal);
  if (!page.ok) return toError(page.error);

  const answer: NewsAnswer = {
    success: true,
    items: page.value.items.map((listed) => toNewsRow(listed, sample)),
    next: page.value.next === null ? null : writeNewsCursor(page.value.next, list),
    total: page.value.total,
    archive: describeArchive(deps, room.value),
    failed: failedSources(deps),
  };
  if (input.format === "csv") return ok(writeNewsCsv(answer));
  return ok(input.format === "rss" ? writeNewsRss(answer, { siteUrl: deps.siteUrl, now: deps.clock.wall() }) : answer);
}

const cursorMessage = "belongs to no page of this list; take `next` of a page, with the same filters";
const strangeCursor = fail("invalid_cursor", `cursor ${cursorMessage}.`, {
  fields: [{ field: "cursor", code: "unknown_value", message: cursorMessage }],
});

/** A short name of a list, by what was asked. It guards against mistakes, not against malice. */
const nameOf = (asked: Readonly<Record<string, unknown>>): string =>
  (streamOf(JSON.stringify(asked)) >>> 0).toString(36);
