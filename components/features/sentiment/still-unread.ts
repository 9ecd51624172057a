import type { Problem } from "./use-sentiment";

/**
 * The problem whose text a model may read that has just come: the one that was shown when it was asked for, while the same text's problem is
 * still shown. After a clear, another text or a reading on its way there is none.
 */
export const stillUnread = (asked: Problem | null, shown: Problem | null): Problem | null =>
  asked !== null && shown?.draft === asked.draft ? shown : null;
