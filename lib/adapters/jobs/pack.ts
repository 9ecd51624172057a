import { promisify } from "node:util";
import { gunzip, gzip } from "node:zlib";

const zip = promisify(gzip);
const unzip = promisify(gunzip);

/** A chunk of texts is some hundred kilobytes, and can be no larger than the request that brought it. */
const MOST_BYTES = 256 * 1024 * 1024;

/** Values as lines of JSON, zipped: several such packs behind one another are a zipped file of all lines. */
export const pack = (values: readonly unknown[]): Promise<Buffer> =>
  zip(values.map((value) => `${JSON.stringify(value)}\n`).join(""), { level: 1 });

/** Reads a pack of this program's own making. Throws where it is none. */
export async function unpack<T>(bytes: Uint8Array): Promise<readonly T[]> {
  const text = (await unzip(bytes, { maxOutputLength: MOST_BYTES })).toString("utf8");
  return text
    .split("\n")
    .slice(0, -1)
    .map((line): T => JSON.parse(line));
}
