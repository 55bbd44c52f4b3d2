// What the square on a certificate says, and what it is worth: docs/certificate-format.md, as lms/certificates/signing.py
// does it. The verdicts are those of that room: its words stand in messages.py.

import {verify} from "./signature.js"

const SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
const LONGEST = 400, SIGNATURE = 64, LAST_DAY = 2932896
const SIGNED_AS = new TextEncoder().encode("PDO certificate 1\n")
const FIELDS = [
  ["format", 0], ["key", 0], ["serial", 3], ["initials", 3], ["programme", 3], ["edition", 0], ["minutes", 0],
  ["firstDay", 0], ["lastDay", 0], ["issuedOn", 0], ["expiresOn", 0],
]
const DAYS = ["firstDay", "lastDay", "issuedOn", "expiresOn"]

class Fault extends Error {}

const unreadable = () => { throw new Fault("unreadable") }

// The token in what was scanned, pasted or typed: an address or the bare token. Null when there is none in it.
export function tokenIn(text) {
  const found = text.trim().replace(/^.*\/C\//is, "")
  return /^[A-Z2-7]{40,}$/i.test(found) ? found : null
}

export function bytesOf(token) {
  if (!/^[A-Z2-7]+$/i.test(token) || token.length > LONGEST || [1, 3, 6].includes(token.length % 8)) unreadable()
  const found = []
  let held = 0, bits = 0
  for (const sign of token.toUpperCase()) {
    held = held << 5 | SIGNS.indexOf(sign)
    bits += 5
    if (bits >= 8) {
      bits -= 8
      found.push(held >> bits & 255)
      held &= (1 << bits) - 1
    }
  }
  if (held) unreadable()
  return Uint8Array.from(found)
}

function head(packed, at) {
  if (at >= packed.length) unreadable()
  const kind = packed[at] >> 5, short = packed[at] & 31
  if (short < 24) return [kind, short, at + 1]
  const after = at + 1 + (1 << short - 24)
  if (short > 27 || after > packed.length) unreadable()
  const value = packed.subarray(at + 1, after).reduce((found, byte) => found * 256n + BigInt(byte), 0n)
  if (value < [24n, 1n << 8n, 1n << 16n, 1n << 32n][short - 24]) unreadable()
  return [kind, Number(value), after]
}

function text(bytes) {
  try {
    return new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(bytes)
  } catch {
    return unreadable()
  }
}

export function unpack(packed) {
  let [kind, count, at] = head(packed, 0)
  if (kind !== 4 || count !== FIELDS.length) unreadable()
  const record = {}
  for (const [name, wanted] of FIELDS) {
    let value
    [kind, value, at] = head(packed, at)
    if (kind !== wanted || kind === 3 && at + value > packed.length) unreadable()
    record[name] = kind === 3 ? text(packed.subarray(at, at += value)) : value
  }
  if (at !== packed.length || record.format !== 1 || DAYS.some(each => record[each] > LAST_DAY)) unreadable()
  for (const each of DAYS) record[each] = new Date(record[each] * 86_400_000).toISOString().slice(0, 10)
  return record
}

async function proved(token, facts) {
  const signed = bytesOf(token)
  if (signed.length <= SIGNATURE) unreadable()
  const packed = signed.subarray(0, -SIGNATURE), record = unpack(packed)
  const key = facts.keys.find(each => each.id === record.key)
  if (!key) throw new Fault("unknown-key")
  const half = Uint8Array.from(key.public.match(/../g), each => parseInt(each, 16))
  const message = Uint8Array.from([...SIGNED_AS, ...packed])
  if (!await verify(half, message, signed.subarray(-SIGNATURE))) throw new Fault("not-ours")
  if (key.since > record.issuedOn || key.until && key.until < record.issuedOn) throw new Fault("key-not-in-use")
  return record
}

// What a square is worth on a day, by the keys and the list in `facts`.
export async function worth(token, facts, today) {
  try {
    const record = await proved(token, facts), withdrawn = facts.not_valid[record.serial]
    return {verdict: withdrawn?.state ?? (today > record.expiresOn ? "expired" : "valid"), record, withdrawn}
  } catch (fault) {
    if (fault instanceof Fault) return {verdict: fault.message}
    throw fault
  }
}
