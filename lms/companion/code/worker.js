// The companion's service worker. A page that was opened once is kept and shown again without network; with network the
// fresh one comes first. It sees /companion/ only, and keeps nothing that belongs to a person.
// SHELF (version, files) is put before this by the server.

const FILES = `companion-files-${SHELF.version}`
const PAGES = "companion-pages"
const PATIENCE = 6000
const NEVER = ["/companion/ask", "/companion/asked/"]

self.addEventListener("install", event => event.waitUntil(fill()))
self.addEventListener("activate", event => event.waitUntil(tidy()))
self.addEventListener("message", event => event.waitUntil(keep(event.data.keep, event.data.quietly ? null : event.source)))
self.addEventListener("fetch", event => {
  const address = new URL(event.request.url)
  if (event.request.method !== "GET" || address.origin !== location.origin) return
  if (event.request.mode === "navigate") event.respondWith(visit(event.request, address))
  else event.respondWith(file(event.request))
})

async function fill() {
  await (await caches.open(FILES)).addAll(SHELF.files)
  await self.skipWaiting()
}

async function tidy() {
  for (const name of await caches.keys())
    if (name.startsWith("companion-files-") && name !== FILES) await caches.delete(name)
  await self.clients.claim()
}

async function file(request) {
  const kept = await (await caches.open(FILES)).match(request.url) ?? await (await caches.open(PAGES)).match(request.url)
  if (!kept) return fetch(request)
  const asked = /^bytes=([0-9]+)-([0-9]*)$/.exec(request.headers.get("Range") ?? "")
  if (!asked) return kept
  const whole = await kept.blob(), from = Number(asked[1]), to = asked[2] ? Number(asked[2]) : whole.size - 1
  const headers = {"Content-Type": kept.headers.get("Content-Type"), "Content-Range": `bytes ${from}-${to}/${whole.size}`}
  return new Response(whole.slice(from, to + 1), {status: 206, headers}) // a player asks for a part
}

const mayKeep = (address, answer) =>
  answer.ok && !answer.redirected && !NEVER.some(each => address.pathname.startsWith(each))

async function visit(request, address) {
  const pages = await caches.open(PAGES)
  const waiting = new AbortController()
  const timer = setTimeout(() => waiting.abort(), PATIENCE)
  try {
    const answer = await fetch(request, {signal: waiting.signal})
    if (mayKeep(address, answer) && !address.search) await pages.put(address.pathname, answer.clone())
    return answer
  } catch {
    return await pages.match(address.pathname) ?? await pages.match("/companion/") ?? Response.error()
  } finally {
    clearTimeout(timer)
  }
}

async function keep(wanted, page) {
  const pages = await caches.open(PAGES)
  let done = 0
  for (const each of wanted) {
    const address = new URL(each, location.origin)
    const answer = await fetch(address, {cache: "reload", headers: {"X-Kept": "yes"}}).catch(() => null)
    const isKept = answer && mayKeep(address, answer) && await pages.put(address.pathname, answer).then(() => true, () => false)
    if (isKept) done += 1 // not when the phone is full
  }
  page?.postMessage({kept: done, of: wanted.length})
}
