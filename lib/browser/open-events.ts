import type { EventsOf } from "./watch-overview";

/** Opens events of an address; null where this browser has none. What is lost is not opened anew by itself. */
export function openEvents(address: string): ((events: EventsOf) => () => void) | null {
  if (typeof EventSource === "undefined") return null;
  return ({ frame, ended, lost }) => {
    const source = new EventSource(address);
    const close = (): void => source.close();
    source.addEventListener("frame", ({ data }) => frame(data));
    source.addEventListener("done", () => {
      close();
      ended();
    });
    // The server's own `error` event comes here too, and ends it just so.
    source.addEventListener("error", () => {
      close();
      lost();
    });
    return close;
  };
}
