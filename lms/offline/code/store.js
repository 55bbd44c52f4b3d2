// What the phone keeps: roll calls to mark (names), and entries that wait to be sent (no names).

import {database, got, newName} from "./database.js"

export {newName}
const within = database("roll-calls", {
  about: {}, rolls: {keyPath: "id"}, outbox: {keyPath: "number", autoIncrement: true},
})

export function about(key) {
  return within("readonly", ({about}) => got(about.get(key)))
}

export function note(key, value) {
  return within("readwrite", ({about}) => got(about.put(value, key)))
}

// This device: a random name that says nothing about it and goes when the phone forgets.
export async function device() {
  return within("readwrite", async ({about}) => {
    const known = await got(about.get("device"))
    if (known) return known
    const made = newName()
    await got(about.put(made, "device"))
    return made
  })
}

export function roll(id) {
  return within("readonly", ({rolls}) => got(rolls.get(id)))
}

export async function rolls() {
  const found = await within("readonly", ({rolls}) => got(rolls.getAll()))
  return found.sort((one, other) => one.starts.localeCompare(other.starts))
}

// Everything that waits, in the order in which it was done.
export function waiting() {
  return within("readonly", ({outbox}) => got(outbox.getAll()))
}

// Keep what was done in a session, all of it or nothing; it counts as done when this returns. `made` makes it of what
// waits by then and of the roll as it is by then: nothing comes between.
export async function keepAll(session, made) {
  return within("readwrite", async ({about, rolls, outbox}) => {
    const owner = await got(about.get("owner"))
    for (const entry of made(await got(outbox.getAll()), await got(rolls.get(session)))) {
      await got(outbox.add({...entry, session, id: newName(), at: new Date().toISOString(), user: owner.id}))
    }
  })
}

// Roll calls are about to be asked for: the number of this asking.
export function asking() {
  return within("readwrite", async ({about}) => {
    const number = (await got(about.get("asked")) ?? 0) + 1
    await got(about.put(number, "asked"))
    return number
  })
}

// The roll calls that were asked for with this number, as the server has them. Of two answers that cross on their way the
// older one changes nothing, and none does that was asked for before somebody left: then it says false.
export function takeAlong({user, token, now, sessions}, number) {
  return within("readwrite", async ({about, rolls}) => {
    if (number <= (await got(about.get("left")) ?? 0)) return false
    const before = await got(about.get("owner"))
    if (before && before.id !== user.id) {
      await got(rolls.clear())
      await got(about.put(number - 1, "left"))
    }
    for (const [name, value] of Object.entries({owner: user, token, ahead: ahead(now), taken: Date.now()}))
      await got(about.put(value, name))
    for (const each of sessions)
      if (((await got(rolls.get(each.id)))?.told ?? 0) < number) await got(rolls.put({...each, told: number}))
    return true
  })
}

const ahead = now => Date.parse(now) - Date.now()

// What the server answered to what was sent: what it keeps is forgotten here, what it refused is kept with the reason, and
// the roll calls that are here stand as the server has them; all in one transaction, so that no mark is ever in neither
// place. It is newer than any that are still asked for, and brings none back that were forgotten.
export function settle({user, token, now, sessions = [], kept = [], refused = {}}) {
  const done = new Set(kept)
  return within("readwrite", async ({about, rolls, outbox}) => {
    if ((await got(about.get("owner")))?.id === user.id) {
      await got(about.put(token, "token"))
      await got(about.put(ahead(now), "ahead"))
      const told = await got(about.get("asked")) ?? 0
      for (const each of sessions) if (await got(rolls.get(each.id))) await got(rolls.put({...each, told}))
    }
    for (const entry of await got(outbox.getAll())) {
      if (done.has(entry.id)) await got(outbox.delete(entry.number))
      else if (refused[entry.id]) {
        if (entry.kind === "mark" || entry.kind === "walk-in") await got(outbox.put({...entry, problem: refused[entry.id]}))
        else await got(outbox.delete(entry.number))
      }
    }
  })
}

// Try an entry again that was refused, or let it go.
export function again(number) {
  return within("readwrite", async ({outbox}) => {
    const found = await got(outbox.get(number))
    if (found) await got(outbox.put({...found, problem: undefined}))
  })
}

export function letGo(number) {
  return within("readwrite", ({outbox}) => got(outbox.delete(number)))
}

const EVER = "9999"

// Nobody is signed in on this phone any more, or the day is long over: names of classes of which nothing waits to be sent
// go, without asking a server. `before` spares what ends later.
export function forgetSent(before = EVER) {
  return within("readwrite", async ({about, rolls, outbox}) => {
    const known = await got(rolls.getAll())
    const waiting = new Set((await got(outbox.getAll())).map(each => each.session))
    const held = new Set(known.filter(each => waiting.has(each.id)).map(each => each.class))
    for (const each of known)
      if (each.ends < before && !held.has(each.class)) await got(rolls.delete(each.id))
    if (before !== EVER) return
    await got(about.delete("taken"))
    await got(about.put(await got(about.get("asked")) ?? 0, "left"))
  })
}

// By the server's clock as this phone last heard it: clocks of phones are often wrong.
export async function forgetOld() {
  const now = Date.now() + (await about("ahead") ?? 0)
  return forgetSent(new Date(now - 36 * 3600000).toISOString())
}

// Somebody leaves this phone. Names go always; marks that were not sent stay, without names, for who gave them.
export function forget() {
  return within("readwrite", async ({about, rolls, outbox}) => {
    await got(rolls.clear())
    for (const each of ["token", "taken"]) await got(about.delete(each))
    const entries = await got(outbox.count()), asked = await got(about.get("asked")) ?? 0
    if (!entries) await got(about.clear())
    for (const each of ["asked", "left"]) await got(about.put(asked, each))
    return entries
  })
}
