// Fetches and unpacks files of candles in a thread of its own: the library for it is of no use to a page, and unpacking would hold it up.
import { candleColumns, newCandles } from "../core/market/candles";
import { listScripts } from "./list-scripts";
import type { CandlesAnswer, CandlesQuestion } from "./market/create-candles-link";
import { createHubFileReader } from "./market/create-hub-file-reader";
import type { HubPart } from "./market/hub-read";

const read = createHubFileReader((...args) => fetch(...args));
const running = new Map<number, AbortController>();

const say = (answer: CandlesAnswer, transfer: Transferable[] = []): void => self.postMessage(answer, { transfer });

async function answer(question: CandlesQuestion): Promise<void> {
  const { id } = question;
  if (question.ask === "leave") {
    running.get(id)?.abort();
    return;
  }
  const controller = new AbortController();
  running.set(id, controller);
  const outcome = await read(question.request, controller.signal);
  running.delete(id);
  if (outcome.ok) sayPart(id, outcome.value);
  else {
    // What was thrown need not be fit to travel.
    const { cause, ...error } = outcome.error;
    if (cause !== undefined) console.debug("A file of candles could not be read.", cause);
    say({ id, outcome: { ok: false, error } });
  }
}

/** Columns are moved to the page, without the room that cleaning left around them. */
function sayPart(id: number, part: HubPart): void {
  const candles = newCandles(part.candles.time.length);
  for (const name of candleColumns) candles[name].set(part.candles[name]);
  const buffers = candleColumns.map((name) => candles[name].buffer).filter((buffer) => buffer instanceof ArrayBuffer);
  say({ id, outcome: { ok: true, value: { ...part, candles } } }, buffers);
}

self.onmessage = ({ data }: MessageEvent<CandlesQuestion>) => void answer(data);
say({ scripts: listScripts() });
