// The service worker. It keeps the code, the styles and one page without names; names are in IndexedDB, where signing out
// reaches them. With network it changes nothing; without it, every address shows the page that marks roll calls.
// SHELF (version, files, pages) is put before this by the server.

const KEPT = `shelf-${SHELF.version}`
const SPOKEN = "spoken"
const PATIENCE = 8000

self.addEventListener("install", event => event.waitUntil(fill()))
self.addEventListener("activate", event => event.waitUntil(tidy()))
self.addEventListener("message", event => event.waitUntil(speak(event.data.language)))
self.addEventListener("fetch", event => {
  const address = new URL(event.request.url)
  if (isSigningOut(event.request, address)) event.waitUntil(forgetNames(true))
  if (event.request.method !== "GET" || address.origin !== location.origin) return
  if (event.request.mode === "navigate") event.respondWith(visit(event.request, address))
  else if (SHELF.files.includes(address.pathname + address.search)) event.respondWith(keptFile(event.request))
})

async function fill() {
  const shelf = await caches.open(KEPT)
  const wanted = [...SHELF.files, ...Object.values(SHELF.pages)]
  await shelf.addAll(wanted.map(each => new Request(each, {cache: "reload"})))
  await self.skipWaiting()
}

async function tidy() {
  for (const name of await caches.keys())
    if (name.startsWith("shelf-") && name !== KEPT) await caches.delete(name)
  await self.clients.claim()
}

async function keptFile(request) {
  return await (await caches.open(KEPT)).match(request.url) ?? fetch(request)
}

function isSigningOut({method, mode}, {origin, pathname}) {
  return method === "POST" && mode === "navigate" && origin === location.origin && pathname === "/sign-out"
}

// Names that the pages keep (see store.js) go when somebody signs out, from whatever page; and when the page to sign in
// is shown, those of classes of which nothing waits to be sent. What waits has no names and stays.
function forgetNames(all) {
  return new Promise(done => {
    const asked = indexedDB.open("roll-calls")
    asked.onupgradeneeded = () => asked.transaction.abort() // nothing was ever kept here
    asked.onerror = done
    asked.onsuccess = () => {
      const work = asked.result.transaction(["about", "rolls", "outbox"], "readwrite")
      const rolls = work.objectStore("rolls"), left = work.objectStore("outbox").getAll()
      work.objectStore("about").delete("taken")
      left.onsuccess = () => {
        const waiting = new Set(all ? [] : left.result.map(each => each.session))
        rolls.getAll().onsuccess = ({target: {result}}) => {
          const held = new Set(result.filter(each => waiting.has(each.id)).map(each => each.class))
          for (const each of result) if (!held.has(each.class)) rolls.delete(each.id)
        }
      }
      work.oncomplete = work.onabort = () => { asked.result.close(); done() }
    }
  })
}

async function speak(language) {
  if (SHELF.pages[language]) await (await caches.open(SPOKEN)).put("/spoken", new Response(language))
}

async function visit(request, address) {
  const isRoll = /^\/teach\/sessions\/[0-9]+\/roll-call$/.test(address.pathname)
  const waiting = new AbortController()
  const timer = isRoll && setTimeout(() => waiting.abort(), PATIENCE)
  try {
    const answer = await fetch(request, {signal: waiting.signal})
    if (address.pathname === "/sign-in" && answer.ok) await forgetNames(false).catch(() => {})
    if (!isRoll || answer.status < 500) return answer
  } catch { /* no network, or too slow */ } finally {
    clearTimeout(timer)
  }
  const chosen = address.pathname.match(/^\/language\/([a-z-]+)$/)
  if (chosen) {
    await speak(chosen[1])
    const back = new URL(address.searchParams.get("next") ?? "/", location.origin)
    return Response.redirect(back.origin === location.origin ? back.href : "/", 302)
  }
  return without(address.pathname === "/desk/field" ? "field-" : "")
}

async function without(kind) {
  const said = await (await caches.open(SPOKEN)).match("/spoken")
  const page = SHELF.pages[kind + (said ? await said.text() : "")] ?? Object.entries(SHELF.pages).find(([name]) => name.startsWith(kind))[1]
  return await (await caches.open(KEPT)).match(page) ?? Response.error()
}
