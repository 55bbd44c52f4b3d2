// The roll call under one thumb, with and without network. Every tap is on the phone's disk before it is shown as done.

import * as store from "./store.js"
import * as sync from "./sync.js"
import {openScanner} from "./scanner.js"
import {inTurn, once} from "./turns.js"
import {numberIsRight, plainNumber, shownNumber} from "./number.js"

const app = document.getElementById("roll-app")
const words = app?.dataset ?? {}
const rows = new Map(), pressed = new Map() // of whom a mark is being kept, and which
const GRACE = 5000 // how long one can take back that all others are present
let id, roll, left, closing = false, timer

const find = name => app.querySelector(`[data-part="${name}"]`)
const say = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name])
const isThere = state => state === "present" || state === "late"

// What the phone knows of everybody: what the server had, and on top of it what was done here since.
function marksNow(entries, told = roll) {
  const marks = new Map(told.people.map(each => [each.id, each.mark && {...each.mark, known: each.mark.id}]))
  for (const each of entries) {
    if (each.kind === "mark" && each.session === id && !each.problem) {
      const {state, minutes, reason} = each
      marks.set(each.person, {state, minutes, reason, known: marks.get(each.person)?.known})
    }
  }
  return marks
}

// Who is still without a mark is asked of what waits and of the roll as they are on the phone in that moment: what is
// drawn, and `roll`, may be older.
async function keep(made) {
  try {
    await store.keepAll(id, (waiting, told) => made(waiting, told ?? roll))
    find("trouble").textContent = ""
  } catch {
    find("trouble").textContent = words.lost
    return false
  }
  await draw()
  sync.changed()
  clearTimeout(timer)
  timer = setTimeout(sync.send, 1200)
  return true
}

// With the mark that was seen when this one was given: what another phone gave meanwhile is not overruled unseen.
function markOf(person, state, more = {}) {
  const known = roll.people.find(each => each.id === person)?.mark?.id ?? null
  return {kind: "mark", person, state, knew: known, minutes: null, reason: null, ...more}
}

// What is said of a person next, be it minutes, belongs to the state that was pressed last, although it is not drawn yet.
async function mark(person, state, more) {
  const mine = {state}
  pressed.set(person, mine)
  const made = markOf(person, state, more)
  await keep(() => [made])
  if (pressed.get(person) === mine) pressed.delete(person)
}

function rowOf(person) {
  if (rows.has(person.id)) return rows.get(person.id)
  const row = document.getElementById("roll-person").content.firstElementChild.cloneNode(true)
  row.querySelector(".number").textContent = person.seat ?? "+"
  row.querySelector(".name").textContent = person.name
  for (const input of row.querySelectorAll("input[type=radio]")) {
    const label = row.querySelector(`label[for="${input.id}"]`)
    input.name = `tap-${person.id}`
    label.htmlFor = input.id = `tap-${person.id}-${input.value}`
    input.addEventListener("click", event => {
      event.preventDefault()
      mark(person.id, input.value)
    })
  }
  const [minutes, reason] = ["minutes", "reason"].map(each => row.querySelector(`[data-part="${each}"]`))
  const state = () => pressed.get(person.id)?.state ?? row.dataset.state
  row.querySelectorAll("[data-minutes]").forEach(each =>
    each.addEventListener("click", () => mark(person.id, state(), {minutes: Number(each.dataset.minutes)})))
  minutes.addEventListener("change", () => {
    const typed = Number.parseInt(minutes.value, 10)
    if (typed > 0 && typed <= 600) mark(person.id, state(), {minutes: typed})
  })
  reason.addEventListener("change", () => mark(person.id, "absent", {reason: reason.value || null}))
  for (const each of [minutes, reason]) each.setAttribute("aria-label", `${each.getAttribute("aria-label")}: ${person.name}`)
  find("people").append(row)
  rows.set(person.id, row)
  return row
}

function drawRow(person, mark) {
  const row = rowOf(person)
  row.dataset.state = mark?.state ?? ""
  for (const input of row.querySelectorAll("input[type=radio]")) {
    input.checked = input.value === mark?.state
    input.disabled = !roll.may_change
  }
  row.querySelector("[data-part=disputed]").hidden = !person.disputed
  const timed = mark?.state === "late" || mark?.state === "left-early"
  row.querySelector("[data-part=timed]").hidden = !timed || !roll.may_change
  row.querySelector("[data-part=why]").hidden = mark?.state !== "absent" || !roll.may_change
  const minutes = row.querySelector("[data-part=minutes]")
  if (document.activeElement !== minutes) minutes.value = mark?.minutes ?? ""
  row.querySelector("[data-part=reason]").value = mark?.reason ?? ""
  row.querySelectorAll("[data-minutes]").forEach(each =>
    each.setAttribute("aria-pressed", Number(each.dataset.minutes) === mark?.minutes))
}

