import { failed, type Outcome } from "../../core/failure";
import { fetchHub } from "./fetch-hub";
import type { Span } from "./plan-spans";

/** Parts of one file; what was fetched once is kept for as long as the reading lasts. */
export interface RangeReader {
  /** Bytes of the file. Errors: those of a call to the Hub, bad_files for another part than was asked for. */
  read(span: Span): Promise<Outcome<Uint8Array<ArrayBuffer>>>;
  /** What was fetched for it so far. */
  fetched(): number;
}

export function createRangeReader(options: {
  readonly ask: typeof fetch;
  readonly url: string;
  readonly size: number;
  readonly signal: AbortSignal;
}): RangeReader {
  const { ask, size, signal } = options;
  const kept: { readonly start: number; readonly bytes: Uint8Array<ArrayBuffer> }[] = [];
  let { url } = options;
  let fetched = 0;

  const bring = async ({ start, end }: Span): Promise<Outcome<Uint8Array<ArrayBuffer>>> => {
    // A range with both ends: a browser asks for leave beforehand where there is only one.
    const range = `bytes=${start}-${end - 1}`;
    const outcome = await fetchHub(ask, url, { signal, range, mostBytes: Math.max(size, end - start) });
    if (!outcome.ok) return outcome;
    if (outcome.value === null) return failed("bad_files", { detail: "the file is listed and not there" });
    const { status, bytes, headers } = outcome.value;
    fetched += bytes.length;
    // Whoever pays no heed to a range sends the whole file.
    const isWhole = status === 200 && bytes.length === size;
    if (!isWhole && (status !== 206 || bytes.length !== end - start || !isOf(headers, start, size)))
      return failed("bad_files", { detail: "another part of the file came than was asked for" });
    kept.push({ start: isWhole ? 0 : start, bytes });
    // What follows must be of the same version: the address behind the redirect names the content.
    url = outcome.value.url;
    return { ok: true, value: isWhole ? bytes.subarray(start, end) : bytes };
  };

  const read = async (span: Span): Promise<Outcome<Uint8Array<ArrayBuffer>>> => {
    const reaching = kept.filter(({ start, bytes }) => start < span.end && start + bytes.length >= span.end);
    const there = reaching.sort((a, b) => a.start - b.start)[0];
    if (!there) return bring(span);
    if (there.start <= span.start)
      return { ok: true, value: there.bytes.subarray(span.start - there.start, span.end - there.start) };
    // The end is here: only what stands before it is fetched.
    const before = await bring({ start: span.start, end: there.start });
    if (!before.ok) return before;
    const bytes = new Uint8Array(before.value.length + there.bytes.length);
    bytes.set(before.value);
    bytes.set(there.bytes, before.value.length);
    kept.splice(0, kept.length, { start: span.start, bytes }, ...kept.filter((one) => !within(one, span)));
    return { ok: true, value: bytes.subarray(0, span.end - span.start) };
  };

  return {
    read,
    fetched: () => fetched,
  };
}

const within = (part: { readonly start: number; readonly bytes: Uint8Array }, { start, end }: Span): boolean =>
  part.start >= start && part.start + part.bytes.length <= end;

/** Where the store lets another origin see it, the header must name this part of this file. */
function isOf(headers: Headers, start: number, size: number): boolean {
  const [, from, total] = /^bytes (\d+)-\d+\/(\d+)$/.exec(headers.get("content-range") ?? "") ?? [];
  return from === undefined || (Number(from) === start && Number(total) === size);
}
