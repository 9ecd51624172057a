import { textReply } from "./reply";
import type { Exchange, Headers, Reply, Source } from "./types";

/** Serves bytes with an entity tag: 304 where the client has them, 206 for a range, 416 for one beyond the end. */
export function serveSource(source: Source, etag: string, exchange: Exchange, headers: Headers): Reply {
  const common = { ...headers, etag, "accept-ranges": "bytes" };
  const known = exchange.headers["if-none-match"]?.split(",").map((tag) => tag.trim().replace(/^W\//, ""));
  if (known?.includes(etag) === true || known?.includes("*") === true)
    return { status: 304, headers: common, source: { size: 0, read: () => Buffer.alloc(0) } };
  const range = readRange(exchange.headers.range, source.size);
  if (range === "beyond")
    return {
      ...textReply(416, "Range Not Satisfiable"),
      headers: { ...common, "content-range": `bytes */${source.size}` },
    };
  if (range === "none") return { status: 200, headers: common, source };
  const [start, end] = range;
  return {
    status: 206,
    headers: { ...common, "content-range": `bytes ${start}-${end - 1}/${source.size}` },
    source: { size: end - start, read: (from, to) => source.read(start + from, start + to) },
  };
}

/** One range of bytes, end exclusive. Several ranges, or a header that cannot be read, mean the whole. */
function readRange(header: string | undefined, size: number): readonly [number, number] | "none" | "beyond" {
  const found = /^bytes=(\d*)-(\d*)$/.exec(header?.trim() ?? "");
  if (found === null || (found[1] === "" && found[2] === "")) return "none";
  if (found[1] === "") {
    const length = Math.min(size, Number(found[2]));
    return length === 0 ? "beyond" : [size - length, size];
  }
  const start = Number(found[1]);
  const end = found[2] === "" ? size : Math.min(size, Number(found[2]) + 1);
  if (start >= size) return "beyond";
  return end > start ? [start, end] : "none";
}
