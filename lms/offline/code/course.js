// A course without network: the list of its lessons, their pages one by one, and the short check, from what the phone
// keeps. The addresses are those of the course with network, so that either shows the same place.

import * as store from "./course-store.js"
import * as sync from "./course-sync.js"
import {isRight, tokens, whyNot} from "./course-mark.js"
import {inTurn, once} from "./turns.js"

const app = document.getElementById("course-app")
const words = app.dataset
const part = (name, within = app) => within.querySelector(`[data-part=${name}]`)
const named = (tag, textContent) => Object.assign(document.createElement(tag), {textContent})

// Shows one of the views under one heading, with the way back above it and the place in the whole.
function show(name, heading, {back = "", place = "", lang = ""} = {}) {
  for (const each of app.querySelectorAll("[data-view]")) each.hidden = each.dataset.view !== name
  for (const [where, text] of Object.entries({heading, place, back: back && `‹ ${back}`})) part(where).textContent = text
  part("back").hidden = !back
  part("heading").lang = lang || document.documentElement.lang
  return app.querySelector(`[data-view=${name}]`)
}
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_all, name) => values[name])
const media = new Map() // addresses of kept files as this page may use them

const unsent = inTurn(async () => {
  const entries = await store.waiting(), count = entries.filter(each => each.kind === "answer").length
  const line = part("unsent")
  line.textContent = count ? fill(words.answers, {count}) : entries.length ? fill(words.pages, {count: entries.length}) : words.sent
  line.className = entries.length ? "state warn" : "state good"
})

async function list() {
  const lessons = await store.lessons()
  show(lessons.length ? "list" : "none", lessons.length ? await store.about("title") : words.none)
  part("lessons").replaceChildren(...lessons.map(each => {
    const row = document.getElementById("course-row").content.firstElementChild.cloneNode(true)
    const link = row.querySelector("a"), state = row.querySelector(".state"), all = each.screens.length
    link.href = `/course/${each.module}`
    link.textContent = each.title
    state.textContent = each.read >= all ? words.read : each.read ? fill(words.at, {page: each.read + 1, all}) : words.begin
    if (each.read) state.classList.add(each.read >= all ? "good" : "warn")
    return row
  }))
}

// What has to be looked for comes before anything is shown: what is seen can be pressed, and means this page.
async function screen(lesson, number) {
  const shown = lesson.screens[number - 1], all = lesson.screens.length
  const above = [...await illustrated(shown), ...await filmed(shown)]
  const place = fill(words.page, {page: number, all})
  const view = show("screen", shown.title, {back: lesson.title, place, lang: lesson.spoken})
  const body = part("body", view)
  body.lang = lesson.spoken
  body.innerHTML = shown.html // as the server rendered it: what authors write holds no markup of their own
  part("notices", view).innerHTML = lesson.notices
  part("kindly", view).hidden = !lesson.sensitive || number > 1
  body.prepend(...above)
  const back = part("before", view)
  back.hidden = number === 1
  back.href = `/course/${lesson.module}/${number - 1}`
  const next = number < all ? `/course/${lesson.module}/${number + 1}` : `/course/${lesson.module}/end`
  view.querySelector("button.main").onclick = once(() => turn(next, async () => {
    await store.readScreen(lesson.module, number)
    sync.changed()
  }))
}

async function illustrated(shown) {
  const found = []
  if (shown.picture && await isKept(shown.picture.src)) {
    const picture = Object.assign(new Image(), {src: shown.picture.src, alt: shown.picture.alt, className: "picture"})
    found.push(picture)
  }
  if (shown.sound && await isKept(shown.sound)) {
    found.push(Object.assign(new Audio(shown.sound), {controls: true, preload: "none", ariaLabel: words.listen}))
    if (shown.sound.includes("/spoken/")) found.push(Object.assign(named("p", words.machine), {className: "quiet", lang: document.documentElement.lang}))
  }
  return found
}

// A film only where it was kept; its words stand in the text anyway.
async function filmed(shown) {
  const found = document.createElement("div")
  found.innerHTML = shown.film ?? "" // as the server rendered it
  const source = found.querySelector("source")
  return source && await isKept(source.getAttribute("src")) ? [found] : []
}

async function isKept(address) {
  if (!media.size) for (const each of await (await caches.open(store.MEDIA)).keys()) media.set(new URL(each.url).pathname, true)
  return media.has(address)
}

async function end(lesson) {
  const view = show("end", fill(words.finished, {lesson: lesson.title}), {back: words.course})
  part("objectives", view).replaceChildren(...lesson.objectives.map(each => named("li", each)))
  part("objectives", view).lang = lesson.spoken
  part("again", view).href = `/course/${lesson.module}/1`
  const button = view.querySelector("button.main")
  button.hidden = !lesson.check.length
  const asked = lesson.check.map(each => each.asked)
  button.onclick = once(() => turn(`/course/${lesson.module}/end#1`, () => store.begin(lesson.module, asked)))
}

