// On every page of those who call rolls: take the coming roll calls along, say what is not sent yet, and let nobody sign
// out of a phone without a word about it.

import * as people from "./people.js"
import * as store from "./store.js"
import * as sync from "./sync.js"
import {inTurn, once} from "./turns.js"

const note = document.getElementById("on-this-phone")
const words = note.dataset
const user = Number(words.user)
const HALF_HOUR = 30 * 60_000

const say = (text, count) => text.replace("{count}", count)

async function register() {
  if (!("serviceWorker" in navigator)) return
  await navigator.serviceWorker.register("/worker.js")
  const {active} = await navigator.serviceWorker.ready
  active.postMessage({language: document.documentElement.lang})
}

const show = inTurn(async () => {
  const entries = await store.waiting()
  const mine = entries.filter(each => each.user === user).length
  const others = entries.length - mine
  note.querySelector("[data-part=mine]").textContent = mine ? say(words.unsent, mine) : ""
  note.querySelector("[data-part=others]").textContent = others ? say(words.others, others) : ""
  note.hidden = !entries.length || (!others && document.getElementById("roll-app")?.hidden === false)
})

async function prepare() {
  await store.forgetOld()
  const [owner, taken] = [await store.about("owner"), await store.about("taken")]
  const fresh = owner?.id === user && Date.now() - (taken ?? 0) < HALF_HOUR
  if (!fresh && !document.getElementById("roll-app")) await sync.take()
  sync.keepSending()
  if (!document.getElementById("field-form")) people.send()
}

// Signing out clears the names. With marks that are not sent it first says so; and a phone that cannot read what it keeps
// holds nobody back.
function guardLeaving() {
  const form = document.querySelector("header form[action$='/sign-out']")
  const ask = once(async () => {
    await Promise.race([Promise.all([sync.send(), people.send()]), new Promise(done => setTimeout(done, 4000))])
    const marks = (await store.waiting().catch(() => [])).filter(each => each.user === user).length
    const persons = (await people.unsentOf(user).catch(() => [])).length
    const left = [marks && say(words.unsent, marks), persons && say(words.people, persons)].filter(Boolean)
    if (left.length) return warn(form, left)
    await leave(form)
  })
  form?.addEventListener("submit", event => { event.preventDefault(); ask() })
}

const leave = once(async form => {
  await store.forget().catch(() => {})
  form.submit()
})

function warn(form, left) {
  document.getElementById("leaving")?.remove()
  const warning = document.getElementById("leaving-first").content.firstElementChild.cloneNode(true)
  warning.querySelector("h2").textContent = left.join(" · ")
  const [stay, go] = warning.querySelectorAll("button")
  stay.addEventListener("click", () => { warning.remove(); sync.send() })
  go.addEventListener("click", () => leave(form))
  document.getElementById("main").prepend(warning)
  warning.focus()
}

guardLeaving()
sync.onChange(show)
await Promise.allSettled([register(), show(), prepare()])
