// Keeps the app reachable without a network: pages that were visited, and the scripts, styles and fonts they run on.
// It keeps nothing of /api, nor the model, which has a room of its own. `v` names the build; each build has its own
// room, which needs no other: what two builds share is copied.
const build = new URL(location.href).searchParams.get("v") ?? "none";
const ROOMS = "barometer-shell-";
const ROOM = ROOMS + build;
const MOST_PAGES = 20;
const PATIENCE_MS = 4_000;

// The names of assets, and of the folders in /ort, tell their content; those of icons and of the manifest do not.
const isAsset = (path) => /^\/(_next\/static\/|ort\/.+\.mjs$)/.test(path);
const isIcon = (path) => /^\/(icons\/|icon\.|favicon\.|apple-icon\.|manifest\.)/.test(path);
const isFile = (path) => isAsset(path) || isIcon(path) || /^\/(ort\/|models\/[^/]+\/.)/.test(path);
const isOwn = (url) => url.origin === location.origin && !url.pathname.startsWith("/api/");

addEventListener("install", (event) => event.waitUntil(keepPage("/").then(() => skipWaiting())));

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
  const urls = Array.isArray(event.data?.keep) ? event.data.keep.map((url) => new URL(url, location.href)).filter(isOwn) : [];
  const keep = ({ href, pathname }) => {
    if (isAsset(pathname)) return asset(new Request(href));
    return isIcon(pathname) ? icon(event, new Request(href)) : keepPage(pathname);
  };
  event.waitUntil(Promise.allSettled(urls.map(keep)));
});

async function page(event, path) {
  const keep = (answer) => store(path, answer);
  return (await networkFirst(event, event.request, keep, () => inRoom(path))) ?? notKept();
}

/** An icon of another build is better than none. */
async function icon(event, request) {
  const kept = async () => (await inRoom(request)) ?? inAny(request);
  return (await networkFirst(event, request, (answer) => put(request, answer), kept)) ?? Response.error();
}

/** What is kept answers where only a proxy is left, or nothing came in time. A late answer is still kept. */
async function networkFirst(event, request, keep, kept) {
  const asked = fetch(request).catch(() => null);
  const refreshed = asked.then((answer) => answer && isOfThisBuild(answer) && keep(answer.clone()));
  event.waitUntil(refreshed.catch(() => {}));
  const answer = await Promise.race([asked, new Promise((resolve) => setTimeout(resolve, PATIENCE_MS))]);
  if (answer && !(answer.status >= 502 && answer.status <= 504)) return answer;
  return (await kept()) ?? asked;
}

/** What is kept is right, of whichever build; it comes along into this one's room, as the other may be dropped. */
async function asset(request) {
  const kept = await inRoom(request);
  if (kept) return kept;
  const answer = (await inAny(request)) ?? (await fetch(request));
  if (answer.status === 200) await put(request, answer.clone()).catch(() => {});
  return answer;
}

async function keepPage(path) {
  if (await inRoom(path)) return;
  const answer = await fetch(path, { cache: "no-cache" });
  // Between two builds the server may be the other one: half of each would be no app.
  if (!isOfThisBuild(answer)) throw new Error("another build answered");
  await store(path, answer);
}

/** Keeps a page only together with all that it loads at first. Its address is kept without the query: texts stay out. */
async function store(path, answer) {
  if (isFile(path) || !/^text\/html\b/i.test(answer.headers.get("content-type") ?? "")) return;
  const room = await caches.open(ROOM);
  const html = await answer.clone().text();
  for (const url of new Set(html.match(/\/_next\/static\/[^"'\\\s)<>]+/g))) {
    if (await inRoom(url)) continue;
    const other = await inAny(url);
    await (other ? room.put(url, other) : room.add(url));
  }
  await room.put(path, answer);
  await dropPages(room);
}

const inRoom = (key) => caches.match(key, { cacheName: ROOM, ignoreVary: true });
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

/** The build before stays: an open page of it may still load its late parts. */
async function dropOld() {
  const others = (await caches.keys()).filter((name) => name.startsWith(ROOMS) && name !== ROOM);
  await Promise.all(others.slice(0, -1).map((name) => caches.delete(name)));
}

const notKept = () =>
  new Response(
    '<!doctype html><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Offline</title><body style="font:16px/1.5 system-ui;max-width:36rem;margin:4rem auto;padding:0 1rem"><h1>This page is not on this device</h1><p>There is no connection, and it was not opened here before. <a href="/">Sentiment</a> works offline.',
    { status: 503, headers: { "content-type": "text/html; charset=utf-8" } },
  );