const draw = inTurn(async () => {
  const entries = await store.waiting()
  const told = await store.roll(id)
  if (!told && await store.about("left") !== left) return location.reload() // somebody left: no name stays on the page
  roll = told ?? roll
  const marks = marksNow(entries)
  const known = new Set(roll.people.map(each => each.id))
  for (const [person, row] of rows) if (!known.has(person)) { row.remove(); rows.delete(person) }
  for (const person of roll.people) drawRow(person, marks.get(person.id))
  drawArrivals(entries)
  drawProblems(entries)
  drawFoot(entries, marks)
  const settle = find("settle")
  settle.hidden = !roll.to_settle
  settle.querySelector("span").textContent = say(words.settle, {count: roll.to_settle})
  settle.querySelector("a").href = `/teach/sessions/${id}/differences`
  await drawNext()
})

function drawArrivals(entries) {
  const came = entries.filter(each => each.kind === "walk-in" && each.session === id && !each.problem)
  find("arrivals").replaceChildren(...came.map(each => {
    const line = document.createElement("li")
    line.textContent = say(words.arrives, {number: shownNumber(each.registration)})
    return line
  }))
}

function drawProblems(entries) {
  const bad = entries.filter(each => each.problem && each.session === id)
  find("problems").replaceChildren(...bad.map(each => {
    const line = document.getElementById("roll-problem").content.firstElementChild.cloneNode(true)
    const name = roll.people.find(one => one.id === each.person)?.name ?? (each.registration ? shownNumber(each.registration) : "")
    line.querySelector("p").textContent = `${name} ${name ? "· " : ""}${each.problem}`
    const [again, gone] = line.querySelectorAll("button")
    again.addEventListener("click", async () => { await store.again(each.number); sync.send() })
    gone.addEventListener("click", async () => { await store.letGo(each.number); draw() })
    return line
  }))
}

function drawFoot(entries, marks) {
  const mine = entries.filter(each => each.session === id)
  const present = roll.people.filter(each => isThere(marks.get(each.id)?.state)).length
  const unmarked = roll.people.filter(each => !marks.get(each.id)).length
  const closed = roll.closed || mine.some(each => each.kind === "close")
  find("there").textContent = say(words.there, {present, all: roll.people.length})
  find("unmarked").textContent = unmarked ? say(words.unmarked, {count: unmarked}) : ""
  find("rest").hidden = !unmarked || !roll.may_change
  const waits = entries.filter(each => !each.problem).length
  find("unsent").textContent = waits ? say(words.unsent, {count: waits}) : words.sent
  find("unsent").className = waits ? "state warn" : "state good"
  find("state").textContent = waits && words[`on_${sync.state.replace("-", "")}`] || ""
  find("sign-in").hidden = !(waits && [sync.SIGN_IN, sync.OTHER].includes(sync.state))
  find("sign-in").querySelector("a").href = `/sign-in?next=${encodeURIComponent(location.pathname)}`
  find("close").hidden = closed || !roll.may_change
  find("close").textContent = say(unmarked ? unmarked < roll.people.length ? words.closerest : words.closeall : words.close, {count: unmarked})
  find("back").hidden = !mine.some(sync.isHeld)
  find("closed").hidden = !closed
  find("begin").hidden = !!roll.began || closed || mine.some(each => each.kind === "begin") || !roll.may_change
  find("begun").textContent = began(mine)
  const under = (roll.began || mine.some(each => each.kind === "begin")) && !roll.ended && !mine.some(each => each.kind === "end")
  find("end").hidden = !under || unmarked > 0 || !roll.may_change
  if (closing && roll.closed && !mine.length && words.page === "server") location.reload()
}

function began(mine) {
  const at = mine.find(each => each.kind === "begin")?.at ?? roll.began
  return at ? say(words.begun, {time: new Date(at).toLocaleTimeString([], {hour: "numeric", minute: "2-digit", hourCycle: "h23"})}) : ""
}

async function drawNext() {
  const later = (await store.rolls()).find(each => each.class === roll.class && each.starts > roll.starts)
  const link = find("next")
  link.hidden = find("closed").hidden || !later || words.page === "server"
  if (later) {
    link.href = `/teach/sessions/${later.id}/roll-call`
    link.textContent = `${words.next}: ${later.title}, ${later.time}`
  }
}

