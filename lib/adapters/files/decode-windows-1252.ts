import { UPPER_HALF } from "../../core/news/windows-1252";

/** Bytes as Windows-1252, as the Web reads it: Node.js 20 takes it for Latin-1, which has control characters where it has quotation marks. */
export const decodeWindows1252 = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength)
    .toString("latin1")
    .replace(/[\u0080-\u009f]/g, (control) => UPPER_HALF.charAt(control.charCodeAt(0) - 0x80));
