import type { Quota } from "../hub/quota";
import type { ModelCard } from "../models/catalogue";
import type { Repo } from "../repos/repo";
import type { ViewerTable } from "../viewer/table";
import type { Random } from "./random";
import type { Listener, Origins, Service } from "./types";

/** How this Hugging Face is, apart from faults. */
export interface Habits {
  /** What the look-up of a served model says. */
  readonly mapping: "object" | "list";
  /** What it says of a model that no provider serves. Which of the two is true is not known: both are offered. */
  readonly unservedMapping: "empty" | "absent";
  /** Ids of models that are not served although the catalogue says so. */
  readonly unserved: readonly string[];
  /** A list without `top_k`: one list with the best label of each, or one ranking for each. */
  readonly lists: "best-of-each" | "ranking-of-each";
  /** Which of its two layouts the candle dataset has. */
  readonly candles: "parquet" | "csv";
  /** How many candles of each there are at first. */
  readonly candleRows: number;
  /** Candles to serve in place of made-up ones: tables with a header, by the name of their file without its ending. */
  readonly ownCandles: Readonly<Record<string, () => string>> | null;
}

/** Everything that the services of one double share. */
export interface World {
  readonly habits: Habits;
  readonly models: ReadonlyMap<string, ModelCard>;
  readonly repos: ReadonlyMap<string, Repo>;
  readonly tables: ReadonlyMap<string, ViewerTable>;
  readonly quota: Quota;
  readonly random: Random;
  /** Moves the candles on: more of them, and other commits. */
  publish(now: number): void;
  /** Starts the seed anew. */
  reseed(): void;
  readonly origins: () => Origins;
}

/** Where a service is for a caller who came in by a listener: who came by the common door stays with it. */
export function originFor(world: World, listener: Listener, service: Service): string {
  const origins = world.origins();
  // Signed downloads always live on another origin, or a client that forwards its token would go unnoticed.
  return listener === "all" && service !== "cdn" ? origins.all : origins[service];
}
