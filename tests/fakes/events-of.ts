export interface SentEvent {
  readonly event: string;
  // biome-ignore lint/suspicious/noExplicitAny: tests look into it.
  readonly data: any;
  /** Milliseconds after the first look. */
  readonly ms: number;
}

/** The server-sent events of an answer, each with the time at which it came. */
export async function eventsOf(response: Response): Promise<SentEvent[]> {
  const started = performance.now();
  const events: SentEvent[] = [];
  let rest = "";
  for await (const chunk of response.body?.pipeThrough(new TextDecoderStream()) ?? []) {
    const blocks = (rest + chunk).split("\n\n");
    rest = blocks.pop() ?? "";
    for (const block of blocks) {
      const lines = new Map(block.split("\n").map((line) => [line.split(": ")[0], line.slice(line.indexOf(": ") + 2)]));
      const data = lines.get("data");
      if (data === undefined) continue;
      events.push({ event: lines.get("event") ?? "", data: JSON.parse(data), ms: performance.now() - started });
    }
  }
  return events;
}
