// The page on which somebody keeps the course on the phone: text, pictures and sound as chosen, with a way back.

import * as store from "./course-store.js"
import {watch} from "./course-phone.js"

const form = document.getElementById("keep-course")
const words = form.dataset
const [button, said] = [form.querySelector("button"), form.querySelector("[role=status]")]
const here = document.getElementById("kept-course"), gone = here.querySelector("button")
const LISTS = {text: [], pictures: ["pictures"], sound: ["pictures", "sounds"], film: ["pictures", "sounds", "films"]}

async function show() {
  const kind = await store.about("kind")
  here.hidden = !kind
  if (!kind) return
  const label = form.querySelector(`[value=${kind}]`)?.closest(".check").querySelector("label").firstChild.textContent
  here.querySelector("[data-part=kind]").textContent = label ?? ""
  here.querySelector("[data-part=new]").hidden = await store.about("version") === words.version
}

// What is not chosen any more, or stands in no lesson any more, gives its room back.
async function letGo(addresses) {
  const cache = await caches.open(store.MEDIA), wanted = new Set(addresses.map(each => new URL(each, location).href))
  for (const {url} of await cache.keys()) if (!wanted.has(url)) await cache.delete(url)
}

// Four at a time: a slow line is mostly waiting.
async function fetchAll(addresses) {
  const cache = await caches.open(store.MEDIA), left = [...addresses]
  let done = 0
  const work = async () => {
    for (let each = left.pop(); each; each = left.pop()) {
      said.textContent = words.media.replace("{done}", done += 1).replace("{all}", addresses.length)
      if (await cache.match(each)) continue
      const answer = await fetch(each).catch(cut => { left.length = 0; throw cut }) // the others stop, too
      if (answer.ok) await cache.put(each, answer)
    }
  }
  await Promise.all([work(), work(), work(), work()])
}

form.addEventListener("submit", async event => {
  event.preventDefault()
  const kind = new FormData(form).get("kind")
  button.disabled = gone.disabled = true
  said.textContent = words.wait
  try {
    const answer = await fetch("/offline/course-pack", {cache: "no-store"})
    const pack = await answer.json()
    await watch()
    await store.keep(pack, kind)
    const wanted = LISTS[kind].flatMap(each => pack[each])
    await letGo(wanted)
    await fetchAll(wanted)
    await navigator.storage?.persist?.()
    said.textContent = words.done
    await show()
  } catch {
    said.textContent = words.failed
  }
  button.disabled = gone.disabled = false
})

gone.addEventListener("click", async () => {
  await store.forget()
  said.textContent = words.removed
  await show()
})

if ("serviceWorker" in navigator && isSecureContext) form.hidden = false
else document.getElementById("cannot-keep").hidden = false
await show()
