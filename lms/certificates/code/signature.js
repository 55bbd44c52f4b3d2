// Ed25519 (RFC 8032): the browser's own where it has one, else this one, in whole numbers. It only verifies, and what it
// reckons with is public, so that it need not hide how long it takes.

const P = 2n ** 255n - 19n
const L = 2n ** 252n + 27742317777372353535851937790883648493n
const mod = (a, m = P) => ((a % m) + m) % m

function power(base, exponent) {
  let found = 1n
  for (let b = mod(base); exponent > 0n; exponent >>= 1n, b = b * b % P) if (exponent & 1n) found = found * b % P
  return found
}

const inverse = a => power(a, P - 2n)
const D = mod(-121665n * inverse(121666n))
const I = power(2n, (P - 1n) / 4n)
const NEUTRAL = [0n, 1n, 1n, 0n]
const BASE = pointOf(numberOf(Uint8Array.from({length: 32}, (_, n) => n ? 0x66 : 0x58)))

// Points as [X, Y, Z, T], so that adding needs no division (RFC 8032, 5.1.4).
function add([x1, y1, z1, t1], [x2, y2, z2, t2]) {
  const a = (y1 - x1) * (y2 - x2) % P, b = (y1 + x1) * (y2 + x2) % P
  const c = 2n * D * t1 % P * t2 % P, d = 2n * z1 * z2 % P
  const e = b - a, f = d - c, g = d + c, h = b + a
  return [mod(e * f), mod(g * h), mod(f * g), mod(e * h)]
}

function times(point, number) {
  let found = NEUTRAL
  for (; number > 0n; number >>= 1n, point = add(point, point)) if (number & 1n) found = add(found, point)
  return found
}

function pointOf(number) {
  const y = number & 2n ** 255n - 1n, sign = number >> 255n
  if (y >= P) return null
  const u = mod(y * y - 1n), v = mod(D * y * y + 1n)
  let x = u * power(v, 3n) % P * power(u * power(v, 7n), (P - 5n) / 8n) % P
  if (mod(v * x * x) === mod(-u)) x = x * I % P
  else if (mod(v * x * x) !== u) return null
  if (x === 0n && sign) return null
  if ((x & 1n) !== sign) x = P - x
  return [x, y, 1n, x * y % P]
}

function numberOf(bytes) {
  return bytes.reduceRight((found, byte) => found * 256n + BigInt(byte), 0n)
}

function encoded([x, y, z]) {
  const one = inverse(z)
  return y * one % P | (x * one % P & 1n) << 255n
}

const joined = (...parts) => Uint8Array.from(parts.flatMap(each => [...each]))

export function verifySlowly(key, message, signature) {
  const [first, second] = [signature.subarray(0, 32), signature.subarray(32)]
  const point = pointOf(numberOf(key)), s = numberOf(second)
  if (signature.length !== 64 || !point || s >= L) return false
  const k = numberOf(sha512(joined(first, key, message))) % L
  const minus = [P - point[0], point[1], 1n, mod(-point[3])]
  return encoded(add(times(BASE, s), times(minus, k))) === numberOf(first)
}

export async function verify(key, message, signature) {
  try {
    const known = await crypto.subtle.importKey("raw", key, "Ed25519", false, ["verify"])
    return await crypto.subtle.verify("Ed25519", known, signature, message)
  } catch { // an old browser, or a page without HTTPS
    return verifySlowly(key, message, signature)
  }
}

// SHA-512 (FIPS 180-4). Its constants are the fractions of the roots of the first primes.
const WORD = 2n ** 64n - 1n
const PRIMES = Array.from({length: 410}, (_, n) => n).filter(n => n > 1 && !Array.from({length: n}, (_, d) => d).some(
  d => d > 1 && n % d === 0)).map(BigInt)
const ROUND = PRIMES.slice(0, 80).map(prime => root(prime << 192n, 3n) & WORD)
const START = PRIMES.slice(0, 8).map(prime => root(prime << 128n, 2n) & WORD)

function root(number, degree) {
  let low = 0n, high = 2n ** 70n
  while (high - low > 1n) {
    const middle = low + high >> 1n
    if (middle ** degree <= number) low = middle
    else high = middle
  }
  return low
}

export function sha512(message) {
  const bits = BigInt(message.length) * 8n
  const padding = new Uint8Array((239 - message.length % 128) % 128 + 17)
  padding[0] = 128
  for (let n = 0; n < 8; n++) padding[padding.length - 1 - n] = Number(bits >> BigInt(8 * n) & 255n)
  const data = joined(message, padding)
  let state = START
  for (let at = 0; at < data.length; at += 128) state = compress(state, data.subarray(at, at + 128))
  return Uint8Array.from(state.flatMap(word => Array.from({length: 8}, (_, n) => Number(word >> BigInt(56 - 8 * n) & 255n))))
}

const turn = (x, n) => (x >> n | x << 64n - n) & WORD

function compress(state, block) {
  const w = Array.from({length: 16}, (_, n) => block.subarray(8 * n, 8 * n + 8).reduce((found, byte) => found << 8n | BigInt(byte), 0n))
  for (let n = 16; n < 80; n++) {
    const [a, b] = [w[n - 15], w[n - 2]]
    w[n] = w[n - 16] + w[n - 7] + (turn(a, 1n) ^ turn(a, 8n) ^ a >> 7n) + (turn(b, 19n) ^ turn(b, 61n) ^ b >> 6n) & WORD
  }
  let [a, b, c, d, e, f, g, h] = state
  for (let n = 0; n < 80; n++) {
    const one = h + (turn(e, 14n) ^ turn(e, 18n) ^ turn(e, 41n)) + (e & f ^ (e ^ WORD) & g) + ROUND[n] + w[n]
    const two = (turn(a, 28n) ^ turn(a, 34n) ^ turn(a, 39n)) + (a & b ^ a & c ^ b & c)
    ;[a, b, c, d, e, f, g, h] = [one + two & WORD, a, b, c, d + one & WORD, e, f, g]
  }
  return [a, b, c, d, e, f, g, h].map((word, n) => word + state[n] & WORD)
}
