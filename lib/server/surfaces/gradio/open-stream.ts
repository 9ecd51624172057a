import type { Reader } from "../../../core/gradio/reader";
import type { Container } from "../../container-shape";
import { clientKey } from "../../edge/client-key";
import { streamHeaders } from "../../edge/stream-headers";
import { refuse } from "./refuse";

const encoder = new TextEncoder();

/** So much of a stream lies unread on its way before more waits. */
const MOST_UNREAD_BYTES = 1024 * 1024;
/** Large texts go piece by piece, so that it is seen that they are read. */
const PIECE_BYTES = 256 * 1024;
/** Who reads nothing for so long, while all its room is taken, has left without a word. */
const STUCK_MS = 60_000;

/**
 * Answers with a stream. `attach` gets its reader and gives what to do when the client goes away. A stream that has ended keeps its place
 * until it is read, since it holds what was written: who never reads it is left. Errors: rate_limited, unavailable.
 */
export function openStream(request: Request, deps: Container, attach: (reader: Reader) => () => void): Response {
  if (request.method === "HEAD") return new Response(null, { headers: streamHeaders });
  const leave = deps.gradio.streams.enter(clientKey(request.headers, deps.env.TRUSTED_PROXY_HOPS));
  if (leave === "own")
    return refuse({ code: "rate_limited", detail: "Too many of your streams are open already.", retryAfterS: 30 });
  if (leave === "all") return refuse({ code: "unavailable", detail: "Too many streams are open.", retryAfterS: 30 });
  const { now } = deps.clock;
  let gone = (): void => {};
  let room = (): void => {};
  let closeWhenRead = (): void => {};
  const body = new ReadableStream<Uint8Array>(
    {
      start(controller) {
        /** It may be written to. */
        let open = true;
        /** It has its place: what was written may still be on its way. */
        let inside = true;
        let watch: NodeJS.Timeout | undefined;
        let written = 0;
        let read = 0;
        let readAt = now();
        const left = (): number => controller.desiredSize ?? 0;
        const finish = (how: () => void): void => {
          if (!inside) return;
          inside = false;
          open = false;
          room = () => {};
          clearTimeout(watch);
          leave();
          how();
        };
        const drop = (): void => finish(() => controller.error(new Error("The client does not read.")));
        const watchFrom = (before: number): void => {
          watch = setTimeout(() => (left() === before ? drop() : watchFrom(left())), STUCK_MS).unref();
        };
        closeWhenRead = () => {
          if (!open && left() === MOST_UNREAD_BYTES) finish(() => controller.close());
        };
        const detach = attach({
          hasRoom: () => !open || left() > 0,
          whenRoom(work) {
            if (open) room = work;
          },
          isStuck() {
            if (!open) return false;
            const sum = written - (MOST_UNREAD_BYTES - left());
            if (sum !== read || left() > 0) readAt = now();
            read = sum;
            return now() - readAt > STUCK_MS;
          },
          write(text) {
            if (!open) return;
            const bytes = encoder.encode(text);
            written += bytes.length;
            for (let at = 0; at < bytes.length; at += PIECE_BYTES)
              controller.enqueue(bytes.subarray(at, at + PIECE_BYTES));
          },
          end() {
            if (!open) return;
            open = false;
            room = () => {};
            closeWhenRead();
            if (inside) watchFrom(left());
          },
          drop,
        });
        gone = () => {
          finish(() => {});
          detach();
        };
      },
      pull() {
        const work = room;
        room = () => {};
        work();
        closeWhenRead();
      },
      cancel: () => gone(),
    },
    new ByteLengthQueuingStrategy({ highWaterMark: MOST_UNREAD_BYTES }),
  );
  return new Response(body, { headers: streamHeaders });
}
