import type { Category, EngineName, Reason, Scores, Thresholds } from "../contracts/verdict";
import type { Failure, Outcome } from "./failure";

/** One engine's reading of one text. */
export interface Reading {
  readonly scores: Scores;
  readonly reasons: readonly Reason[];
  readonly chunks: number;
  /** True where only the beginning was read. */
  readonly truncated?: boolean | undefined;
  /** False when nothing in the text meant anything to the engine. */
  readonly understood: boolean;
  /** Set where the reading came from the cache: how old it is. */
  readonly cachedAgeS?: number;
  /** Set where several engines answered: how far they are apart, from 0 to 1. */
  readonly disagreement?: number;
  /** Key of the one of several engines that named the reasons. */
  readonly explainedBy?: string;
}

export interface ReadRequest {
  readonly texts: readonly string[];
  readonly category: Category;
  readonly explain: boolean;
  /** False: ask anew, and keep what comes. Engines without a cache pay no heed. */
  readonly useCache: boolean;
  readonly signal: AbortSignal;
}

/** A tier that can read texts: lexical here; models and remote inference implement the same port. */
export interface SentimentEngine {
  readonly key: string;
  /** For people. */
  readonly name: string;
  readonly engine: EngineName;
  readonly id: string;
  readonly revision: string;
  readonly dtype: string | null;
  readonly thresholds: Thresholds;
  readonly calibrated: boolean;
  /** How much it counts in an ensemble. */
  readonly weight: number;
  /** BCP 47 tags of the languages that it reads. Left out where nobody knows: then no language is held against it. */
  readonly languages?: readonly string[];
  /** Keys of engines whose opinion is part of its own: they do not count beside it. */
  readonly contains?: readonly string[];
  /** Reads all texts, in order. An engine that is out fails as a whole; the next tier then answers. */
  read(request: ReadRequest): Promise<Outcome<readonly Reading[]>>;
  /** What it has in store for each text, without asking anyone: good for those whose neighbours made `read` fail. */
  recall?(request: ReadRequest): Promise<readonly (Reading | undefined)[]>;
}

/** Engines of one kind, under one deadline. */
export interface Tier {
  readonly engine: EngineName;
  readonly engines: readonly SentimentEngine[];
  /** Keys of the engines for a kind of text: the first answers, the next stand in. */
  readonly order: (category: Category) => readonly string[];
  /** True: it is not wanted here. It is asked where one of its engines is named, and then says why it cannot be. */
  readonly onlyNamed?: boolean;
  /** True: it reads in milliseconds, and is asked also where little time is left. */
  readonly isQuick?: boolean;
  /** Whether it would answer at once, having all that it needs in memory. Left out: always. */
  readonly isReady?: () => boolean;
  /** Makes it ready, behind the back of whoever asked. */
  readonly wake?: () => void;
  /** How long the tier may take for so many texts, in milliseconds. */
  readonly deadlineMs: (texts: number) => number;
  /** Why no engine of it can be asked now, or null. */
  readonly refusal: () => Failure | null;
}

/** Finds out what language a text is in. */
export interface LanguageDetector {
  /** BCP 47 tag; null where it cannot be told. Never fails. */
  detect(text: string): Promise<string | null>;
}

/** What can be told of a text before anyone reads its mood. */
export interface TextLook {
  /** BCP 47 tag; null where it was not determined. */
  readonly language: string | null;
  /** Too little stands in it for anyone to judge. */
  readonly tooShort: boolean;
  /** None of its words is known, and its language neither: who reads only English cannot judge it. */
  readonly isStrange: boolean;
}

/** Looks at a text. Never fails. */
export type LookAtText = (text: string) => Promise<TextLook>;

/** A class of a model with its score, in the model's own words. */
export interface LabelScore {
  readonly label: string;
  readonly score: number;
}

export interface ClassifyRequest {
  readonly id: string;
  readonly task: "text-classification" | "zero-shot-classification";
  readonly texts: readonly string[];
  /** How many labels the model has; for zero-shot, the labels themselves. */
  readonly labels: readonly string[];
  readonly signal: AbortSignal;
}

/** One ranking for each text, in order, and what the call cost. Nothing in it has been believed yet. */
export interface Classified {
  readonly rankings: readonly (readonly LabelScore[])[];
  readonly computeS: number;
}

