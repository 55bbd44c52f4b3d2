// On every page of a trainee: what is not sent yet, the lessons that are kept, and no signing out without a word.

import * as store from "./course-store.js"
import * as sync from "./course-sync.js"
import {inTurn, once} from "./turns.js"

const note = document.getElementById("course-on-phone")
const words = note.dataset
const user = Number(words.user)

const say = (text, count) => text.replace("{count}", count)
const answers = entries => entries.filter(each => each.kind === "answer").length
// Pages that were read are told only where no answer waits: one number is enough to know that something does.
const unsent = entries => answers(entries) ? say(words.answers, answers(entries)) : say(words.pages, entries.length)

const show = inTurn(async () => {
  const entries = await store.waiting(), mine = entries.filter(each => each.user === user)
  note.querySelector("[data-part=mine]").textContent = mine.length ? unsent(mine) : ""
  note.querySelector("[data-part=others]").textContent =
    mine.length < entries.length ? say(words.others, entries.length - mine.length) : ""
  note.hidden = !entries.length
})

async function prepare() {
  const owner = await store.about("owner")
  if (owner === undefined) return
  const isKept = await store.about("kept")
  if (owner !== user || isKept && Date.now() - (await store.about("told") ?? 0) > 600_000) await compare(owner)
  if (await store.about("kept")) await watch()
  await sync.keepSending()
}

// Whose lessons these are only the server knows: the page may be an old one. What was read elsewhere meanwhile is read on
// this phone, too; asked now and then only.
async function compare(owner) {
  const answer = await sync.ask("/offline/course-state")
  if (answer.status !== 200) return
  const told = await answer.json()
  if (told.user !== owner || !told.version) return store.forget()
  await store.settle({kept: [], read: told.read, token: told.token})
  await store.note("told", Date.now())
  await store.note("newest", told.version)
}

export async function watch() {
  if (!("serviceWorker" in navigator)) return
  await navigator.serviceWorker.register("/worker.js?for=course")
  const {active} = await navigator.serviceWorker.ready
  active.postMessage({language: document.documentElement.lang, reads: true})
}

function guardLeaving() {
  const form = document.querySelector("header form[action$='/sign-out']")
  const ask = once(async () => {
    await Promise.race([sync.send(), new Promise(done => setTimeout(done, 4000))])
    const left = (await store.waiting().catch(() => [])).filter(each => each.user === user)
    if (left.length) warn(form, unsent(left))
    else await leave(form)
  })
  form?.addEventListener("submit", event => { event.preventDefault(); ask() })
}

const leave = once(async form => {
  await store.forget().catch(() => {})
  form.submit()
})

function warn(form, left) {
  document.getElementById("leaving")?.remove()
  const warning = document.getElementById("leaving-course").content.firstElementChild.cloneNode(true)
  warning.querySelector("h2").textContent = left
  const [stay, go] = warning.querySelectorAll("button")
  stay.addEventListener("click", () => { warning.remove(); sync.send() })
  go.addEventListener("click", () => leave(form))
  document.getElementById("main").prepend(warning)
  warning.focus()
}

if ("indexedDB" in self) {
  guardLeaving()
  sync.onChange(show)
  await Promise.allSettled([show(), prepare()])
}
