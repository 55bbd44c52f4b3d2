// What the phone keeps of a course: its lessons, how far they are read, the go at each check, and what waits to be sent.
// Nobody's name is in it.

import {database, got, newName} from "./database.js"

export const MEDIA = "course-media"
const within = database("course", {
  about: {}, lessons: {keyPath: "module"}, progress: {}, goes: {keyPath: "module"},
  outbox: {keyPath: "number", autoIncrement: true},
})

export const about = key => within("readonly", ({about}) => got(about.get(key)))
export const note = (key, value) => within("readwrite", ({about}) => got(about.put(value, key)))
export const waiting = () => within("readonly", ({outbox}) => got(outbox.getAll()))
export const lesson = module => within("readonly", ({lessons}) => got(lessons.get(module)))
export const read = module => within("readonly", async ({progress}) => await got(progress.get(module)) ?? 0)
export const go = module => within("readonly", ({goes}) => got(goes.get(module)))

// The lessons in the order of the course, each with how many of its pages are read.
export function lessons() {
  return within("readonly", async ({lessons, progress}) => {
    const found = []
    for (const each of await got(lessons.getAll()))
      found.push({...each, read: await got(progress.get(each.module)) ?? 0})
    return found.sort((one, other) => one.place - other.place)
  })
}

const further = async (progress, told) => {
  for (const [module, read] of Object.entries(told))
    if (read > (await got(progress.get(module)) ?? 0)) await got(progress.put(read, module))
}

// The course as the server packed it, in place of what was here before; all of it or nothing.
export function keep(pack, kind) {
  return within("readwrite", async ({about, lessons, progress, goes}) => {
    const before = await got(about.get("owner"))
    if (before !== pack.user) { await got(progress.clear()); await got(goes.clear()) }
    await got(lessons.clear())
    for (const [place, each] of pack.lessons.entries()) await got(lessons.put({...each, place}))
    await further(progress, pack.read)
    for (const [name, value] of Object.entries({
      owner: pack.user, token: pack.token, enrolment: pack.enrolment, title: pack.title, version: pack.version,
      picturesFirst: pack.pictures_first, kind, kept: Date.now(), told: Date.now(),
    })) await got(about.put(value, name))
  })
}

async function add({about, outbox}, entry) {
  const [user, enrolment] = [await got(about.get("owner")), await got(about.get("enrolment"))]
  await got(outbox.add({...entry, id: newName(), user, enrolment}))
}

export function readScreen(module, screen) {
  return within("readwrite", async stores => {
    if (screen !== (await got(stores.progress.get(module)) ?? 0) + 1) return
    await got(stores.progress.put(screen, module))
    await add(stores, {kind: "read", module, screen})
  })
}

// The go at a check that is open on this phone, else a new one.
export function begin(module, asked) {
  return within("readwrite", async ({goes}) => {
    const open = await got(goes.get(module))
    if (open && !open.done) return open
    const made = {module, key: newName(), asked, answers: {}, right: {}, done: false}
    await got(goes.put(made))
    return made
  })
}

export function answer(module, [edition, question], chosen, isRight) {
  return within("readwrite", async stores => {
    const open = await got(stores.goes.get(module)), {key, asked} = open
    open.answers[question] = chosen
    open.right[question] = isRight
    await got(stores.goes.put(open))
    await add(stores, {kind: "answer", module, go: key, asked, edition, question, chosen})
  })
}

export function handIn(module) {
  return within("readwrite", async stores => {
    const open = await got(stores.goes.get(module))
    if (open.done) return open
    open.done = true
    await got(stores.goes.put(open))
    await add(stores, {kind: "hand-in", module, go: open.key, asked: open.asked})
    return open
  })
}

// What the server has, the phone forgets; what it refused, too, since nobody could put it right.
export function settle({kept, refused = [], read = {}, token}) {
  const done = new Set([...kept, ...refused])
  return within("readwrite", async ({about, progress, outbox}) => {
    if (token) await got(about.put(token, "token"))
    if (await got(about.get("kept"))) await further(progress, read)
    for (const entry of await got(outbox.getAll())) if (done.has(entry.id)) await got(outbox.delete(entry.number))
  })
}

// Somebody leaves this phone, or takes the course off it. What was not sent stays, without a name, for who gave it.
export async function forget() {
  await caches.delete(MEDIA)
  return within("readwrite", async ({about, lessons, progress, goes, outbox}) => {
    for (const each of [lessons, progress, goes]) await got(each.clear())
    const waits = await got(outbox.count())
    for (const each of ["title", "version", "kind", "kept", "told", "enrolment", ...(waits ? [] : ["owner", "token"])])
      await got(about.delete(each))
    return waits
  })
}
