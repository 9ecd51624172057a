/** How exactly a time is told. Coarser ones stand for the beginning of their day, month or year, UTC. */
export const precisions = ["second", "minute", "day", "month", "year"] as const;
export type Precision = (typeof precisions)[number];

export type NewsKind = "feed" | "dataset" | "folder" | "sample";

/** Lengths of a bucket of the mood of news. */
export const moodIntervals = ["1h", "4h", "12h", "1d", "1w"] as const;
export type MoodInterval = (typeof moodIntervals)[number];

/** Candles that an event study can be made over; its horizons are counted in them. */
export const studyTimeframes = ["1h", "1d"] as const;
export type StudyTimeframe = (typeof studyTimeframes)[number];

/** What a coin's return is compared with. */
export const benchmarks = ["BTC", "basket", "none"] as const;
export type Benchmark = (typeof benchmarks)[number];

/** Which time of a story counts: `published` is what the source says, and nobody here may have known it then. */
export const studyClocks = ["first_seen", "published"] as const;
export type StudyClock = (typeof studyClocks)[number];

/** Candles after the event at which its effect is measured. */
export const studyHorizons = [1, 4, 24] as const;
/** What a horizon of a study comes to. */
export const studyVerdicts = ["too_few", "no_comparison", "no_effect_found", "effect"] as const;
export type StudyVerdict = (typeof studyVerdicts)[number];
/** Fewer events than that say nothing. */
export const TOO_FEW_EVENTS = 20;