async function question(lesson, number) {
  const go = await store.go(lesson.module)
  if (!go || go.done) return result(lesson) // a new go begins with the button only, not by going back
  const asked = lesson.check.find(each => each.asked[1] === go.asked[number - 1]?.[1])
  if (!asked) return end(lesson)
  const options = await optionsOf(asked)
  const place = fill(words.question, {n: number, all: go.asked.length})
  const view = show("question", asked.text, {back: words.course, place, lang: lesson.spoken})
  const form = view.querySelector("form")
  part("how", view).textContent = asked.how
  part("options", view).lang = lesson.spoken
  part("options", view).replaceChildren(options)
  choose(part("options", view), go.answers[asked.asked[1]] ?? [])
  part("fault", view).hidden = true
  const here = location.href
  const answer = once((chosen, right) => afterwards(async () => {
    await store.answer(lesson.module, asked.asked, chosen, right)
    await unsent()
    sync.changed()
    if (location.href === here) said(lesson, go, number, asked, chosen, right)
  }))
  form.onsubmit = event => {
    event.preventDefault()
    const chosen = tokens(form), fault = whyNot(asked, chosen)
    part("fault", view).hidden = !fault
    part("fault", view).textContent = fault ? words[fault] : ""
    if (!fault) answer(chosen, isRight(asked, chosen))
  }
}

// What can be chosen, with those of its pictures and sounds that were kept.
async function optionsOf(asked) {
  const made = document.createElement("template")
  made.innerHTML = asked.html // as the server rendered it
  for (const each of made.content.querySelectorAll("img")) if (!await isKept(each.getAttribute("src"))) each.replaceWith(each.alt)
  for (const each of made.content.querySelectorAll("audio")) if (!await isKept(each.getAttribute("src"))) each.remove()
  return made.content
}

// What was answered stands as it was chosen for whoever comes back to a question.
function choose(options, chosen) {
  for (const each of options.querySelectorAll("[name=chosen]"))
    if (each.type === "radio" || each.type === "checkbox") each.checked = chosen.includes(each.value)
    else if (each.tagName === "SELECT") each.value = [...each.options].find(({value}) => chosen.includes(value))?.value ?? ""
    else each.value = chosen[0] ?? ""
}

function said(lesson, go, number, asked, chosen, right) {
  const place = fill(words.question, {n: number, all: go.asked.length})
  const view = show("said", right ? words.right : words.wrong, {back: words.course, place})
  part("text", view).textContent = asked.text
  const block = part("feedback", view), touched = chosen.map(each => each.split("=")[0])
  block.className = `block ${right ? "do" : "question"}`
  block.lang = lesson.spoken
  const wrong = new Set(chosen.filter(each => !asked.correct.includes(each)).map(each => each.split("=")[0]))
  const paired = asked.kind === "matching" || asked.kind === "ordering"
  const lines = Object.entries(asked.feedback).filter(([option]) => paired ? wrong.has(option) : touched.includes(option)).map(([, line]) => line)
  block.replaceChildren(...[...lines, asked.explain].map(line => named("p", line)))
  const last = number >= go.asked.length, next = view.querySelector("button.main"), again = part("again", view)
  next.textContent = last ? words.finish : words.next
  next.onclick = once(() => last
    ? turn(`/course/${lesson.module}/end#result`, () => store.handIn(lesson.module).then(sync.changed))
    : turn(`/course/${lesson.module}/end#${number + 1}`))
  again.hidden = right
  again.onclick = route
}

async function result(lesson) {
  const go = await store.go(lesson.module)
  if (!go?.done) return end(lesson)
  const right = Object.values(go.right).filter(Boolean).length, all = go.asked.length
  show("result", fill(words.score, {right, all}), {back: words.course})
}

// Where a press leads stands in the address at once; `work` comes before the new place is shown.
function turn(address, work = () => {}) {
  const away = new URL(address, location.origin)
  if (away.pathname !== location.pathname || away.hash !== location.hash) {
    history.pushState(null, "", address)
    scrollTo(0, 0)
  }
  afterwards(work)
  return route()
}

// One thing after the other: whoever goes on or back faster than the phone draws ends where the address says.
let doing = Promise.resolve()
const afterwards = work => doing = doing.then(work, work)
const route = () => afterwards(draw)

async function draw() {
  const [, , module, place] = location.pathname.split("/"), hash = location.hash.slice(1)
  const lesson = location.pathname.startsWith("/course/") && module ? await store.lesson(module) : null
  await unsent()
  app.classList.toggle("pictures-first", Boolean(await store.about("picturesFirst")))
  part("help").hidden = !lesson?.sensitive
  part("help").innerHTML = lesson?.help ?? ""
  if (!lesson) await list()
  else {
    const read = await store.read(module), all = lesson.screens.length
    const next = read >= all ? 1 : read + 1, wanted = Number(place)
    if (place === "end" && read >= all)
      await (hash === "result" ? result(lesson) : Number(hash) ? question(lesson, Number(hash)) : end(lesson))
    else await screen(lesson, wanted && wanted <= read + 1 && wanted <= all ? wanted : next)
  }
  document.title = lesson?.sensitive ? words.lesson : part("heading").textContent
  document.getElementById("main").focus({preventScroll: true})
}

app.addEventListener("click", event => {
  const link = event.target.closest("a[href^='/course']")
  if (!link || event.ctrlKey || event.metaKey) return
  event.preventDefault()
  turn(link.getAttribute("href"))
})
addEventListener("popstate", route)
sync.onChange(unsent)
await route()
const state = await sync.keepSending()
part("sign-in").hidden = state !== sync.SIGN_IN
