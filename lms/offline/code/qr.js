// Reads QR codes (ISO/IEC 18004) from black and white squares: the small ones of registration cards and the larger ones of
// certificates, up to 97 by 97 squares, with digits, capitals or any letters.

export const LARGEST = 20
// By version, for the two bits that say how much is corrected (M, L, H, Q): correcting words in each block, and blocks.
const CHECKS = [
  [10, 16, 26, 18, 24, 16, 18, 22, 22, 26, 30, 22, 22, 24, 24, 28, 28, 26, 26, 26],
  [7, 10, 15, 20, 26, 18, 20, 24, 30, 18, 20, 24, 26, 30, 22, 24, 28, 30, 28, 28],
  [17, 28, 22, 16, 22, 28, 26, 26, 24, 28, 24, 28, 22, 24, 24, 30, 28, 28, 26, 28],
  [13, 22, 18, 26, 18, 24, 18, 22, 20, 24, 28, 26, 24, 20, 30, 24, 28, 28, 26, 30],
]
const BLOCKS = [
  [1, 1, 1, 2, 2, 4, 4, 4, 5, 5, 5, 8, 9, 9, 10, 10, 11, 13, 14, 16],
  [1, 1, 1, 1, 1, 2, 2, 2, 2, 4, 4, 4, 4, 4, 6, 6, 6, 6, 7, 8],
  [1, 1, 2, 4, 4, 4, 5, 6, 8, 8, 11, 11, 16, 16, 18, 16, 19, 21, 25, 25],
  [1, 1, 2, 2, 4, 4, 6, 6, 8, 8, 8, 10, 12, 16, 12, 17, 16, 18, 21, 20],
]
const SIGNS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
const FORMATS = Array.from({length: 32}, (_none, data) => {
  let rest = data << 10
  for (let bit = 14; bit >= 10; bit -= 1) if (rest >> bit & 1) rest ^= 0x537 << bit - 10
  return (data << 10 | rest) ^ 0x5412
})
const MASKS = [
  (row, column) => (row + column) % 2,
  row => row % 2,
  (_row, column) => column % 3,
  (row, column) => (row + column) % 3,
  (row, column) => ((row >> 1) + Math.floor(column / 3)) % 2,
  (row, column) => row * column % 2 + row * column % 3,
  (row, column) => (row * column % 2 + row * column % 3) % 2,
  (row, column) => ((row + column) % 2 + row * column % 3) % 2,
]

const upTo = count => [...Array(count).keys()]

const PATTERNS = []

export const sizeOf = version => 17 + 4 * version

// `dark(row, column)` says whether a square is dark. Returns what the code of this version says, or null. The camera above a
// screen shows everything as a mirror does; in a mirror rows are columns.
export function readSquares(dark, version) {
  return readUpright(dark, version) ?? readUpright((row, column) => dark(column, row), version)
}

function readUpright(dark, version) {
  const size = sizeOf(version)
  const patterns = PATTERNS[version] ??= patternsOf(version)
  for (const format of formats(dark, size)) {
    const words = wordsOf(dark, size, MASKS[format & 7], patterns)
    const checks = CHECKS[format >> 3][version - 1]
    const blocks = blocksOf(words, BLOCKS[format >> 3][version - 1], checks).map(each => corrected(each, checks))
    const text = blocks.every(Boolean) && textOf(blocks.flat(), version)
    if (text) return text
  }
  return null
}

// The format stands on the code twice; either may be dirty, and when none is, both say the same.
function formats(dark, size) {
  const first = [[8, 0], [8, 1], [8, 2], [8, 3], [8, 4], [8, 5], [8, 7], [8, 8], [7, 8], [5, 8], [4, 8], [3, 8], [2, 8], [1, 8], [0, 8]]
  const second = [...upTo(7).map(n => [size - 1 - n, 8]), ...upTo(8).map(n => [8, size - 8 + n])]
  return [...new Set([first, second].map(places => {
    const said = places.reduce((bits, [row, column]) => bits << 1 | (dark(row, column) ? 1 : 0), 0)
    return FORMATS.findIndex(each => ones(each ^ said) <= 3)
  }))].filter(each => each >= 0)
}

function ones(bits) {
  let count = 0
  for (; bits; bits &= bits - 1) count += 1
  return count
}

// Where the rows and columns of the small patterns stand by which a larger code is laid flat.
function marksOf(version) {
  if (version === 1) return []
  const count = Math.floor(version / 7) + 2, last = sizeOf(version) - 7
  const step = Math.floor((8 * version + 3 * count + 5) / (4 * count - 4)) * 2
  return [6, ...upTo(count - 1).map(n => last - n * step).reverse()]
}

// Whether a square belongs to what every code of this version has, and not to what this one says.
function patternsOf(version) {
  const size = sizeOf(version), marks = marksOf(version), corners = new Set([`6 6`, `6 ${size - 7}`, `${size - 7} 6`])
  const middles = marks.flatMap(row => marks.map(column => [row, column])).filter(each => !corners.has(each.join(" ")))
  const pattern = new Uint8Array(size * size)
  for (const row of upTo(size)) {
    for (const column of upTo(size)) {
      const [near, far] = [Math.min(row, column), Math.max(row, column)]
      pattern[row * size + column] = near === 6 || far < 9 || near < 9 && far > size - 9
        || version > 6 && near < 6 && far > size - 12
        || middles.some(([y, x]) => Math.abs(y - row) < 3 && Math.abs(x - column) < 3)
    }
  }
  return pattern
}

