// The worker of the checking page. It keeps the page in each language, its code, the public keys and the list of withdrawn
// certificates. With network it only keeps the list fresh; without, every address below /check and /C/ shows that page.
// SHELF (version, files, pages, facts) is put before this by the server.

const KEPT = `check-${SHELF.version}`
const SPOKEN = "check-spoken"
const PATIENCE = 6000
let speaking = Promise.resolve() // the language that was told last, on its way to the shelf

self.addEventListener("install", event => event.waitUntil(fill()))
self.addEventListener("activate", event => event.waitUntil(tidy()))
self.addEventListener("message", event => event.waitUntil(speaking = speak(event.data.language)))
self.addEventListener("fetch", event => {
  const address = new URL(event.request.url)
  if (event.request.method !== "GET" || address.origin !== location.origin) return
  const path = address.pathname + address.search
  if (event.request.mode === "navigate") event.respondWith(visit(event.request, address))
  else if (path === SHELF.facts) event.respondWith(facts(event.request))
  else if (SHELF.files.includes(path)) event.respondWith(kept(path).then(found => found ?? fetch(event.request)))
})

async function fill() {
  const shelf = await caches.open(KEPT)
  const wanted = [...SHELF.files, ...Object.values(SHELF.pages), SHELF.facts]
  await shelf.addAll(wanted.map(each => new Request(each, {cache: "reload"})))
  await self.skipWaiting()
}

async function tidy() {
  for (const name of await caches.keys())
    if (name.startsWith("check-") && name !== KEPT && name !== SPOKEN) await caches.delete(name)
  await self.clients.claim()
}

async function kept(path) {
  return (await caches.open(KEPT)).match(path)
}

async function speak(language) {
  if (SHELF.pages[language]) await (await caches.open(SPOKEN)).put("/spoken", new Response(language))
}

async function facts(request) {
  try {
    const answer = await fetch(request)
    if (!answer.ok) throw new Error(answer.status)
    await (await caches.open(KEPT)).put(SHELF.facts, answer.clone())
    return answer
  } catch {
    const found = await kept(SHELF.facts)
    return found ? new Response(found.body, {headers: {"Content-Type": "application/json", "From-Shelf": "yes"}}) : Response.error()
  }
}

async function visit(request, address) {
  const waiting = new AbortController(), timer = setTimeout(() => waiting.abort(), PATIENCE)
  try {
    const answer = await fetch(request, {signal: waiting.signal})
    if (answer.status < 500) return answer
  } catch { /* no network, or too slow */ } finally {
    clearTimeout(timer)
  }
  const chosen = Object.keys(SHELF.pages).find(each => SHELF.pages[each] === address.pathname)
  await (chosen ? speak(chosen) : speaking.catch(() => {}))
  const said = await (await caches.open(SPOKEN)).match("/spoken")
  const page = SHELF.pages[chosen ?? (said ? await said.text() : "")] ?? Object.values(SHELF.pages)[0]
  return await kept(page) ?? Response.error()
}
