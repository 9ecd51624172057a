import type { PageWatch } from "../../core/device/measure-model";

/** Watches whether this tab can be seen, until `stop` is called. */
export function watchPage(): PageWatch & { stop(): void } {
  let times = document.hidden ? 1 : 0;
  const waiting = new Set<() => void>();
  const settle = (): void => {
    for (const go of [...waiting]) go();
    waiting.clear();
  };
  const changed = (): void => {
    if (document.hidden) times += 1;
    else settle();
  };
  document.addEventListener("visibilitychange", changed);
  return {
    times: () => times,
    isVisible: () => !document.hidden,
    visible: (signal) =>
      new Promise((resolve) => {
        if (!document.hidden || signal.aborted) {
          resolve();
          return;
        }
        waiting.add(resolve);
        signal.addEventListener("abort", () => resolve(), { once: true });
      }),
    stop() {
      document.removeEventListener("visibilitychange", changed);
      settle();
    },
  };
}
