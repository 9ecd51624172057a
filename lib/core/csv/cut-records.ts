const QUOTE = 0x22;

/**
 * Cuts CSV into pieces of whole records, of about `length` characters, so that it can be parsed piece by piece in linear time. A
 * quote counts where a cell begins with it, as RFC 4180 has it; two stand for one. The last piece is null where a record goes on
 * for more than `longest` characters. `end` is the last character of a line's end.
 */
export function* cutRecords(
  text: string,
  {
    delimiter,
    end,
    length,
    longest,
  }: { readonly delimiter: string; readonly end: string; readonly length: number; readonly longest: number },
): Generator<string | null> {
  const [cellEnd, lineEnd] = [delimiter.charCodeAt(0), end.charCodeAt(0)];
  let state: "begin" | "plain" | "quoted" | "quote" = "begin";
  let from = 0;
  let record = 0;
  for (let at = 0; at < text.length; at += 1) {
    if (at - record > longest) return yield null;
    const code = text.charCodeAt(at);
    if (state === "quoted") {
      if (code === QUOTE) state = "quote";
    } else if (code === QUOTE) state = state === "plain" ? "plain" : "quoted";
    else if (code === cellEnd) state = "begin";
    else if (code === lineEnd) {
      state = "begin";
      record = at + 1;
      if (record - from < length) continue;
      yield text.slice(from, record);
      from = record;
    }
    // What stands between a quote that closes and the end of the cell is no reason to open it again.
    else state = "plain";
  }
  if (from < text.length) yield text.slice(from);
}
