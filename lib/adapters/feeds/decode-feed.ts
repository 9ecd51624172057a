import { decodeWindows1252 } from "../files/decode-windows-1252";

const MARKS: readonly (readonly [string, readonly number[]])[] = [
  ["utf-8", [0xef, 0xbb, 0xbf]],
  ["utf-16le", [0xff, 0xfe]],
  ["utf-16be", [0xfe, 0xff]],
];

/**
 * The text of a document: by its byte order mark, else the charset of its header, else that of its declaration, else UTF-8. What is not
 * valid in that charset becomes U+FFFD; bytes that are no UTF-8 although nothing else is told are taken for windows-1252.
 */
export function decodeFeed(bytes: Uint8Array, contentType: string): string {
  const mark = MARKS.find(([, sign]) => sign.every((byte, at) => bytes[at] === byte))?.[0];
  const told = mark ?? knownOf(charsetOf(contentType)) ?? knownOf(declaredIn(bytes));
  if (told === "windows-1252") return decodeWindows1252(bytes);
  if (told !== undefined) return new TextDecoder(told).decode(bytes);
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(bytes);
  } catch {
    return decodeWindows1252(bytes);
  }
}

const charsetOf = (contentType: string): string | undefined =>
  /charset\s{0,9}=\s{0,9}["']?([\w.:-]{1,40})/i.exec(contentType)?.[1];

/** Declarations are written in ASCII, or in UTF-16 with every other byte zero. */
function declaredIn(bytes: Uint8Array): string | undefined {
  if (bytes[0] === 0x3c && bytes[1] === 0) return "utf-16le";
  if (bytes[0] === 0 && bytes[1] === 0x3c) return "utf-16be";
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 200));
  return /^\s{0,20}<\?xml[^>]{0,150}?encoding\s{0,9}=\s{0,9}["']([\w.:-]{1,40})["']/.exec(head)?.[1];
}

/** A charset that can be read; undefined for any other name. */
function knownOf(name: string | undefined): string | undefined {
  if (name === undefined) return undefined;
  try {
    return new TextDecoder(name).encoding;
  } catch {
    return undefined;
  }
}
