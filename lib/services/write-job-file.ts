import type { Item } from "../contracts/item";
import { hasEnded } from "../contracts/job";
import { writeCsv } from "../core/csv/write-csv";
import type { FileAnswer } from "../core/file-answer";
import { describeJob } from "../core/jobs/describe-job";
import type { JobChunk, JobLook, Jobs } from "../core/jobs/jobs";

const columns = [
  "index",
  "text",
  "label",
  "confidence",
  "bullish",
  "neutral",
  "bearish",
  "engine",
  "model",
  "abstained",
  "abstained_because",
  "disagreement",
  "language",
  "truncated",
  "degraded",
  "error",
];

/** Everything that a job has found so far, in the order of its texts and with them, as one file. */
export function writeJobFile(jobs: Jobs, look: JobLook, format: "csv" | "json"): FileAnswer {
  // Whoever finds it later on a disk shall know that there is more.
  const part = look.tally.done < look.total ? "-partial" : "";
  const name = `barometer-job-${look.id.slice(0, 6)}${part}.${format}`;
  return format === "csv"
    ? { kind: "file", type: "text/csv; charset=utf-8", name, parts: csvParts(jobs, look) }
    : { kind: "file", type: "application/json; charset=utf-8", name, parts: jsonParts(jobs, look) };
}

async function* csvParts(jobs: Jobs, look: JobLook): AsyncGenerator<string> {
  yield `${writeCsv(columns, []).trimEnd()}\r\n`;
  for await (const { from, texts, items } of readChunks(jobs, look)) {
    const rows = items.map((item, at) => [from + at, textOf(texts[at]), ...cellsOf(item)]);
    // The header comes along with every piece, and is cut off again.
    const csv = writeCsv(columns, rows);
    yield `${csv.slice(csv.indexOf("\r\n") + 2)}\r\n`;
  }
}

const textOf = (text: unknown): string => (typeof text === "string" ? text : JSON.stringify(text));

function cellsOf(item: Item): readonly (string | number | boolean | null)[] {
  if ("error" in item) return [...Array<null>(columns.length - 3).fill(null), item.error.detail];
  const { label, confidence, scores, engine, model } = item;
  const degraded = item.degraded.map(({ tier, code }) => `${tier} ${code}`).join("; ");
  return [
    ...[label, confidence, scores.bullish, scores.neutral, scores.bearish, engine, model],
    ...[
      item.abstained,
      item.abstained_because,
      item.disagreement,
      item.language,
      item.truncated,
      degraded || null,
      null,
    ],
  ];
}

async function* jsonParts(jobs: Jobs, look: JobLook): AsyncGenerator<string> {
  const { request_id: _, ...job } = describeJob(look, "");
  yield `{"job":${JSON.stringify(job)},"results":[`;
  let first = true;
  for await (const { from, texts, items } of readChunks(jobs, look)) {
    const rows = items.map((result, at) => JSON.stringify({ index: from + at, text: texts[at], result }));
    yield `${first ? "\n" : ",\n"}${rows.join(",\n")}`;
    first = false;
  }
  yield "\n]}\n";
}

type ReadParts = JobChunk & { readonly items: readonly Item[] };

/** The chunks that have results; while the job runs, up to the first that has none. */
async function* readChunks(jobs: Jobs, look: JobLook): AsyncGenerator<ReadParts> {
  for (let at = 0; at < look.total; ) {
    const chunk = await jobs.chunkAt(look.id, at, { texts: true });
    if (!chunk.ok) throw new Error(`a part of the job could not be read: ${chunk.error.detail}`);
    if (chunk.value === null) return;
    const { items, to } = chunk.value;
    if (items !== null) yield { ...chunk.value, items };
    else if (!hasEnded(look.state)) return;
    at = to;
  }
}
