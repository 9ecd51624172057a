/** Counts open streams, so that neither all of them nor those of one client are too many. */
export interface StreamDoor {
  /** Gives how to leave, or whose streams are too many. */
  enter(client: string): (() => void) | "own" | "all";
  open(): number;
}

export function createStreamDoor({
  most,
  mostOfOne,
}: {
  readonly most: number;
  readonly mostOfOne: number;
}): StreamDoor {
  const openOf = new Map<string, number>();
  let open = 0;
  return {
    enter(client) {
      const own = openOf.get(client) ?? 0;
      if (open >= most) return "all";
      if (own >= mostOfOne) return "own";
      open += 1;
      openOf.set(client, own + 1);
      let inside = true;
      return () => {
        if (!inside) return;
        inside = false;
        open -= 1;
        const left = (openOf.get(client) ?? 1) - 1;
        if (left > 0) openOf.set(client, left);
        else openOf.delete(client);
      };
    },
    open: () => open,
  };
}
