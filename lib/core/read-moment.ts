const DAY_MS = 86_400_000;

/** Start of a day or a moment, in milliseconds since the epoch. A text without a time is a day in UTC. */
export const readMoment = (text: string): number => Date.parse(text);

/** The end of what is named, exclusive: a day counts whole. */
export const readEnd = (text: string): number => readMoment(text) + (text.length === 10 ? DAY_MS : 0);
