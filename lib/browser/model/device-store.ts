/** A room on this device for files, which may be closed: nothing here throws, and what cannot be kept is fetched again. */
export interface DeviceStore {
  get(url: string): Promise<Uint8Array<ArrayBuffer> | null>;
  /** False where it could not be kept. */
  put(url: string, bytes: Uint8Array<ArrayBuffer>): Promise<boolean>;
  drop(url: string): Promise<void>;
  holds(urls: readonly string[]): Promise<boolean>;
  /** Whether anything at all is kept. */
  holdsAny(): Promise<boolean>;
  /** Drops what is not listed: files of an older build. */
  keepOnly(urls: readonly string[]): Promise<void>;
}

/** The same in the page and in the worker. A frame of another site, or plain http, may have no storage at all. */
export function openDeviceStore(name: string): DeviceStore {
  const attempt = async <T>(work: (cache: Cache) => Promise<T>, otherwise: T): Promise<T> => {
    try {
      return await work(await caches.open(name));
    } catch {
      return otherwise;
    }
  };
  return {
    get: (url) =>
      attempt(async (cache) => {
        const kept = await cache.match(url);
        return kept ? new Uint8Array(await kept.arrayBuffer()) : null;
      }, null),
    put: (url, bytes) =>
      attempt(async (cache) => {
        await cache.put(url, new Response(bytes, { headers: { "content-length": String(bytes.length) } }));
        return true;
      }, false),
    drop: (url) => attempt(async (cache) => void (await cache.delete(url)), undefined),
    holds: (urls) =>
      attempt(async (cache) => {
        const found = await Promise.all(urls.map((url) => cache.match(url)));
        return found.every((kept) => kept !== undefined);
      }, false),
    holdsAny: () => attempt(async (cache) => (await cache.keys()).length > 0, false),
    keepOnly: (urls) =>
      attempt(async (cache) => {
        const wanted = new Set(urls.map((url) => new URL(url, location.href).href));
        for (const request of await cache.keys()) if (!wanted.has(request.url)) await cache.delete(request);
      }, undefined),
  };
}
