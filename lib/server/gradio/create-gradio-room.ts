import { openUploads } from "../../adapters/files/open-uploads";
import { functions } from "../../contracts/functions";
import { type CallQueue, createCallQueue } from "../../core/gradio/create-call-queue";
import { type CallShelf, createCallShelf } from "../../core/gradio/create-call-shelf";
import { createSessions, type Sessions } from "../../core/gradio/create-sessions";
import { createStreamDoor, type StreamDoor } from "../../core/gradio/create-stream-door";
import { createUploadProgress, type UploadProgress } from "../../core/gradio/create-upload-progress";
import { describeConfig } from "../../core/gradio/describe-config";
import { describeInfo } from "../../core/gradio/describe-info";
import { listEndpoints } from "../../core/gradio/endpoint";
import type { Reader } from "../../core/gradio/reader";
import type { Uploads } from "../../core/gradio/uploads";
import type { Clock, Report } from "../../core/ports";
import { type Tagged, tag } from "../edge/respond";

const MOST_SESSIONS = 2_000;
/** Calls of one client, or what all that wait hold in memory, must not be all there is. */
const MOST_WAITING = 1_000;
const MOST_WAITING_OF_ONE = 200;
const MOST_WAITING_BYTES = 64 * 1024 * 1024;
/** Streams that are open, in all and of one client. */
const MOST_STREAMS = 2_000;
const MOST_STREAMS_OF_ONE = 200;
/** Uploads of which it is told how far they are. */
const MOST_FOLLOWED = 200;
const BEAT_MS = 15_000;
/** When the server ends, calls may finish for so long. */
const DRAIN_MS = 6_000;

/** A call that waits or runs. */
interface GradioEvent {
  readonly session: string | null;
  readonly fnIndex: number;
  /** Its client wants no more: it ends with what it had told. */
  cancel(): void;
  /** Nobody listens any more: it ends with an error, as part of an answer must not pass for all of it. */
  breakOff(): void;
}

/** What Gradio's protocol keeps between requests. */
export interface GradioRoom {
  readonly endpoints: ReturnType<typeof listEndpoints<(typeof functions)[number]>>;
  /** A number of this start, by which a client that comes back knows that it is another. */
  readonly appId: number;
  /** What clients read first, made once. */
  readonly config: Tagged;
  readonly info: Tagged;
  readonly queue: CallQueue;
  readonly sessions: Sessions;
  readonly shelf: CallShelf;
  readonly events: Map<string, GradioEvent>;
  readonly streams: StreamDoor;
  /** Streams that only say that the server is there. */
  readonly hearts: Set<Reader>;
  /** Files that clients have sent, and how far those are that are on their way. */
  readonly uploads: Uploads;
  readonly uploadProgress: UploadProgress;
  /** The server ends: streams close as soon as their calls are through, and after a while as they are. */
  drain(): void;
  close(): Promise<void>;
}

const GOING = "The server is going down; call again in a moment.";

export function createGradioRoom({
  clock,
  after,
  dir,
  warn,
}: {
  readonly clock: Clock;
  /** Uploads are kept below it. */
  readonly dir: string;
  readonly warn: Report;
  readonly after: (ms: number, work: () => void) => () => void;
}): GradioRoom {
  const { now } = clock;
  const endpoints = listEndpoints(functions);
  const config = once(() => tag(JSON.stringify(describeConfig(endpoints, appId))));
  const info = once(() => tag(JSON.stringify(describeInfo(endpoints))));
  const appId = Math.floor(clock.wall());
  const limits = new Map(endpoints.map(({ kind, contract }) => [kind, contract.concurrency]));
  const sessions = createSessions({ most: MOST_SESSIONS, now, after, soon: (work) => void setImmediate(work) });
  const shelf = createCallShelf({ most: MOST_SESSIONS, now, after });
  const uploads = openUploads({ dir, clock, warn });
  const hearts = new Set<Reader>();
  const beat = (): void => {
    sessions.beat();
    shelf.beat();
    for (const heart of hearts) if (heart.hasRoom()) heart.write("data: ALIVE\n\n");
    stopBeat = after(BEAT_MS, beat);
  };
  let stopBeat = after(BEAT_MS, beat);
  let ended = false;
  const close = (): void => {
    if (ended) return;
    ended = true;
    stopBeat();
    sessions.close(GOING);
    const failure = {
      error: GOING,
      title: "Not available now",
      duration: 10,
      visible: true,
      code: "unavailable",
    } as const;
    shelf.close({ failure });
    for (const heart of hearts) heart.end();
    hearts.clear();
  };
  return {
    endpoints,
    appId,
    get config() {
      return config();
    },
    get info() {
      return info();
    },
    queue: createCallQueue({
      limitOf: (kind) => limits.get(kind) ?? 1,
      most: MOST_WAITING,
      mostOfOne: MOST_WAITING_OF_ONE,
      mostBytes: MOST_WAITING_BYTES,
      now,
      after,
    }),
    sessions,
    shelf,
    events: new Map(),
    streams: createStreamDoor({ most: MOST_STREAMS, mostOfOne: MOST_STREAMS_OF_ONE }),
    hearts,
    uploads,
    uploadProgress: createUploadProgress(MOST_FOLLOWED),
    drain() {
      sessions.drain();
      for (const heart of hearts) heart.end();
      hearts.clear();
      after(DRAIN_MS, close);
    },
    close() {
      close();
      return uploads.close();
    },
  };
}

/** Made with the first question: a server that begins is not to wait for it. */
function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | null = null;
  return () => {
    made ??= { value: make() };
    return made.value;
  };
}
