/** An event of a stream of server-sent events. */
export interface StreamedEvent {
  readonly event: string;
  readonly data: string;
}

/** The events that a text holds whole, and what is left of it. Comments and fields of no use here are passed over. */
export function splitEvents(text: string): { readonly events: readonly StreamedEvent[]; readonly rest: string } {
  const parts = text.replaceAll("\r\n", "\n").split("\n\n");
  const rest = parts.pop() ?? "";
  const events = parts.flatMap((part) => {
    const lines = part.split("\n");
    const data = valuesOf(lines, "data");
    return data.length === 0 ? [] : [{ event: valuesOf(lines, "event").at(-1) ?? "message", data: data.join("\n") }];
  });
  return { events, rest };
}

const valuesOf = (lines: readonly string[], field: string): readonly string[] =>
  lines.filter((line) => line.startsWith(`${field}:`)).map((line) => line.slice(field.length + 1).replace(/^ /, ""));
