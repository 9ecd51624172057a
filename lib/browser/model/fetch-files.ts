import type { DeviceStore } from "./device-store";
import { hashBytes } from "./hash-bytes";
import { LoadRefused } from "./load-refused";
import { type ModelFile, NOT_HERE } from "./model-files";

type Bytes = Uint8Array<ArrayBuffer>;

export interface Fetched {
  /** By path, unpacked and compared with their hashes. */
  readonly files: ReadonlyMap<string, Bytes>;
  /** Whether all of them are on the device now. */
  readonly kept: boolean;
}

/**
 * Brings files together, from the device or from where they are served, all at once. What does not have the published hash is never handed
 * on: a kept copy is dropped and fetched anew, a fetched one is refused. Errors: LoadRefused.
 */
export async function fetchFiles(args: {
  readonly files: readonly ModelFile[];
  readonly store: DeviceStore;
  /** Fetches nothing: what is not on the device is refused as `unavailable`. */
  readonly onlyKept?: boolean;
  /** Bytes as they travel, kept ones included. */
  readonly onProgress: (received: number, total: number) => void;
  readonly ask?: typeof fetch;
}): Promise<Fetched> {
  const { files, store, onlyKept = false, onProgress, ask = (...rest) => fetch(...rest) } = args;
  const received = new Map<string, number>();
  const totals = new Map(files.map(({ path, bytes }) => [path, bytes]));
  const sum = (numbers: Iterable<number>): number => [...numbers].reduce((all, one) => all + one, 0);
  const note = (path: string, bytes: number, total?: number): void => {
    received.set(path, bytes);
    totals.set(path, Math.max(total ?? totals.get(path) ?? 0, bytes));
    onProgress(sum(received.values()), sum(totals.values()));
  };

  const bring = async (file: ModelFile) => {
    const found = await fromDevice(file, store);
    if (found !== null) {
      note(file.path, file.bytes);
      return { path: file.path, bytes: found, kept: true };
    }
    if (onlyKept) throw new LoadRefused("unavailable", NOT_HERE);
    const mayBePacked = file.plainUrl !== undefined && "DecompressionStream" in globalThis;
    const travelled = await download(mayBePacked ? file.url : (file.plainUrl ?? file.url), file, ask, note);
    // A proxy that names the encoding has had it unpacked by the browser already.
    const bytes = mayBePacked && isPacked(travelled) ? await unpack(travelled, file.path) : travelled;
    await check(file, bytes);
    return { path: file.path, bytes, kept: await store.put(file.url, travelled) };
  };

  const brought = await Promise.all(files.map(bring));
  return {
    files: new Map(brought.map(({ path, bytes }) => [path, bytes])),
    kept: brought.every(({ kept }) => kept),
  };
}

async function fromDevice(file: ModelFile, store: DeviceStore): Promise<Bytes | null> {
  const kept = await store.get(file.url);
  if (kept === null) return null;
  try {
    const bytes = isPacked(kept) && file.plainUrl !== undefined ? await unpack(kept, file.path) : kept;
    await check(file, bytes);
    return bytes;
  } catch {
    await store.drop(file.url);
    return null;
  }
}

async function download(
  url: string,
  file: ModelFile,
  ask: typeof fetch,
  note: (path: string, bytes: number, total?: number) => void,
): Promise<Bytes> {
  const parts: Bytes[] = [];
  let size = 0;
  try {
    const response = await ask(url);
    if (!response.ok) throw new LoadRefused("bad_files", `${file.path} is not there (status ${response.status})`);
    // With a content encoding the length is of other bytes than those that arrive here.
    const length = response.headers.get("content-encoding") === null ? response.headers.get("content-length") : null;
    const total = length === null ? undefined : Number(length);
    for (const reader = response.body?.getReader(); reader; ) {
      const { done, value } = await reader.read();
      if (done) break;
      parts.push(value);
      size += value.length;
      note(file.path, size, total === undefined ? undefined : Math.max(total, size));
    }
  } catch (cause) {
    throw cause instanceof LoadRefused ? cause : new LoadRefused("unreachable", `${file.path} could not be fetched`);
  }
  note(file.path, size, size);
  const all = new Uint8Array(size);
  let at = 0;
  for (const part of parts) {
    all.set(part, at);
    at += part.length;
  }
  return all;
}

const isPacked = (bytes: Bytes): boolean => bytes[0] === 0x1f && bytes[1] === 0x8b;

async function unpack(bytes: Bytes, path: string): Promise<Bytes> {
  try {
    const stream = new Blob([bytes]).stream().pipeThrough(new DecompressionStream("gzip"));
    return new Uint8Array(await new Response(stream).arrayBuffer());
  } catch {
    throw new LoadRefused("bad_files", `${path} is not the file that was published`);
  }
}

const POINTER = "version https://git-lfs";

async function check({ path, sha256 }: ModelFile, bytes: Bytes): Promise<void> {
  // Git LFS leaves a note of three lines where a large file was not fetched.
  if (new TextDecoder("latin1").decode(bytes.subarray(0, POINTER.length)) === POINTER)
    throw new LoadRefused("bad_files", `${path} is a pointer to a file that was never fetched`);
  if (sha256 !== null && (await hashBytes(bytes)) !== sha256)
    throw new LoadRefused("bad_files", `${path} is not the file that was published`);
}