// Whoever has no mark is present: one tap closes the roll. What nobody said one by one waits a moment before it is sent,
// so that a tap too many is taken back.
async function closeRoll() {
  let hold
  closing = true
  const isKept = await keep((waiting, told) => {
    const rest = others(waiting, told)
    hold = rest.length ? Date.now() + GRACE : undefined
    return [...rest, {kind: "close"}].map(each => ({...each, hold}))
  })
  if (!isKept) return
  if (!hold) return sync.send()
  setTimeout(sync.send, GRACE + 100)
  find("back").focus()
}

async function takeBack() {
  closing = false
  for (const each of await store.waiting()) if (each.session === id && sync.isHeld(each)) await store.letGo(each.number)
  sync.changed()
}

function others(waiting, told) {
  const marks = marksNow(waiting, told)
  return told.people.filter(each => !marks.get(each.id)).map(each => markOf(each.id, "present"))
}

// A number that was typed or scanned: somebody on the roll is present; anybody else is added. Says what was done.
async function arrive(text, {show = true} = {}) {
  const number = plainNumber(text)
  if (!numberIsRight(number)) return words.mistyped
  const known = roll.people.find(each => each.number === number)
  if (known) {
    const isMarked = (...now) => isThere(marksNow(...now).get(known.id)?.state)
    if (!await keep((waiting, told) => isMarked(waiting, told) ? [] : [markOf(known.id, "present")])) return words.lost
    if (show) rows.get(known.id)?.scrollIntoView({block: "center"})
    return say(words.marked, {name: known.name})
  }
  const isIt = each => each.kind === "walk-in" && each.session === id && each.registration === number
  const came = {kind: "walk-in", registration: number, state: "present"}
  if (!await keep(waiting => waiting.some(isIt) ? [] : [came])) return words.lost
  return say(words.arrives, {number: shownNumber(number)})
}

function listen() {
  const presses = {
    rest: () => keep(others), close: closeRoll, back: takeBack, begin: () => keep(() => [{kind: "begin"}]),
    end: () => keep(() => [{kind: "end"}]),
  }
  for (const [name, work] of Object.entries(presses)) find(name).addEventListener("click", once(work))
  const typed = find("arrival")
  typed.addEventListener("submit", async event => {
    event.preventDefault()
    const field = typed.elements.number, text = field.value
    typed.reset() // at once: while this number is kept, the next one may be typed
    const said = find("arrived").textContent = await arrive(text)
    if ([words.mistyped, words.lost].includes(said) && !field.value) field.value = text
  })
  const scanned = find("scanned")
  openScanner({button: find("scan"), video: find("video"), photo: find("photo")}, {
    found: async text => { scanned.textContent = await arrive(text, {show: false}) },
    nothing: () => { scanned.textContent = words.nocard },
  })
  sync.onChange(draw)
}

// What was tapped on the page of the server before this file had come.
const tappedBefore = () => [...document.querySelectorAll("#roll input:checked")].filter(each => !each.defaultChecked)
  .map(each => [Number(each.name.match(/[0-9]+$/)[0]), each.value])

async function show() {
  const tapped = tappedBefore()
  document.getElementById("roll")?.remove()
  document.getElementById("begin-form")?.remove()
  document.getElementById("not-on-roll")?.remove()
  const title = document.getElementById("roll-title")
  if (title) {
    title.textContent = roll.title
    document.getElementById("roll-when").textContent = `${roll.day} · ${roll.time} · ${roll.room}`
  }
  app.hidden = false
  await (tapped.length ? keep(() => tapped.map(each => markOf(...each))) : draw())
}

async function list() {
  const place = document.getElementById("rolls")
  if (!place) return
  const found = await store.rolls()
  document.getElementById("no-rolls").hidden = found.length > 0
  place.replaceChildren(...found.map(each => {
    const line = document.createElement("li"), link = document.createElement("a")
    link.href = `/teach/sessions/${each.id}/roll-call`
    link.textContent = `${each.day}, ${each.time} · ${each.title}`
    line.append(link)
    return line
  }))
  const clear = document.getElementById("clear-phone")
  clear.hidden = !found.length
  clear.onclick = async () => { await store.forget(); list() }
}

async function start() {
  await store.forgetOld()
  id = Number(words.roll || location.pathname.match(/^\/teach\/sessions\/([0-9]+)\/roll-call$/)?.[1])
  const owner = await store.about("owner")
  left = await store.about("left")
  const own = !words.user || owner?.id === Number(words.user)
  roll = id && own ? await store.roll(id) : undefined
  if (roll) { listen(); await show() } else await list()
  const fresh = (words.page === "server" || !roll || navigator.onLine) && await sync.take(...(id ? [id] : []))
  if (fresh && !roll && (roll = await store.roll(id))) { listen(); await show() }
  if (roll) await draw()
  sync.keepSending()
}

if (app) start()
