import { afterEach, expect, test, vi } from "vitest";
import { openDeviceStore } from "./device-store";

afterEach(() => vi.unstubAllGlobals());

test("storage that is missing, throws or is full keeps nothing and breaks nothing", async () => {
  const full = { open: async () => ({ match: async () => undefined, put: () => Promise.reject(new Error("quota")) }) };
  const closed = {
    open: () => {
      throw new DOMException("closed", "SecurityError");
    },
  };
  for (const storage of [undefined, closed, full]) {
    vi.stubGlobal("caches", storage);
    const store = openDeviceStore("a");
    expect(await store.get("/a")).toBeNull();
    expect(await store.put("/a", new Uint8Array([1]))).toBe(false);
    expect([await store.holds(["/a"]), await store.holdsAny()]).toEqual([false, false]);
    await store.drop("/a");
    await store.keepOnly([]);
  }
});
