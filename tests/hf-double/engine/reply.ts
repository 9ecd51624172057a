import type { Headers, Reply, Source } from "./types";

/** Bytes in memory as a source. */
export function toSource(bytes: Buffer | string): Source {
  const buffer = typeof bytes === "string" ? Buffer.from(bytes, "utf8") : bytes;
  return { size: buffer.length, read: (start, end) => buffer.subarray(start, end) };
}

/** A reply with a JSON body. */
export function jsonReply(status: number, value: unknown, headers: Headers = {}): Reply {
  return {
    status,
    headers: { "content-type": "application/json; charset=utf-8", ...headers },
    source: toSource(JSON.stringify(value)),
    value,
  };
}

/** A reply with a text body; the content type defaults to plain text. */
export function textReply(status: number, text: string, headers: Headers = {}): Reply {
  return { status, headers: { "content-type": "text/plain; charset=utf-8", ...headers }, source: toSource(text) };
}

/** The page that a proxy in front of the service shows when the service itself does not answer. */
export function proxyPage(status: number, words: string): Reply {
  const html = `<html>\r\n<head><title>${status} ${words}</title></head>\r\n<body>\r\n<center><h1>${status} ${words}</h1></center>\r\n</body>\r\n</html>\r\n`;
  return textReply(status, html, { "content-type": "text/html" });
}

/** The same reply with more headers. */
export function withHeaders(reply: Reply, headers: Headers): Reply {
  return { ...reply, headers: { ...reply.headers, ...headers } };
}
