/** No reply is held back longer than this. One that is never to come waits for the client to go, and as long at most. */
export const LONGEST_MS = 120_000;
