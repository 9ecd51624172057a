import type { ModelLook } from "@/lib/browser/model/create-browser-model";

interface Shown {
  readonly engine: string;
  readonly kind: ModelLook["kind"];
}

/** What is announced when the model that is shown, or its standing, changes; null where nothing did. A failure is told by its alert. */
export function modelNews(before: Shown, now: Shown, name: string): string | null {
  const same = before.engine === now.engine;
  if (same && before.kind === now.kind) return null;
  if (now.kind === "loading") return `Loading ${name}.`;
  // Another one was shown while it was on its way.
  if (!same) return before.kind === "loading" ? "Loading has ended." : "";
  if (before.kind === "loading" && now.kind === "ready") return `${name} is loaded and reads in your browser.`;
  if (before.kind === "loading" && now.kind === "absent") return "Loading was cancelled.";
  if (before.kind === "ready" && now.kind === "absent") return `${name} is no longer on this device.`;
  return "";
}
