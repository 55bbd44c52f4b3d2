// Sending what was read and answered without network, each entry once: the phone named it, the server knows the name.

import * as store from "./course-store.js"
import {inTurn} from "./turns.js"

const MOST = 100
export const IDLE = "idle", OFFLINE = "offline", SIGN_IN = "sign-in", OTHER = "other", LATER = "later"
const listeners = new Set()
const others = "BroadcastChannel" in self ? new BroadcastChannel("course") : null

export function onChange(listener) {
  listeners.add(listener)
  if (others) others.onmessage = () => listeners.forEach(each => each())
}

export function changed() {
  listeners.forEach(each => each())
  others?.postMessage("changed")
}

export async function ask(path, options = {}) {
  try {
    const answer = await fetch(path, {credentials: "same-origin", redirect: "manual", cache: "no-store", ...options})
    return answer.type === "opaqueredirect" ? {status: 401} : answer
  } catch {
    return {status: 0}
  }
}

// Says how far it came: IDLE when nothing waits any more. Whoever asks while it is tried gets the next try: the network may
// have come back since this one began.
export const send = inTurn(() =>
  (navigator.locks ? navigator.locks.request("course-send", sendAll) : sendAll()).catch(() => LATER).finally(changed))

async function sendAll() {
  let owner
  for (let tries = 0; tries < 30; tries += 1) {
    const all = await store.waiting()
    if (!all.length) return IDLE
    const hello = owner ? null : await ask("/offline/course-state")
    if (hello) {
      if (hello.status !== 200) return said(hello.status)
      const told = await hello.json()
      owner = told.user
      await store.note("token", told.token)
    }
    const mine = all.filter(each => each.user === owner)
    if (!mine.length) return OTHER
    const batch = mine.filter(each => each.enrolment === mine[0].enrolment).slice(0, MOST)
    const answer = await ask("/offline/course", {
      method: "POST",
      headers: {"Content-Type": "application/json", "X-CSRFToken": await store.about("token") ?? ""},
      body: JSON.stringify({user: owner, enrolment: batch[0].enrolment, entries: batch.map(({user, enrolment, ...each}) => each)}),
    })
    if (answer.status === 409) return OTHER
    if (answer.status !== 200) return said(answer.status)
    const told = await answer.json().catch(() => null)
    if (!told) return OFFLINE // it is sent again, and kept once
    await store.settle(told)
    changed()
  }
  return LATER
}

const said = status => status === 0 ? OFFLINE : status === 401 || status === 404 ? SIGN_IN : LATER

export function keepSending() {
  addEventListener("online", send)
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send())
  setInterval(async () => (await store.waiting()).length && send(), 20_000)
  return send()
}
