// Registering people where there is no network. Each is kept on this device, sealed with a key that no script can read
// out, until the server has it; then it is gone from here. The name of an entry is made here: sent twice, it is one person.

import {newName} from "./store.js"

const form = document.getElementById("field-form")
const words = form.dataset
const STORES = ["keys", "people"]
const NEEDED = ["family_name_latin", "given_name_latin", "family_name", "given_name", "birth_date-day",
  "birth_date-month", "birth_date-year", "sex", "home", "country", "departs_on-day", "departs_on-month", "departs_on-year"]
const say = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name])
const part = name => document.querySelector(`[data-field="${name}"]`)
let opening, sending

function open() {
  opening ??= new Promise((resolve, reject) => {
    const asked = indexedDB.open("field", 1)
    asked.onupgradeneeded = () => {
      asked.result.createObjectStore("keys")
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

// The key is made on this device, cannot be exported, and goes with the last person that is sent.
async function key() {
  const known = await run("readonly", keys => keys.get("key"))
  if (known) return known
  const made = await crypto.subtle.generateKey({name: "AES-GCM", length: 256}, false, ["encrypt", "decrypt"])
  await run("readwrite", keys => keys.put(made, "key"))
  return made
}

async function seal(answers) {
  const iv = crypto.getRandomValues(new Uint8Array(12))
  const text = new TextEncoder().encode(JSON.stringify(answers))
  return {iv, sealed: await crypto.subtle.encrypt({name: "AES-GCM", iv}, await key(), text)}
}

async function unseal({iv, sealed}) {
  return JSON.parse(new TextDecoder().decode(await crypto.subtle.decrypt({name: "AES-GCM", iv}, await key(), sealed)))
}

const people = () => run("readonly", (_keys, people) => people.getAll())

function answers() {
  const found = {}
  for (const [name, value] of new FormData(form)) (found[name] ??= []).push(value)
  return found
}

async function keep(event) {
  event.preventDefault()
  const given = answers()
  const missing = NEEDED.find(each => !given[each]?.[0]?.trim())
  if (missing) {
    part("said").textContent = words.missing
    const box = form.querySelector(`[name="${missing}"]`)
    box.scrollIntoView({block: "center"})
    box.focus()
    return
  }
  try {
    const entry = {id: form.dataset.entry || newName(), at: Date.now(), ...await seal(given)}
    await run("readwrite", (_keys, people) => people.put(entry))
  } catch {
    part("said").textContent = words.lost
    return
  }
  form.dataset.entry = ""
  form.reset()
  part("said").textContent = words.kept
  form.querySelector("input:not([type=hidden])").focus()
  await show()
  send()
}

async function show() {
  const waiting = await people()
  part("unsent").textContent = waiting.length ? say(words.unsent, {count: waiting.length}) : words.sent
  part("unsent").className = waiting.length ? "state warn" : "state good"
  const bad = waiting.filter(each => each.problem)
  part("problems").replaceChildren(...await Promise.all(bad.map(async each => {
    const line = document.getElementById("field-problem").content.firstElementChild.cloneNode(true)
    const given = await unseal(each)
    line.querySelector("p").textContent = `${given.family_name[0]} ${given.given_name[0]} · ${each.problem}`
    const [correct, gone] = line.querySelectorAll("button")
    correct.addEventListener("click", () => fill(each.id, given))
    gone.addEventListener("click", async () => { await forget(each.id); show() })
    return line
  })))
}

function fill(id, given) {
  form.reset()
  form.dataset.entry = id
  for (const [name, values] of Object.entries(given)) {
    for (const field of form.querySelectorAll(`[name="${CSS.escape(name)}"]`)) {
      if (field.type === "radio" || field.type === "checkbox") field.checked = values.includes(field.value)
      else field.value = values[0]
    }
  }
  form.scrollIntoView()
}

async function forget(id) {
  await run("readwrite", (_keys, people) => people.delete(id))
  if (!(await people()).length) await run("readwrite", keys => keys.delete("key"))
}

async function ask(path, options = {}) {
  try {
    const answer = await fetch(path, {credentials: "same-origin", redirect: "manual", cache: "no-store", ...options})
    return answer.type === "opaqueredirect" ? {status: 401} : answer
  } catch {
    return {status: 0}
  }
}

function send() {
  sending ??= (navigator.locks ? navigator.locks.request("field-send", sendAll) : sendAll())
    .catch(() => {}).finally(() => { sending = undefined })
  return sending
}

async function sendAll() {
  const waiting = (await people()).filter(each => !each.problem).slice(0, 50)
  part("sign-in").hidden = true
  if (!waiting.length) return
  const hello = await ask("/offline/hello")
  part("sign-in").hidden = ![401, 404].includes(hello.status)
  if (hello.status !== 200) return
  const {token} = await hello.json()
  const answer = await ask("/offline/field", {
    method: "POST",
    headers: {"Content-Type": "application/json", "X-CSRFToken": token},
    body: JSON.stringify({people: await Promise.all(waiting.map(async each => ({id: each.id, answers: await unseal(each)})))}),
  })
  if (answer.status !== 200) return
  const {kept, refused} = await answer.json()
  for (const [id, {number, alike}] of Object.entries(kept)) {
    await forget(id)
    const line = document.createElement("li")
    line.textContent = say(alike ? words.alike : words.registered, {number})
    part("done").append(line)
  }
  for (const each of waiting) {
    if (refused[each.id]) await run("readwrite", (_keys, people) => people.put({...each, problem: refused[each.id]}))
  }
  await show()
}

if (crypto.subtle) {
  form.addEventListener("submit", keep)
  addEventListener("online", send)
  setInterval(async () => (await people()).some(each => !each.problem) && send(), 20_000)
  await show()
  send()
} else {
  form.hidden = true
  part("unsafe").hidden = false
}
