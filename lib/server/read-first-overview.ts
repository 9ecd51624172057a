import { type Overview, overview } from "../contracts/functions/overview";
import type { SeriesWindow } from "../contracts/functions/stats-series";
import { isFileAnswer } from "../core/file-answer";
import { bindings } from "./bindings";
import { getContainer } from "./container";

/** What takes longer the page asks for itself, and is not held up. */
const MOST_MS = 700;

/** The overview for the page that is being made; null where it is not at hand in time. */
export async function readFirstOverview(window: SeriesWindow): Promise<Overview | null> {
  const late = AbortSignal.timeout(MOST_MS);
  return Promise.race([
    read(window, late),
    new Promise<null>((resolve) => late.addEventListener("abort", () => resolve(null), { once: true })),
  ]);
}

async function read(window: SeriesWindow, signal: AbortSignal): Promise<Overview | null> {
  const input = overview.input.safeParse({ window });
  if (!input.success) return null;
  const answer = await bindings.overview(await getContainer(), input.data, { requestId: "page", signal });
  if (!answer.ok || isFileAnswer(answer.value)) return null;
  const { success: _, ...first } = answer.value;
  return first;
}
