// Keeps the app reachable without a network: pages that were visited, and the scripts, styles and fonts they run on.
// It never touches /api, nor the model, which has a room of its own. `v` names the build; each build has its own room.
const build = new URL(location.href).searchParams.get("v") ?? "none";
const ROOMS = "barometer-shell-";
const ROOM = ROOMS + build;

const isAsset = (path) => /^\/(_next\/static\/|ort\/.+\.mjs$|icon|favicon|apple-icon|manifest)/.test(path);
const isOwn = (url) => url.origin === location.origin && !url.pathname.startsWith("/api/");

addEventListener("install", (event) => event.waitUntil(keepPage("/").then(() => skipWaiting())));

addEventListener("activate", (event) => event.waitUntil(dropOld().then(() => clients.claim())));

addEventListener("fetch", (event) => {
  const { request } = event;
  const url = new URL(request.url);
  if (request.method !== "GET" || !isOwn(url)) return;
  if (request.mode === "navigate") event.respondWith(page(event, url.pathname));
  else if (isAsset(url.pathname)) event.respondWith(asset(request));
});

// A page tells what it had loaded before this worker was in charge.
addEventListener("message", (event) => {
  const urls = Array.isArray(event.data?.keep) ? event.data.keep.map((url) => new URL(url, location.href)).filter(isOwn) : [];
  const work = urls.map((url) => (isAsset(url.pathname) ? asset(new Request(url)) : keepPage(url.pathname)));
  event.waitUntil(Promise.allSettled(work));
});

/** The network first. A kept page answers where there is none, or only a proxy is left. */
async function page(event, path) {
  const answer = await fetch(event.request).catch(() => null);
  if (answer !== null && !(answer.status >= 502 && answer.status <= 504)) {
    if (isOfThisBuild(answer)) event.waitUntil(store(path, answer.clone()).catch(() => {}));
    return answer;
  }
  const kept = await caches.match(path, { cacheName: ROOM, ignoreVary: true });
  return kept ?? answer ?? notKept();
}

/** Names of assets tell their content, so what is kept is right, of whichever build. */
async function asset(request) {
  const kept = await caches.match(request, { ignoreVary: true });
  if (kept) return kept;
  const answer = await fetch(request);
  if (answer.status === 200) await (await caches.open(ROOM)).put(request, answer.clone()).catch(() => {});
  return answer;
}

async function keepPage(path) {
  if (await caches.match(path, { cacheName: ROOM, ignoreVary: true })) return;
  const answer = await fetch(path, { cache: "no-cache" });
  // Between two builds the server may be the other one: half of each would be no app.
  if (!isOfThisBuild(answer)) throw new Error("another build answered");
  await store(path, answer);
}

/** Keeps a page only together with all that it loads at first. Its address is kept without the query: texts stay out. */
async function store(path, answer) {
  const room = await caches.open(ROOM);
  const html = await answer.clone().text();
  const assets = new Set(html.match(/\/_next\/static\/[^"'\\\s)<>]+/g));
  for (const url of assets) if (!(await caches.match(url, { ignoreVary: true }))) await room.add(url);
  await room.put(path, answer);
}

const isOfThisBuild = (answer) =>
  answer.status === 200 && !answer.redirected && answer.headers.get("x-barometer-build") === build;

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