// Two columns at a time from the right, up and down in turn.
function wordsOf(dark, size, mask, pattern) {
  const words = []
  let word = 0, count = 0
  upTo((size - 1) / 2).forEach(pair => {
    const right = size - 1 - 2 * pair - (size - 1 - 2 * pair > 6 ? 0 : 1) // the column of the beat is left out
    for (const step of upTo(size)) {
      const row = pair % 2 ? step : size - 1 - step
      for (const column of [right, right - 1]) {
        if (pattern[row * size + column]) continue
        word = word << 1 | (dark(row, column) ? 1 : 0) ^ (mask(row, column) === 0 ? 1 : 0)
        count += 1
        if (count % 8 === 0) { words.push(word); word = 0 }
      }
    }
  })
  return words
}

// The words stand dealt out in turn to the blocks: first those that say something, of which the last blocks may have one
// more each, then those that correct.
function blocksOf(words, count, checks) {
  const said = words.length - count * checks, short = Math.floor(said / count), longer = said % count
  return upTo(count).map(block => {
    const more = block >= count - longer ? [words[short * count + block - (count - longer)]] : []
    const correcting = upTo(checks).map(n => words[said + n * count + block])
    return [...upTo(short).map(n => words[n * count + block]), ...more, ...correcting]
  })
}

const EXP = [1]
while (EXP.length < 255) EXP.push(EXP.at(-1) << 1 ^ (EXP.at(-1) & 128 ? 0x11d : 0))
const LOG = new Map(EXP.map((value, power) => [value, power]))
const power = n => EXP[(n % 255 + 255) % 255]
const times = (one, other) => one && other ? power(LOG.get(one) + LOG.get(other)) : 0
const over = (one, other) => one ? power(LOG.get(one) - LOG.get(other)) : 0
const valueAt = (polynomial, x) => polynomial.reduceRight((sum, each) => times(sum, x) ^ each, 0) // lowest power first
const syndromesOf = (words, checks) => upTo(checks).map(n => valueAt([...words].reverse(), power(n)))

// Reed–Solomon: the words with what was misread put right, without the correcting words; null when too much was.
function corrected(words, checks) {
  const syndromes = syndromesOf(words, checks)
  const found = [...words]
  if (syndromes.some(Boolean)) {
    const locator = locatorOf(syndromes)
    const wrong = upTo(words.length).filter(place => valueAt(locator, power(-place)) === 0) // counted from the end
    if (wrong.length !== locator.length - 1 || wrong.length > checks / 2) return null
    const magnitudes = upTo(checks).map(n => upTo(n + 1).reduce((sum, i) => sum ^ times(syndromes[i], locator[n - i] ?? 0), 0))
    const slope = locator.map((each, n) => n % 2 ? each : 0).slice(1)
    for (const place of wrong) {
      const by = over(valueAt(magnitudes, power(-place)), valueAt(slope, power(-place)))
      found[words.length - 1 - place] ^= times(by, power(place))
    }
    if (syndromesOf(found, checks).some(Boolean)) return null
  }
  return found.slice(0, -checks)
}

// Berlekamp and Massey: the shortest polynomial whose zeros say where the faults are.
function locatorOf(syndromes) {
  let locator = [1], before = [1], last = 1, shift = 1, length = 0
  syndromes.forEach((_each, n) => {
    const gap = upTo(length + 1).reduce((sum, i) => sum ^ times(locator[i] ?? 0, syndromes[n - i]), 0)
    if (!gap) { shift += 1; return }
    const share = over(gap, last), move = [...Array(shift).fill(0), ...before.map(each => times(each, share))]
    const next = upTo(Math.max(locator.length, move.length)).map(i => (locator[i] ?? 0) ^ (move[i] ?? 0))
    if (2 * length <= n) { before = locator; last = gap; length = n + 1 - length; shift = 1 } else shift += 1
    locator = next
  })
  return locator.slice(0, length + 1)
}

// Parts of digits (three in ten bits), of capitals (two in eleven) and of bytes, each after a sign of four bits and a count.
function textOf(words, version) {
  const bits = words.map(each => each.toString(2).padStart(8, "0")).join("")
  let at = 0
  const take = count => Number.parseInt(bits.slice(at, at += count), 2)
  const long = version > 9, bytes = []
  for (let kind; at + 4 <= bits.length && (kind = take(4));) {
    const part = {1: digitsOf, 2: capitalsOf, 4: bytesOf}[kind]
    if (!part) return null
    bytes.push(...part(take, take({1: long ? 12 : 10, 2: long ? 11 : 9, 4: long ? 16 : 8}[kind])))
    if (at > bits.length) return null
  }
  return isPadding(bits.slice(at)) ? decoded(bytes) : null
}

// What is left is filled up in one way only (some writers put a byte of nothing before it). A picture of something else
// hardly ever looks like that.
const isPadding = bits => /^0{0,15}(1110110000010001)*(11101100)?$/.test(bits)

function decoded(bytes) {
  try {
    return new TextDecoder("utf-8", {fatal: true}).decode(Uint8Array.from(bytes)) || null
  } catch {
    return null
  }
}

const codes = text => [...text].map(each => each.charCodeAt(0))

function* digitsOf(take, left) {
  for (; left > 0; left -= 3) {
    const count = Math.min(left, 3)
    yield* codes(String(take([0, 4, 7, 10][count])).padStart(count, "0"))
  }
}

function* capitalsOf(take, left) {
  for (; left > 1; left -= 2) {
    const two = take(11)
    yield* codes(SIGNS.charAt(two / 45) + SIGNS.charAt(two % 45))
  }
  if (left) yield* codes(SIGNS.charAt(take(6)))
}

function* bytesOf(take, left) {
  for (; left > 0; left -= 1) yield take(8)
}
