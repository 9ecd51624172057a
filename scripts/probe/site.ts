/** Where a request goes: a service by name, or an address that a redirect named. */
export type Place = "hub" | "router" | "datasets" | "elsewhere";

export interface Ask {
  readonly place: Place;
  /** Path and query; elsewhere, the whole address. */
  readonly path: string;
  /** Posted as JSON where given. */
  readonly body?: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** Which token goes along: the given one, one that cannot be good, or none, which is the default. */
  readonly token?: "own" | "bad" | "none";
}

export interface Seen {
  readonly place: Place;
  readonly status: number;
  readonly headers: Headers;
  readonly bytes: Uint8Array;
  readonly text: string;
  /** Undefined where the body is no JSON. */
  readonly json: unknown;
}

/** One Hugging Face: the real one, or the double. The same question asked twice is sent once. */
export interface Site {
  readonly hasToken: boolean;
  /** Throws Unanswered where no answer came. Redirects are answers. */
  send(ask: Ask): Promise<Seen>;
  /** All answers so far. */
  seen(): readonly Seen[];
  /** Makes the next call of a model meet one that is loading, where that can be arranged. */
  readonly provokeLoading?: () => void;
}

export interface Question {
  readonly words: string;
  readonly needsToken?: boolean;
  /** A short answer that is the same wherever the same is true; null where what it is about was not met. */
  ask(site: Site): Promise<string | null>;
}

/** No answer came; the message says why and holds nothing that was sent. */
export class Unanswered extends Error {}
