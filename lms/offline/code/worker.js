// The service worker. It keeps the code, the styles and pages without names; names are in IndexedDB, where signing out
// reaches them. With network it changes nothing; without it, every address shows the page that marks roll calls, or on a
// trainee's phone the one that reads the course. It keeps the set it was registered for, and those it kept before.
// SHELF (version, sets: each with files and pages) is put before this by the server.

const SETS = Object.values(SHELF.sets)
const FILES = new Set(SETS.flatMap(each => each.files))
const PAGES = Object.assign({}, ...SETS.map(each => each.pages))
const MEDIA = "course-media"
const KEPT = `shelf-${SHELF.version}`
const SPOKEN = "spoken"
const PATIENCE = 8000
let speaking = Promise.resolve() // what was told last of the language, on its way to the shelf

self.addEventListener("install", event => event.waitUntil(fill()))
self.addEventListener("activate", event => event.waitUntil(tidy()))
self.addEventListener("message", event => event.waitUntil(speaking = speak(event.data)))
self.addEventListener("fetch", event => {
  const address = new URL(event.request.url)
  if (isSigningOut(event.request, address)) event.waitUntil(Promise.all([forgetNames(true), forgetCourse()]))
  if (isReading(event.request, address)) event.respondWith(fetch(event.request).catch(() => onward(address)))
  if (event.request.method !== "GET" || address.origin !== location.origin) return
  if (event.request.mode === "navigate") event.respondWith(visit(event.request, address))
  else if (FILES.has(address.pathname + address.search)) event.respondWith(keptFile(event.request))
  else if (address.pathname.startsWith("/media/")) event.respondWith(keptMedia(event.request))
})

async function fill() {
  const shelf = await caches.open(KEPT), notes = await caches.open(SPOKEN), before = await notes.match("/sets")
  const sets = new Set([new URL(location).searchParams.get("for") ?? "roll", ...(before ? await before.json() : [])])
  const wanted = [...sets].filter(each => SHELF.sets[each]).flatMap(each => {
    const {files, pages} = SHELF.sets[each]
    return [...files, ...Object.values(pages)]
  })
  await shelf.addAll([...new Set(wanted)].map(each => new Request(each, {cache: "reload"})))
  await notes.put("/sets", new Response(JSON.stringify([...sets])))
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

// What was kept with a course: from the phone, a part of it when a player asks for a part.
async function keptMedia(request) {
  const kept = await caches.has(MEDIA) && await (await caches.open(MEDIA)).match(new URL(request.url).pathname)
  if (!kept) return fetch(request)
  const asked = /^bytes=([0-9]+)-([0-9]*)$/.exec(request.headers.get("Range") ?? "")
  if (!asked) return kept
  const whole = await kept.blob(), from = Number(asked[1]), to = asked[2] ? Number(asked[2]) : whole.size - 1
  const headers = {
    "Content-Type": kept.headers.get("Content-Type"), "Content-Range": `bytes ${from}-${to}/${whole.size}`,
  }
  return new Response(whole.slice(from, to + 1), {status: 206, headers})
}

// A page that was read, or an answer, just when the network went: what is kept shows the place where it goes on.
function isReading({method, mode}, {origin, pathname}) {
  return method === "POST" && mode === "navigate" && origin === location.origin && /^\/(course|quiz)\//.test(pathname)
}

function onward({pathname}) {
  return Response.redirect(pathname.startsWith("/course/") ? pathname : "/course", 303)
}

// Whoever leaves a page quickly is signed out, too, by a script and not by going to another page.
function isSigningOut({method}, {origin, pathname}) {
  return method === "POST" && origin === location.origin && (pathname === "/sign-out" || pathname === "/leave")
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
      const about = work.objectStore("about")
      about.delete("taken")
      about.get("asked").onsuccess = ({target: {result}}) => about.put(result ?? 0, "left")
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

// The lessons kept for a trainee, how far they are read and the goes at checks; answers that wait are not named, and stay.
async function forgetCourse() {
  await caches.delete(MEDIA)
  await (await caches.open(SPOKEN)).delete("/reads")
  return new Promise(done => {
    const asked = indexedDB.open("course")
    asked.onupgradeneeded = () => asked.transaction.abort() // nothing was ever kept here
    asked.onerror = done
    asked.onsuccess = () => {
      const work = asked.result.transaction(["about", "lessons", "progress", "goes"], "readwrite")
      for (const each of ["lessons", "progress", "goes"]) work.objectStore(each).clear()
      for (const each of ["title", "version", "kind", "kept", "told", "enrolment"]) work.objectStore("about").delete(each)
      work.oncomplete = work.onabort = () => { asked.result.close(); done() }
    }
  })
}

async function speak({language, reads}) {
  const notes = await caches.open(SPOKEN)
  if (PAGES[language]) await notes.put("/spoken", new Response(language))
  if (reads) await notes.put("/reads", new Response("yes"))
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
    await speak({language: chosen[1]})
    const back = new URL(address.searchParams.get("next") ?? "/", location.origin)
    return Response.redirect(back.origin === location.origin ? back.href : "/", 302)
  }
  return without(address.pathname)
}

async function without(path) {
  await speaking.catch(() => {})
  const notes = await caches.open(SPOKEN), said = await notes.match("/spoken"), shelf = await caches.open(KEPT)
  const reads = !path.startsWith("/teach/") && !path.startsWith("/desk/") && await notes.match("/reads")
  const kind = path === "/desk/field" ? "field-" : reads ? "course-" : ""
  const page = PAGES[kind + (said ? await said.text() : "")] ?? Object.entries(PAGES).find(([name]) => name.startsWith(kind))[1]
  return await shelf.match(page) ?? Response.error()
}
