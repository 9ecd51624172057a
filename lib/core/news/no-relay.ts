import type { NewsRelay } from "./news-relay";

/** For a server that is alone: every turn is its own, and there is nobody to tell or to follow. */
export const noRelay: NewsRelay = {
  takeTurn: async () => true,
  endTurn: async () => undefined,
  publish: async () => ({ ok: true, value: null }),
  follow: async () => ({ ok: true, value: { portions: [], lost: false } }),
};
