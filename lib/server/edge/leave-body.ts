/** How much of a refused body is still read, and how long, while the refusal is on its way. */
const LINGER_BYTES = 512 * 1024;
const LINGER_MS = 1_000;

/** Leaves a body that nobody has read; see `leaveReader`. Does nothing when it was read, or when there is none. */
export function leaveBody(request: Request): void {
  if (request.body && !request.bodyUsed && !request.body.locked) leaveReader(request.body.getReader());
}

/**
 * Throws a little more of a body away, leaves the rest unread, and breaks it off after a while. Breaking off at once
 * would reset the connection, and the reset would overtake the answer. Nobody waits for this.
 */
export function leaveReader(reader: ReadableStreamDefaultReader<Uint8Array>): void {
  const breakOff = setTimeout(() => void reader.cancel().catch(() => {}), LINGER_MS);
  breakOff.unref();
  discard(reader).then(
    (ended) => {
      if (ended) clearTimeout(breakOff);
    },
    // The client went away first: there is nothing left to break off.
    () => clearTimeout(breakOff),
  );
}

/** Whether the body came to its end within what is thrown away. */
async function discard(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<boolean> {
  for (let read = 0; read < LINGER_BYTES; ) {
    const { done, value } = await reader.read();
    if (done) return true;
    read += value.byteLength;
  }
  return false;
}
