/** Calls under way, by the name under which their client may cancel them. */
export interface CallRegister {
  /** A signal that aborts when the call is cancelled, and what to do when it has ended. */
  begin(name: string): { readonly signal: AbortSignal; end(): void };
  cancel(name: string): void;
}

/** Holds a name for as long as its call is under way; calls are bounded where they begin. */
export function createCallRegister(): CallRegister {
  const calls = new Map<string, AbortController>();
  return {
    begin(name) {
      const controller = new AbortController();
      calls.set(name, controller);
      return {
        signal: controller.signal,
        end() {
          if (calls.get(name) === controller) calls.delete(name);
        },
      };
    },
    cancel: (name) => calls.get(name)?.abort(),
  };
}
