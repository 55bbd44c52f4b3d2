// Registering people where there is no network. Each is kept on this device until the server has it; then it is gone from
// here. The name of an entry is made here: sent twice, it is one person.

import * as people from "./people.js"
import {newName} from "./store.js"
import {inTurn, once} from "./turns.js"

const form = document.getElementById("field-form")
const words = form.dataset
const centre = form.elements.centre
const NEEDED = ["family_name_latin", "given_name_latin", "family_name", "given_name", "birth_date-day",
  "birth_date-month", "birth_date-year", "sex", "home", "country", "departs_on-day", "departs_on-month", "departs_on-year"]
const say = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name])
const part = name => document.querySelector(`[data-field="${name}"]`)
let reader = Number(words.user) || null // who is known to be signed in: names are shown to no one else

function answers() {
  const found = {}
  for (const [name, value] of new FormData(form)) (found[name] ??= []).push(value)
  return found
}

async function keep() {
  const given = answers()
  const needed = part("centre").hidden ? NEEDED : ["centre", ...NEEDED]
  const missing = needed.find(each => !given[each]?.[0]?.trim())
  if (missing) {
    part("said").textContent = words.missing
    const box = form.querySelector(`[name="${missing}"]`)
    box.scrollIntoView({block: "center"})
    box.focus()
    return
  }
  const pressed = document.activeElement
  form.inert = true // what is typed is of this person or of the next, of whom nothing is lost
  const kept = await people.keep(form.dataset.entry || newName(), given).then(() => true, () => false)
  form.inert = false
  if (!kept) {
    part("said").textContent = words.lost
    pressed?.focus()
    return
  }
  const there = centre.value // the next one comes to the same place
  form.dataset.entry = ""
  form.reset()
  centre.value = there
  part("said").textContent = words.kept
  form.querySelector("input:not([type=hidden])").focus()
  await show()
  send()
}

// Of an officer of several centres each registration says for which it is.
async function offerCentres() {
  const offered = await people.centresServed() ?? []
  centre.append(...offered.map(([code, name]) => new Option(name, code)))
  part("centre").hidden = !offered.length
}

const show = inTurn(async () => {
  const waiting = await people.all()
  part("unsent").textContent = waiting.length ? say(words.unsent, {count: waiting.length}) : words.sent
  part("unsent").className = waiting.length ? "state warn" : "state good"
  const bad = waiting.filter(each => each.problem && each.user === reader)
  part("problems").replaceChildren(...await Promise.all(bad.map(problemOf)))
})

async function problemOf(entry) {
  const line = document.getElementById("field-problem").content.firstElementChild.cloneNode(true)
  const given = await people.answersOf(entry)
  line.querySelector("p").textContent = `${given.family_name[0]} ${given.given_name[0]}`
  line.querySelector("ul").replaceChildren(...entry.problem.map(each => {
    const fault = document.createElement("li")
    fault.textContent = each
    return fault
  }))
  const [correct, gone] = line.querySelectorAll("button")
  correct.addEventListener("click", () => fill(entry.id, given))
  gone.addEventListener("click", async () => { await people.forget(entry.id); show() })
  return line
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

const send = inTurn(async () => {
  const {status, user, kept = {}} = await people.send()
  part("sign-in").hidden = ![401, 404].includes(status)
  reader = user ?? reader
  for (const {number, alike} of Object.values(kept)) {
    const line = document.createElement("li")
    line.textContent = say(alike ? words.alike : words.registered, {number})
    part("done").append(line)
  }
  await show()
})

if (crypto.subtle) {
  const keepOne = once(keep)
  form.addEventListener("submit", event => { event.preventDefault(); keepOne() })
  addEventListener("online", send)
  setInterval(send, 20_000)
  if (reader) await people.serve(reader, JSON.parse(words.centres))
  await offerCentres()
  await show()
  send()
} else {
  form.hidden = true
  part("unsafe").hidden = false
}
