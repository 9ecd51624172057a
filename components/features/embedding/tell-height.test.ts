import { afterEach, expect, test, vi } from "vitest";
import { tellHeight } from "./tell-height";

afterEach(() => vi.unstubAllGlobals());

/** A page in a frame, and what it posts to the page around it. */
function openFrame() {
  const posted: { readonly data: unknown; readonly to: string }[] = [];
  const parent = { postMessage: (data: unknown, to: string) => posted.push({ data, to }) };
  const box = { width: 640, height: 900.2 };
  const listeners = new Set<(event: unknown) => void>();
  const observers = new Set<() => void>();
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(readonly changed: () => void) {}
      observe = () => observers.add(this.changed);
      disconnect = () => observers.delete(this.changed);
    },
  );
  const view = {
    parent,
    document: { documentElement: { getBoundingClientRect: () => box } },
    addEventListener: (_: string, listener: (event: unknown) => void) => listeners.add(listener),
    removeEventListener: (_: string, listener: (event: unknown) => void) => listeners.delete(listener),
  };
  const hear = (data: unknown, more: object = {}) => {
    for (const listener of listeners) listener({ data, source: parent, origin: "https://around.example", ...more });
  };
  const change = (height: number) => {
    box.height = height;
    for (const changed of observers) changed();
  };
  // It uses so much of a window, and no more.
  const stop = tellHeight(view as unknown as Window);
  return { posted, hear, change, stop, watchers: () => listeners.size + observers.size };
}

test("tells each height once, rounded up, to whoever is around", () => {
  const { posted, change, stop, watchers } = openFrame();
  posted.length = 0;
  change(900.2);
  change(900.6);
  change(1_200);
  change(700);
  expect(posted).toEqual([901, 1_200, 700].map((height) => ({ data: { type: "barometer:height", height }, to: "*" })));
  stop();
  expect(watchers()).toBe(0);
});

test("answers iframe-resizer in its words, at its origin", () => {
  const { posted, hear, change } = openFrame();
  expect(posted).toEqual([{ data: "[iFrameResizerChild]Ready", to: "*" }]);
  hear("[iFrameSizer]frame-1:8:false:false:32:true:true:null:bodyOffset:null:null:0:false:parent:scroll:true");
  change(1_000.5);
  expect(posted.filter(({ data }) => String(data).startsWith("[iFrameSizer]"))).toEqual([
    { data: "[iFrameSizer]frame-1:901:640:init", to: "https://around.example" },
    { data: "[iFrameSizer]frame-1:1001:640:size", to: "https://around.example" },
  ]);
});

test("pays no heed to what others say, nor to words that are none", () => {
  const { posted, hear, change } = openFrame();
  hear("[iFrameSizer]frame-1:8:false:false:32", { source: {} });
  hear("[iFrameSizer]resize");
  hear("[iFrameSizer]message:hello");
  hear({ type: "barometer:height" });
  hear("hello");
  change(50);
  expect(posted.map(({ data }) => data)).toEqual([
    "[iFrameResizerChild]Ready",
    { type: "barometer:height", height: 50 },
  ]);
});
