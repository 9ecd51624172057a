/** What iframe-resizer 4 begins its messages with; Hugging Face sizes the frame of a Space by it. */
const SIZER = "[iFrameSizer]";

/**
 * Posts the height of the content to the page around this frame at once and whenever it changes, as `{ type: "barometer:height", height }` in
 * CSS pixels; to a page with iframe-resizer 4 in its words too. Returns a way to stop.
 */
export function tellHeight(view: Window): () => void {
  const { documentElement } = view.document;
  let sizer: { readonly id: string; readonly origin: string } | null = null;
  let last = 0;

  const tell = (why: "init" | "size"): void => {
    // Of the content: what scrolls is at least as high as the frame, which then could never become lower.
    const { height: exact, width } = documentElement.getBoundingClientRect();
    const height = Math.ceil(exact);
    if (why === "size" && height === last) return;
    last = height;
    view.parent.postMessage({ type: "barometer:height", height }, "*");
    if (sizer !== null)
      view.parent.postMessage(`${SIZER}${sizer.id}:${height}:${Math.ceil(width)}:${why}`, sizer.origin);
  };

  const onMessage = ({ data, source, origin }: MessageEvent<unknown>): void => {
    if (source !== view.parent || typeof data !== "string" || !data.startsWith(SIZER)) return;
    const [id = "", , isWide] = data.slice(SIZER.length).split(":");
    // So it greets; what else it says is not for us.
    if (isWide !== "true" && isWide !== "false") return;
    sizer = { id: id.slice(0, 200), origin: origin === "null" ? "*" : origin };
    tell("init");
  };

  const observer = new ResizeObserver(() => tell("size"));
  observer.observe(documentElement);
  view.addEventListener("message", onMessage);
  // It has greeted before this script was here.
  view.parent.postMessage("[iFrameResizerChild]Ready", "*");
  return () => {
    observer.disconnect();
    view.removeEventListener("message", onMessage);
  };
}
