// A checker of certificates written only from docs/certificate-format.md, with what a browser brings along: to show that
// the page says enough. It shares no line with the program. check(text, facts, today) tells what a square is worth.

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"
const ITEMS = ["number", "number", "text", "text", "text", "number", "number", "day", "day", "day", "day"]
const LAST_DAY = Date.UTC(9999, 11, 31) / 86_400_000

class Refusal extends Error {}

function refuse(unless, verdict = "unreadable") {
  if (!unless) throw new Refusal(verdict)
}

function tokenOf(text) {
  return text.slice(text.toUpperCase().lastIndexOf("/C/") + 1 && text.toUpperCase().lastIndexOf("/C/") + 3).trim()
}

function bytesOf(token) {
  refuse(/^[A-Za-z2-7]{1,400}$/.test(token))
  const bits = [...token.toUpperCase()].map(sign => ALPHABET.indexOf(sign).toString(2).padStart(5, "0")).join("")
  refuse([0, 2, 4, 5, 7].includes(token.length % 8))
  refuse(!bits.slice(bits.length - bits.length % 8).includes("1"))
  return Uint8Array.from(bits.match(/.{8}/g) ?? [], byte => parseInt(byte, 2))
}

class Reading {
  constructor(bytes) {
    this.bytes = bytes
    this.place = 0
  }

  take(count) {
    refuse(BigInt(this.bytes.length - this.place) >= BigInt(count))
    this.place += Number(count)
    return this.bytes.slice(this.place - Number(count), this.place)
  }

  head() {
    const [first] = this.take(1)
    const major = first >> 5, short = first & 31
    if (short < 24) return [major, BigInt(short)]
    refuse(short < 28)
    const follows = this.take(2 ** (short - 24))
    const argument = follows.reduce((found, byte) => found * 256n + BigInt(byte), 0n)
    refuse(argument >= [24n, 2n ** 8n, 2n ** 16n, 2n ** 32n][short - 24])
    return [major, argument]
  }

  item(kind) {
    const [major, argument] = this.head()
    refuse(major === (kind === "text" ? 3 : 0))
    if (kind === "text") {
      try {
        return new TextDecoder("utf-8", {fatal: true, ignoreBOM: true}).decode(this.take(argument))
      } catch {
        throw new Refusal("unreadable")
      }
    }
    if (kind === "number") return argument
    refuse(argument <= LAST_DAY)
    return new Date(Number(argument) * 86_400_000).toISOString().slice(0, 10)
  }
}

function recordOf(bytes) {
  const reading = new Reading(bytes)
  const [major, count] = reading.head()
  refuse(major === 4 && count === 11n)
  const [format, key, serial, initials, programme, edition, minutes, first, last, issued, until] =
    ITEMS.map(kind => reading.item(kind))
  refuse(reading.place === bytes.length && format === 1n)
  return {key, serial, initials, programme, edition, minutes, first, last, issued, until}
}

async function fits(record, signature, publicKey) {
  const key = await crypto.subtle.importKey(
    "raw", Uint8Array.from(publicKey.match(/../g), each => parseInt(each, 16)), "Ed25519", false, ["verify"])
  const signed = new Uint8Array([...new TextEncoder().encode("PDO certificate 1\n"), ...record])
  return crypto.subtle.verify("Ed25519", key, signature, signed)
}

async function worth(text, facts, today) {
  const bytes = bytesOf(tokenOf(text))
  refuse(bytes.length >= 65)
  const packed = bytes.slice(0, -64)
  const record = recordOf(packed)
  const key = facts.keys.find(each => BigInt(each.id) === record.key)
  refuse(key, "unknown key")
  refuse(await fits(packed, bytes.slice(-64), key.public), "not ours")
  refuse(key.since <= record.issued && (key.until === null || record.issued <= key.until), "key not in use")
  const withdrawn = facts.not_valid[record.serial]
  const state = withdrawn ? withdrawn.state : today > record.until ? "expired" : "valid"
  return {verdict: state, ...record, edition: Number(record.edition), minutes: Number(record.minutes), key: Number(record.key)}
}

export async function check(text, facts, today) {
  try {
    return await worth(text, facts, today)
  } catch (refusal) {
    if (refusal instanceof Refusal) return {verdict: refusal.message}
    throw refusal
  }
}
