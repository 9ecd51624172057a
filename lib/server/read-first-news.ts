import { type NewsAnswer, news } from "../contracts/functions/news";
import { type NewsMoodAnswer, newsMood } from "../contracts/functions/news-mood";
import { isFileAnswer } from "../core/file-answer";
import { bindings } from "./bindings";
import { getContainer } from "./container";

/** What takes longer the page asks for itself, and is not held up. */
const MOST_MS = 700;

/**
 * Stories and their mood for the page that is being made; null where they are not at hand, and where what was asked for is no question.
 * `moodOf` is what to ask of the mood once it is known what the archive holds.
 */
export async function readFirstNews(
  wish: object,
  moodOf: (answer: NewsAnswer) => object,
): Promise<{ readonly news: NewsAnswer; readonly mood: NewsMoodAnswer } | null> {
  const late = AbortSignal.timeout(MOST_MS);
  return Promise.race([
    read(wish, moodOf, late),
    new Promise<null>((resolve) => late.addEventListener("abort", () => resolve(null), { once: true })),
  ]);
}

async function read(wish: object, moodOf: (answer: NewsAnswer) => object, signal: AbortSignal) {
  const input = news.input.safeParse(wish);
  if (!input.success) return null;
  const deps = await getContainer();
  const call = { requestId: "page", signal };
  const listed = await bindings.news(deps, input.data, call);
  if (!listed.ok || isFileAnswer(listed.value)) return null;
  const asked = newsMood.input.safeParse(moodOf(listed.value));
  if (!asked.success) return null;
  const mood = await bindings.news_mood(deps, asked.data, call);
  return mood.ok && !isFileAnswer(mood.value) ? { news: listed.value, mood: mood.value } : null;
}
