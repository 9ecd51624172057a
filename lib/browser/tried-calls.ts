import type { SnippetCall } from "../core/snippets/snippet-call";

type Listener = (call: SnippetCall) => void;

const listeners = new Set<Listener>();

/** Calls that a person tried by hand and the server took. By itself, so that a page that listens loads nothing of the trying. */
export const triedCalls = {
  tell(call: SnippetCall): void {
    for (const listener of listeners) listener(call);
  },
  /** Returns a way to stop. */
  listen(listener: Listener): () => void {
    listeners.add(listener);
    return () => listeners.delete(listener);
  },
};
