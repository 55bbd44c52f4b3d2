// Sending what waits, each entry once: the phone made its id, and the server keeps an id only once.

import * as store from "./store.js"
import {inTurn} from "./turns.js"

const MOST = 200
export const IDLE = "idle", SENDING = "sending", OFFLINE = "offline", SIGN_IN = "sign-in", OTHER = "other", LATER = "later"

const listeners = new Set()
const others = "BroadcastChannel" in self ? new BroadcastChannel("roll-calls") : null
export let state = IDLE

export function onChange(listener) {
  listeners.add(listener)
  if (others) others.onmessage = () => listeners.forEach(each => each())
}

// Tell this page and the other tabs of the phone that something is different now.
export function changed() {
  listeners.forEach(each => each())
  others?.postMessage("changed")
}

// What was just done and may still be taken back; a moment that is far off comes of a clock that was changed.
export function isHeld({hold}) {
  const left = (hold ?? 0) - Date.now()
  return left > 0 && left < 60_000
}

function become(next) {
  state = next
  changed()
  return next
}

// Ask the server. Returns null when there is no way to it; a redirect means: sign in first.
async function ask(path, options = {}) {
  try {
    const answer = await fetch(path, {credentials: "same-origin", redirect: "manual", cache: "no-store", ...options})
    return answer.type === "opaqueredirect" ? {status: 401} : answer
  } catch {
    return null
  }
}

// What an answer says; null when the way to the server breaks off in the middle of it.
const whole = answer => answer.json().catch(() => null)

async function fresh(path, trouble) {
  const answer = await ask(path)
  const said = answer?.status === 200 ? await whole(answer) : null
  const cut = answer === null || answer.status === 200
  const left = !cut && (answer.status === 401 || answer.status === 404)
  if (left) await store.forgetSent()
  if (said === null) trouble(cut ? OFFLINE : left ? SIGN_IN : LATER)
  return said
}

// Take the coming roll calls along, and those of `sessions`. Says whether it could.
export async function take(...sessions) {
  const query = sessions.map(each => `session=${each}`).join("&"), number = await store.asking()
  const pack = await fresh(`/offline/pack?${query}`, become)
  if (!pack || !await store.takeAlong(pack, number)) return false
  changed()
  return true
}

// Send everything that waits. One page of the phone sends at a time; sending twice would do no harm either. Whoever asks
// while it is tried gets the next try: the network may have come back since this one began.
export const send = inTurn(() =>
  (navigator.locks ? navigator.locks.request("roll-calls-send", sendAll) : sendAll()).catch(() => become(LATER)))

async function sendAll() {
  for (let tries = 0; tries < 20; tries += 1) {
    const owner = await store.about("owner")
    const entries = (await store.waiting()).filter(each => !each.problem && !isHeld(each) && each.user === owner?.id).slice(0, MOST)
    if (!entries.length) return become(IDLE)
    become(SENDING)
    const answer = await post(owner, entries, await store.about("token"))
    if (answer === null) return become(OFFLINE)
    if (answer.status === 401) {
      await store.forgetSent()
      return become(SIGN_IN)
    }
    if (answer.status === 409) return become(OTHER)
    if (answer.status === 400) {
      // The form token is of an earlier sign-in: ask who is signed in now, and for a fresh one.
      const hello = await fresh("/offline/hello", become)
      if (!hello) return state
      if (hello.user.id !== owner.id) return become(OTHER)
      await store.note("token", hello.token)
      if (tries > 2) return become(LATER)
      continue
    }
    if (answer.status !== 200) return become(LATER)
    const kept = await whole(answer)
    if (kept === null) return become(OFFLINE) // it is sent again, and kept once
    await store.settle(kept)
  }
  return become(IDLE)
}

async function post(owner, entries, token) {
  return ask("/offline/sync", {
    method: "POST",
    headers: {"Content-Type": "application/json", "X-CSRFToken": token ?? ""},
    body: JSON.stringify({
      device: await store.device(),
      user: owner.id,
      entries: entries.map(({user, problem, hold, ...entry}) => entry),
    }),
  })
}

// Keep trying while the page is open: when the network is back, when somebody looks at the phone, and now and then.
export function keepSending() {
  addEventListener("online", send)
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && send())
  setInterval(async () => (await store.waiting()).some(each => !each.problem) && send(), 20_000)
  send()
}
