// Reads the code of a registration card from black and white squares. Such a code is a QR code of the smallest kind
// (21 by 21 squares) that holds digits only (ISO/IEC 18004), so that is all this reads.

export const SIZE = 21
const CHECKS = [10, 7, 17, 13] // correcting words by the two bits that say how many there are: M, L, H, Q
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

// `dark(row, column)` says whether a square is dark. Returns the digits, or null.
export function readSquares(dark) {
  for (const format of formats(dark)) {
    const words = corrected(wordsOf(dark, MASKS[format & 7]), CHECKS[format >> 3])
    const digits = words && digitsOf(words)
    if (digits) return digits
  }
  return null
}

// The format stands on the code twice; either may be dirty.
function formats(dark) {
  const first = [[8, 0], [8, 1], [8, 2], [8, 3], [8, 4], [8, 5], [8, 7], [8, 8], [7, 8], [5, 8], [4, 8], [3, 8], [2, 8], [1, 8], [0, 8]]
  const second = [...upTo(7).map(n => [SIZE - 1 - n, 8]), ...upTo(8).map(n => [8, SIZE - 8 + n])]
  return [first, second].map(places => {
    const said = places.reduce((bits, [row, column]) => bits << 1 | (dark(row, column) ? 1 : 0), 0)
    return FORMATS.findIndex(each => ones(each ^ said) <= 3)
  }).filter(each => each >= 0)
}

function ones(bits) {
  let count = 0
  for (; bits; bits &= bits - 1) count += 1
  return count
}

const isPattern = (row, column) =>
  row === 6 || column === 6 || row < 9 && (column < 9 || column > 12) || row > 12 && column < 9

// Two columns at a time from the right, up and down in turn.
function wordsOf(dark, mask) {
  const words = []
  let word = 0, count = 0
  upTo(10).forEach(pair => {
    const right = SIZE - 1 - 2 * pair - (pair > 6 ? 1 : 0) // the column of the beat is left out
    for (const step of upTo(SIZE)) {
      const row = pair % 2 ? step : SIZE - 1 - step
      for (const column of [right, right - 1]) {
        if (isPattern(row, column)) continue
        word = word << 1 | (dark(row, column) ? 1 : 0) ^ (mask(row, column) === 0 ? 1 : 0)
        count += 1
        if (count % 8 === 0) { words.push(word); word = 0 }
      }
    }
  })
  return words
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

// Digits stand three by three in ten bits, after a sign of four bits and a count of ten.
function digitsOf(words) {
  const bits = words.map(each => each.toString(2).padStart(8, "0")).join("")
  let at = 0
  const take = count => Number.parseInt(bits.slice(at, at += count), 2)
  if (take(4) !== 1) return null
  let left = take(10), digits = ""
  for (; left > 0 && at < bits.length; left -= 3) {
    const count = Math.min(left, 3)
    digits += String(take([0, 4, 7, 10][count])).padStart(count, "0")
  }
  return left > 0 ? null : digits
}
