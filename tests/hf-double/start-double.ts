import type { ServerResponse } from "node:http";
import { answerRequest, type Engine } from "./engine/answer-request";
import { listen, type Sockets } from "./engine/listen";
import { makeWorld } from "./engine/make-world";
import { createPauses } from "./engine/pauses";
import { createRequestLog, type RequestEntry } from "./engine/request-log";
import { serveAdmin } from "./engine/serve-admin";
import { type Listener, listeners, type Origins } from "./engine/types";
import type { Habits } from "./engine/world";
import { createFaultBook, type SetFault } from "./faults/fault-book";
import type { FaultInput } from "./faults/fault-schema";
import { matchPath } from "./faults/match-path";
import type { Quotas } from "./hub/quota";

export interface DoubleOptions extends Partial<Habits> {
  /** The same seed and the same requests meet the same faults. */
  readonly seed?: number;
  /** First of five ports in a row; 0, the default, takes free ones. */
  readonly port?: number;
  /** Requests a window of five minutes, instead of the hub's own numbers. */
  readonly quotas?: Partial<Quotas>;
  /** Wall time by which the candles are up to date, in milliseconds. */
  readonly now?: number;
  readonly maxBodyBytes?: number;
  readonly maxSockets?: number;
}

export interface Double {
  /** One origin that stands for hub, router and datasets server alike. */
  readonly origin: string;
  /** An origin for each, as the real ones have. */
  readonly origins: Origins;
  /** The settings that point the app at this double. */
  readonly env: Readonly<Record<"HF_HUB_ORIGIN" | "HF_ROUTER_ORIGIN" | "HF_DATASETS_ORIGIN", string>>;
  setFault(fault: FaultInput): SetFault;
  /** The latest requests, oldest first; of a path pattern where one is given. */
  requests(path?: string): readonly RequestEntry[];
  counts(): Readonly<Record<string, number>>;
  sockets(listener: Listener): Sockets;
  /** Forgets faults, log and quotas, and starts the seed anew. Open connections stay. */
  reset(): void;
  /** Moves the candles on to another wall time: new ones at the end of the same. */
  publish(now: number): void;
  /** Closes every port and every socket at once. */
  stop(): Promise<void>;
}

/** Starts a server that behaves as Hugging Face does, on loopback ports of its own. */
export async function startDouble(options: DoubleOptions = {}): Promise<Double> {
  const { seed = 1, port = 0, maxBodyBytes = 4_000_000, maxSockets = 2_000 } = options;
  const {
    mapping = "object",
    unservedMapping = "absent",
    unserved = [],
    lists = "best-of-each",
    candles = "parquet",
    candleRows = 240,
    ownCandles = null,
  } = options;
  const faults = createFaultBook(seed);
  const log = createRequestLog();
  const pauses = createPauses();
  const world = makeWorld({
    seed,
    habits: { mapping, unservedMapping, unserved, lists, candles, candleRows, ownCandles },
    quotas: options.quotas,
    now: options.now ?? Date.now(),
    origins: () => listening.origins,
  });
  const reset = (): void => {
    faults.clear();
    log.clear();
    world.quota.clear();
    world.reseed();
  };
  const sockets = () => Object.fromEntries(listeners.map((listener) => [listener, listening.sockets(listener)]));
  const engine: Engine = {
    world,
    faults,
    log,
    maxBodyBytes,
    pauseFor: (response: ServerResponse) => pauses.open(response),
    admin: (call) => serveAdmin({ ...call, faults, log, sockets, reset }),
  };
  const listening = await listen({
    port,
    maxSockets,
    refuses: (listener) => listener !== "all" && faults.refuses(listener),
    handle(request, response, listener) {
      answerRequest(request, response, listener, engine).catch((error: unknown) => {
        // A client that leaves while it is being read is no defect of the double.
        if (!request.destroyed) console.error(error);
        response.destroy();
      });
    },
  });
  const { origins } = listening;
  return {
    origin: origins.all,
    origins,
    env: { HF_HUB_ORIGIN: origins.hub, HF_ROUTER_ORIGIN: origins.router, HF_DATASETS_ORIGIN: origins.datasets },
    setFault: (fault) => faults.add(fault),
    requests(path) {
      const fits = matchPath(path);
      return log.entries().filter((entry) => fits(entry.path));
    },
    counts: () => log.counts(),
    sockets: (listener) => listening.sockets(listener),
    reset,
    publish: (now) => world.publish(now),
    async stop() {
      pauses.end();
      await listening.close();
    },
  };
}
