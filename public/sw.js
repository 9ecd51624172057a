// Keeps the app reachable without a network: pages that were visited, with their scripts, styles, fonts and icons.
// It keeps nothing of what tells of now (/api, /status, /metrics), nor the model, which has a room of its own. `v` names
// the build; each build has its own room, which needs no other: what two builds share is copied.
const build = new URL(location.href).searchParams.get("v") ?? "none";
const ROOMS = "barometer-shell-";
const ROOM = ROOMS + build;
const MOST_PAGES = 20;
const PATIENCE_MS = 4_000;

// The names of assets, and of the folders in /ort, tell their content; those of icons and of the manifest do not.
const isAsset = (path) => /^\/(_next\/static\/|ort\/.+\.mjs$)/.test(path);
const isIcon = (path) => /^\/(icons\/|icon\.|favicon\.|apple-icon\.|manifest\.)/.test(path);
const isFile = (path) => isAsset(path) || isIcon(path) || /^\/(ort\/|models\/[^/]+\/.)/.test(path);
const isOfNow = (path) => /^\/(api\/|(status|metrics)\/?$)/.test(path);
const isOwn = (url) => url.origin === location.origin && !isOfNow(url.pathname);

addEventListener("install", (event) => event.waitUntil(keepPage("/").then(bringAlong).then(() => skipWaiting())));

addEventListener("activate", (event) => event.waitUntil(dropOld().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !isOwn(url)) return;
  if (request.mode === "navigate") event.respondWith(page(event, url.pathname));
  else if (isAsset(url.pathname)) event.respondWith(asset(request));
  else if (isIcon(url.pathname)) event.respondWith(icon(event, request));
});

// A page tells what it had loaded before this worker was in charge.
addEventListener("message", (event) => {
  const named = Array.isArray(event.data?.keep) ? event.data.keep : [];
  const urls = named.map((url) => new URL(url, location.href)).filter(isOwn);
  const keep = ({ href, pathname }) => {
    if (isAsset(pathname)) return keepAsset(href);
    return isIcon(pathname) ? icon(event, new Request(href)) : keepPage(pathname);
  };
  event.waitUntil(Promise.allSettled(urls.map(keep)));
});

const page = (event, path) => networkFirst(event, event.request, (answer) => store(path, answer), () => inRoom(path));

/** An icon of another build is better than none. */
const icon = (event, request) =>
  networkFirst(event, request, (answer) => put(request, answer), async () => (await inRoom(request)) ?? inAny(request));

/** What is kept answers where only a proxy is left, or nothing came in time. A late answer is still kept. */
async function networkFirst(event, request, keep, kept) {
  const asked = fetch(request).catch(() => null);
  const refreshed = asked.then((answer) => answer && isOfThisBuild(answer) && keep(answer.clone()));
  event.waitUntil(refreshed.catch(() => {}));
  const answer = await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  if (answer && !(answer.status >= 502 && answer.status <= 504)) return answer;
  return (await kept()) ?? (await asked) ?? notKept();
}

async function asset(request) {
  await keepAsset(request).catch(() => {});
  return (await inRoom(request)) ?? (await inAny(request)) ?? fetch(request);
}

/** What is kept is right, of whichever build; it comes along into this one's room, as the other may be dropped. */
async function keepAsset(request) {
  if (await inRoom(request)) return;
  // Never this room's own answer, which may have come meanwhile: a room cannot read and write one entry at once.
  const found = await Promise.all((await otherRooms()).map((room) => inRoom(request, room)));
  const other = found.find(Boolean);
  await (other ? put(request, other) : (await caches.open(ROOM)).add(request));
}

async function keepPage(path) {
  if (await inRoom(path)) return;
  const answer = await fetch(path, { cache: "no-cache" });
  // Between two builds the server may be the other one: half of each would be no app.
  if (!isOfThisBuild(answer)) throw new Error("another build answered");
  await store(path, answer);
}

/** Keeps a page only with all that it loads at first, and its address without the query: texts stay out. */
async function store(path, answer) {
  if (isFile(path) || !/^text\/html\b/i.test(answer.headers.get("content-type") ?? "")) return;
  const html = await answer.clone().text();
  for (const url of new Set(html.match(/\/_next\/static\/[^"'\\\s)<>]+/g))) await keepAsset(url);
  await put(path, answer);
  await dropPages(await caches.open(ROOM));
}

const inRoom = (key, cacheName = ROOM) => caches.match(key, { cacheName, ignoreVary: true });
const otherRooms = async () => (await caches.keys()).filter((name) => name.startsWith(ROOMS) && name !== ROOM);
const inAny = (key) => caches.match(key, { ignoreVary: true });
const put = async (key, answer) => (await caches.open(ROOM)).put(key, answer);

const isOfThisBuild = (answer) =>
  answer.status === 200 && !answer.redirected && answer.headers.get("x-barometer-build") === build;

/** Oldest first, as a page kept anew counts as new. The first page stays: the others lead back to it. */
async function dropPages(room) {
  const paths = (await room.keys()).map(({ url }) => new URL(url).pathname);
  const pages = paths.filter((path) => path !== "/" && !isFile(path));
  await Promise.all(pages.slice(0, 1 - MOST_PAGES).map((path) => room.delete(path, { ignoreVary: true })));
}

/** Late parts, such as those of the model, that were used in a build before and that this one has too. */
async function bringAlong() {
  const had = await Promise.all((await otherRooms()).map(async (name) => (await caches.open(name)).keys()));
  const bring = async ({ url }) => {
    if (!isAsset(new URL(url).pathname) || (await inRoom(url))) return;
    const signal = AbortSignal.timeout(PATIENCE_MS);
    if (isOfThisBuild(await fetch(url, { method: "HEAD", cache: "no-store", signal }))) await keepAsset(url);
  };
  await Promise.allSettled(had.flat().map(bring));
}

/** The build before stays: an open page of it may still load its late parts. */
const dropOld = async () => Promise.all((await otherRooms()).slice(0, -1).map((name) => caches.delete(name)));

const notKept = () =>
  new Response(
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Offline</title><body style="font:16px/1.5 system-ui;max-width:36rem;margin:4rem auto;padding:0 1rem"><h1>This page is not on this device</h1><p>There is no connection, and it was not opened here before. <a href="/">Sentiment</a> works offline.',
    { status: 503, headers: { "content-type": "text/html; charset=utf-8" } },
  );
