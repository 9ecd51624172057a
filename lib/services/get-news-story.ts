import type { z } from "zod";
import type { NewsStoryAnswer, newsStory } from "../contracts/functions/news-story";
import { fail, ok, type Result } from "../core/errors";
import type { Call } from "../core/ports";
import type { NewsDeps } from "./news-deps";
import { openRoom, toError } from "./open-room";
import { toNewsRow } from "./to-news-row";

/** Gives one item with its versions and copies. Errors: not_found, unavailable. */
export async function getNewsStory(args: {
  readonly deps: NewsDeps;
  readonly input: z.output<typeof newsStory.input>;
  readonly call: Call;
}): Promise<Result<NewsStoryAnswer>> {
  const { deps, input, call } = args;
  const room = await openRoom(deps);
  if (!room.ok) return room;
  const { archive, sample } = room.value;
  const versions = await archive.versions(input.id, call.signal);
  if (!versions.ok) return toError(versions.error);
  const item = versions.value.at(-1);
  if (!item) return fail("not_found", "No item of news has this id.");
  const story = await archive.copies(item.id, call.signal);
  if (!story.ok) return toError(story.error);
  const { copies, outlets, others } = story.value;
  const row = (one: typeof item) => toNewsRow({ item: one, copies, outlets }, sample);
  return ok({
    success: true,
    item: row(item),
    versions: versions.value.map(row),
    copies: others.map(row),
  });
}
