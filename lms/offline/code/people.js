// People registered where there is no network, on this device until the server has them. Each is sealed with a key of
// its own that no script can read out and that goes with the person; and each belongs to who kept it, like a mark.

import {inTurn} from "./turns.js"

const STORES = ["about", "people"]
let opening

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("field", 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("about")
      asked.result.createObjectStore("people", {keyPath: "id"})
    }
    asked.onsuccess = () => resolve(asked.result)
    asked.onerror = () => reject(asked.error)
  })
  return opening
}

async function run(mode, work) {
  const transaction = (await open()).transaction(STORES, mode, {durability: "strict"})
  const request = work(...STORES.map(each => transaction.objectStore(each)))
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve(request?.result)
    transaction.onabort = transaction.onerror = () => reject(transaction.error)
  })
}

// Whom the device serves: who last opened the page with network; and at which centres, where these are several.
export const serve = (user, centres) => run("readwrite", about => { about.put(user, "owner"); about.put(centres, "centres") })
export const served = () => run("readonly", about => about.get("owner"))
export const centresServed = () => run("readonly", about => about.get("centres"))

export const all = () => run("readonly", (_about, people) => people.getAll())
export const forget = id => run("readwrite", (_about, people) => people.delete(id))
const refuse = (entry, problem) => run("readwrite", (_about, people) => people.put({...entry, problem}))

export async function keep(id, answers) {
  const key = await crypto.subtle.generateKey({name: "AES-GCM", length: 256}, false, ["encrypt", "decrypt"])
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const sealed = await crypto.subtle.encrypt({name: "AES-GCM", iv}, key, new TextEncoder().encode(JSON.stringify(answers)))
  const entry = {id, at: Date.now(), user: await served(), key, iv, sealed}
  await run("readwrite", (_about, people) => people.put(entry))
}

export async function answersOf({key, iv, sealed}) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({name: "AES-GCM", iv}, key, sealed)))
}

// Those of one person at the desk that still wait for the server.
export const unsentOf = async user => (await all()).filter(each => each.user === user && !each.problem)

async function ask(path, options = {}) {
  try {
    const answer = await fetch(path, {credentials: "same-origin", redirect: "manual", cache: "no-store", ...options})
    return answer.type === "opaqueredirect" ? {status: 401} : answer
  } catch {
    return {status: 0}
  }
}

// Sends those of who is signed in now; whom the server has, the device forgets. Says how far it came: the `status` of the
// last answer, the `user` it found, and what the server said of whom.
// Whoever asks while it is tried gets the next try: somebody else may have been kept since.
export const send = inTurn(() =>
  (navigator.locks ? navigator.locks.request("field-send", sendAll) : sendAll()).catch(() => ({status: 0})))

async function sendAll() {
  if (!(await all()).some(each => !each.problem)) return {status: 204}
  const hello = await ask("/offline/hello")
  if (hello.status !== 200) return {status: hello.status}
  const {user: {id: user}, token} = await hello.json()
  const waiting = (await unsentOf(user)).slice(0, 50)
  if (!waiting.length) return {status: 204, user}
  const letter = await Promise.all(waiting.map(async each => ({id: each.id, answers: await answersOf(each)})))
  const answer = await ask("/offline/field", {
    method: "POST",
    headers: {"Content-Type": "application/json", "X-CSRFToken": token},
    body: JSON.stringify({people: letter}),
  })
  if (answer.status !== 200) return {status: answer.status, user}
  const {kept, refused} = await answer.json()
  for (const id of Object.keys(kept)) await forget(id)
  for (const each of waiting) if (refused[each.id]) await refuse(each, refused[each.id])
  return {status: 200, user, kept}
}
