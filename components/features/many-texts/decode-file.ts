const LOOK_AT = 1_024;

export interface Decoded {
  readonly text: string;
  readonly note: string | null;
}

/** The text of a file: UTF-8, UTF-16 or, where it is neither, Windows-1252. Null where it is no text at all. */
export function decodeFile(bytes: Uint8Array<ArrayBuffer>): Decoded | null {
  const wide = wideEncoding(bytes);
  if (wide !== null) return { text: new TextDecoder(wide).decode(bytes), note: null };
  if (bytes.includes(0)) return null;
  try {
    return { text: new TextDecoder("utf-8", { fatal: true }).decode(bytes), note: null };
  } catch {
    const note = "The file is not UTF-8 and was read as Windows-1252.";
    return { text: new TextDecoder("windows-1252").decode(bytes), note };
  }
}

/** By the byte order mark, else by zeros that stand in every other place. */
function wideEncoding(bytes: Uint8Array): "utf-16le" | "utf-16be" | null {
  const [first, second] = bytes;
  if (first === 0xff && second === 0xfe) return "utf-16le";
  if (first === 0xfe && second === 0xff) return "utf-16be";
  const head = bytes.subarray(0, LOOK_AT);
  if (head.length < 2 || bytes.length % 2 === 1) return null;
  const zeros = [0, 0];
  head.forEach((byte, at) => {
    if (byte === 0) zeros[at % 2] = (zeros[at % 2] ?? 0) + 1;
  });
  const [even = 0, odd = 0] = zeros;
  const many = head.length / 5;
  if (odd > many && even === 0) return "utf-16le";
  return even > many && odd === 0 ? "utf-16be" : null;
}
