import { setTimeout } from "node:timers/promises";
import type { UploadMessage } from "../../../core/gradio/create-upload-progress";
import { toJsonLine } from "../../../core/json-line";
import type { Container } from "../../container-shape";
import { takeTurn } from "../../take-turn";
import { openStream } from "./open-stream";
import { refuse } from "./refuse";
import type { Seen } from "./seen";

/** Who follows an upload may be here before it. */
const WAIT_MS = 3_000;
const LOOK_MS = 50;
const HEARTBEAT_MS = 15_000;
/** No upload takes so long. */
const LONGEST_MS = 90_000;

const frame = (message: UploadMessage): string => `data: ${toJsonLine(message)}\n\n`;

/** `GET upload_progress?upload_id=`: how many bytes of which file have come, until the upload is done. */
export async function uploadProgress(request: Request, deps: Container, _rest: string, seen: Seen): Promise<Response> {
  const { clock, gradio } = deps;
  const { rate, refusal } = await takeTurn(request.headers, "read", deps);
  seen.rate = { policy: "read", decision: rate };
  if (refusal) return refuse(refusal);
  const id = new URL(request.url).searchParams.get("upload_id") ?? "";
  const asked = clock.now();
  let first = gradio.uploadProgress.news(id);
  while (first === undefined && clock.now() - asked < WAIT_MS && !request.signal.aborted) {
    await setTimeout(LOOK_MS);
    first = gradio.uploadProgress.news(id);
  }
  if (first === undefined) return refuse({ code: "not_found", detail: "There is no upload of this id." });
  const begun = first;

  return openStream(request, deps, (reader) => {
    let toldAt = clock.now();
    const stop = (): void => clearInterval(timer);
    const tell = (news: readonly UploadMessage[] | undefined): void => {
      const now = clock.now();
      const isOver = news === undefined || now - asked > LONGEST_MS || news.some(({ msg }) => msg === "done");
      const isQuiet = news?.length === 0 && now - toldAt > HEARTBEAT_MS;
      const messages = isQuiet ? [{ msg: "heartbeat" } as const] : (news ?? []);
      if (messages.length > 0) {
        toldAt = now;
        reader.write(messages.map(frame).join(""));
      }
      if (!isOver) return;
      stop();
      reader.end();
    };
    const timer = setInterval(() => tell(gradio.uploadProgress.news(id)), LOOK_MS).unref();
    tell(begun);
    return stop;
  });
}