/** Sends texts to a remote model: one attempt, no retry, no cache. */
export interface TextClassifier {
  classify(request: ClassifyRequest): Promise<Outcome<Classified>>;
}

/** A reading that the cache keeps. */
export interface KeptReading {
  readonly scores: Scores;
  readonly chunks: number;
  /** True where only the beginning was read. */
  readonly truncated?: boolean | undefined;
}

export interface CacheHit {
  readonly reading: KeptReading;
  readonly ageS: number;
  /** Past its lifetime: good until something newer comes, or when nothing does. */
  readonly stale: boolean;
}

/** Keeps readings of remote models. Never fails: what cannot be read is a miss, what cannot be written is lost. */
export interface ReadingCache {
  get(key: string): Promise<CacheHit | undefined>;
  set(key: string, reading: KeptReading): Promise<void>;
}

/** Whose turn it is to ask for a reading: this process's, another's, or what another has just been told. */
export type Turn = "mine" | "theirs" | KeptReading;

/**
 * Turns of several processes at the same work, so that one does it for all. A turn ends by itself after its time, and
 * soon after its process ended. Never fails: where there is nobody to ask, every turn is mine.
 */
export interface SharedTurns {
  /** Takes the turns that nobody has, for `ms` at the most; one for each key, in order. `anew`: what another has just been told is not wanted. */
  take(keys: readonly string[], options: { readonly ms: number; readonly anew: boolean }): Promise<readonly Turn[]>;
  /** Ends turns of this process: with what was read, in the order of the keys, or null for the next one to try. */
  end(keys: readonly string[], readings: readonly KeptReading[] | null): Promise<void>;
}

/** What one process was told by a host, for the others. Never fails. */
export interface SharedClosures {
  /** Why nobody should ask now, with the time that is left, or null. `fresh`: what was known a moment ago will not do. */
  look(fresh: boolean): Promise<Failure | null>;
  tell(because: Failure, ms: number): void;
}

/** What remote calls may cost, and did. */
export interface Budget {
  /** Takes one call out of the budget, or says why not and until when. */
  take(): Failure | null | Promise<Failure | null>;
  /** Books what a call cost beyond being one. */
  book(cost: { readonly computeS: number }): void;
}

/** Takes note of what went wrong inside and was worked around, for the operator. */
export type Report = (event: string, fields: Readonly<Record<string, unknown>>) => void;

/** What a verb tells while it works. */
export interface CallEvent {
  /** `first`: a verdict that a better one will follow; `change`: the better one has another label; `frame`: what is new. */
  readonly event: "item" | "progress" | "first" | "change" | "frame";
  readonly data: unknown;
}

/** What a verb knows of the call it serves. */
export interface Call {
  readonly requestId: string;
  /** Who asks, as the limits count them. */
  readonly client?: string;
  /** Aborted when the caller went away or the deadline has passed. */
  readonly signal: AbortSignal;
  readonly emit?: (event: CallEvent) => void;
  /** Sent by the caller so that the same request, sent again, is answered with what it made the first time. */
  readonly idempotencyKey?: string;
  /** Told when the answer is such a one. */
  readonly replayed?: () => void;
}

export interface Clock {
  /** Monotonic milliseconds. */
  now(): number;
  /** Wall time, milliseconds since the epoch. */
  wall(): number;
  /** Lets other work of this thread run. */
  pause(): Promise<void>;
}

/** What is known of a place where things are kept. */
export interface StoreLook {
  /** False: what should be kept there is in memory alone. */
  readonly works: boolean;
  readonly detail: string;
  /** Monotonic time of the latest attempt; null before the first. */
  readonly at: number | null;
}

/** The latest look at an engine or a store. */
export interface EngineCheck {
  /** `off`: not wanted here. */
  readonly status: "pass" | "warn" | "fail" | "off";
  /** In words that do not change while nothing else does: no countdown. */
  readonly detail: string;
  /** When it is asked next, in words that change with each second; none where nobody waits for that. */
  readonly again?: string | undefined;
  /** Monotonic time of the look. */
  readonly checkedAt: number;
}

export interface RateDecision {
  readonly allowed: boolean;
  readonly limit: number;
  readonly windowS: number;
  readonly remaining: number;
  /** Seconds until the window starts anew. */
  readonly resetS: number;
}

export interface RateLimiter {
  take(client: string): Promise<RateDecision>;
}
