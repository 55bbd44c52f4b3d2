// The checking page: what was scanned, pasted or typed is read and proved on this device. With network the form works
// without any of this.

import {tokenIn, worth} from "./square.js"

const page = document.getElementById("checker")
const words = JSON.parse(page.dataset.words)
const part = name => page.querySelector(`[data-part=${name}]`)
const form = page.querySelector("form")
const seen = new Map(JSON.parse(sessionStorage.getItem("squares") ?? "[]"))
const WEEK = 7 * 86_400_000, PATIENCE = 6000
let facts = null, turn = 0 // what was shown last is what is told of, however long the one before takes

const say = (text, values) => text.replace(/{(\w+)}/g, (_, name) => values[name])
const written = day => `${Number(day.slice(8))} ${words.months[Number(day.slice(5, 7)) - 1]} ${day.slice(0, 4)}`
const today = () => new Date(Date.now() + words.offset * 60_000).toISOString().slice(0, 10)
const clock = moment => new Date(moment.getTime() + words.offset * 60_000).toISOString().slice(11, 16)

// Whether the server answered; what the worker hands out of its shelf is read, too, but is as old as it was.
async function load() {
  let answered = false
  try {
    const answer = await fetch(words.facts, {cache: "no-cache"})
    if (answer.ok) {
      facts = await answer.json()
      answered = !answer.headers.has("From-Shelf")
    }
  } catch { /* it stays as it was */ }
  tellList()
  return answered
}

function tellList() {
  const list = part("list")
  if (!facts) return void (list.textContent = words.noList)
  const asOf = new Date(facts.as_of), stale = Date.now() - asOf > WEEK
  const day = new Date(asOf.getTime() + words.offset * 60_000).toISOString().slice(0, 10)
  list.textContent = say(words.list, {day: written(day), time: clock(asOf)}) + (stale ? ` ${words.stale}` : "")
  list.classList.toggle("warn", stale)
  list.classList.toggle("state", stale)
}

function show(verdict, sentence, {record = null, withdrawn = null, again = null, busy = false} = {}) {
  const box = part("verdict"), state = part("state")
  const found = words.states[verdict] ?? (verdict === "unread" ? null : ["bad", "✘", words.refused])
  const [look, sign, name] = found ?? ["", "", ""]
  state.hidden = !found // nothing was read: that says nothing of the certificate
  state.className = `state ${look}`
  state.textContent = `${sign} ${name}`
  part("said").textContent = sentence
  part("facts").hidden = part("compare").hidden = !record
  if (record) fillIn(record)
  const fate = withdrawn && say(words.since, {day: written(withdrawn.on), reason: words.reasons[withdrawn.reason] ?? withdrawn.reason})
  part("fate").textContent = fate ?? ""
  part("again").textContent = again ? say(words.again, {time: again}) : ""
  box.ariaBusy = String(busy)
  box.hidden = false
  box.focus()
}

function fillIn(record) {
  const days = [...new Set([record.firstDay, record.lastDay])].map(written).join(" – ")
  const values = {
    initials: record.initials, programme: words.programmes[record.programme] ?? record.programme, minutes: record.minutes,
    days, issued: written(record.issuedOn), until: written(record.expiresOn), serial: record.serial,
  }
  for (const [name, value] of Object.entries(values)) part(name).textContent = value
}

// A square shown twice on one day may be a copy: whoever checks is told, on this device only.
function shownBefore(serial) {
  const before = seen.get(serial) ?? null
  seen.set(serial, before ?? clock(new Date()))
  sessionStorage.setItem("squares", JSON.stringify([...seen]))
  return before
}

async function prove(token) {
  const mine = turn += 1
  if (!facts) await load()
  if (mine !== turn) return
  if (!facts) return show("unread", words.noList)
  const found = await judged(token, () => mine === turn)
  if (mine !== turn) return
  if (!found) return show("unread", words.newerKey)
  const again = found.record && shownBefore(found.record.serial)
  show(found.verdict, words.verdicts[found.verdict], {...found, again})
}

// Null: signed with a key that this device does not know, and what it holds cannot be brought up to date now. The key may
// have been made since.
async function judged(token, isLast) {
  const found = await worth(token, facts, today())
  if (found.verdict !== "unknown-key" || !isLast()) return found
  show("unread", words.asking, {busy: true})
  const answered = await Promise.race([load(), new Promise(done => setTimeout(done, PATIENCE, false))])
  return answered ? worth(token, facts, today()) : null
}

async function look(text) {
  part("verdict").hidden = true // what stands there is of the square before
  const token = tokenIn(text)
  if (token) return prove(token)
  turn += 1
  show("unread", words.codeOffline)
}

form.addEventListener("submit", event => {
  const text = form.elements.code.value
  if (!tokenIn(text) && (navigator.onLine || !text.trim())) return
  event.preventDefault()
  look(text)
})

// Whether there is a network, a browser does not always know: it is tried.
const reached = () => Promise.race([
  fetch(form.action, {method: "HEAD", cache: "no-store"}).then(() => true, () => false),
  new Promise(done => setTimeout(done, PATIENCE, false)),
])
let tongue

document.querySelector(".tongues").addEventListener("click", async event => {
  const link = event.target.closest("a")
  if (!link?.hreflang) return
  event.preventDefault()
  const kept = `${words.pages[link.hreflang]}#${tokenIn(location.href) ?? location.hash.slice(1)}`
  tongue = link
  const isReached = await reached()
  if (tongue === link) location.href = isReached ? link.href : kept
})

// The worker of a registration once it is at its post.
function atWork({active, waiting, installing}) {
  const worker = active ?? waiting ?? installing
  return new Promise(done => {
    const look = () => worker.state === "activated" && done(worker)
    worker.addEventListener("statechange", look)
    look()
  })
}

async function keep() {
  if (!("serviceWorker" in navigator)) return
  for (const scope of words.scopes) {
    const worker = await atWork(await navigator.serviceWorker.register(words.worker, {scope}))
    worker.postMessage({language: document.documentElement.lang})
  }
  part("kept").hidden = false
}

async function camera() {
  const {openScanner} = await import(words.scanner)
  const nothing = () => { turn += 1; show("unread", words.noSquare) } // and the square before has nothing more to say
  await openScanner({button: part("scan"), video: page.querySelector("video"), photo: part("photo")}, {found: look, nothing})
}

// This page under the address of a square, or of a code: there was no network to answer there.
const here = tokenIn(location.hash.slice(1)) ?? tokenIn(location.pathname)
const asked = location.pathname.match(/^\/check\/([^/]+)$/)?.[1] ?? new URLSearchParams(location.search).get("code")
await load()
if (here) await prove(here)
else if (asked && page.dataset.offline) await look(asked)
await Promise.allSettled([keep(), camera()])
