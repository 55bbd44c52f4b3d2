// Finds the code of a registration card in a picture, however it lies there. Nothing of the picture is kept or sent.

import {SIZE, readSquares} from "./qr.js"

const MOST_CORNERS = 9
const APART = 14 // squares between the middles of two corners
const LEANS = [0, 1, -1, 2, -2, 3, -3] // squares by which the fourth corner may lie elsewhere than in a flat picture

// `picture` is what a canvas hands out. Returns the digits, or null.
export function readPicture(picture) {
  const dark = darkness(picture)
  const corners = cornersOf(dark, picture.width, picture.height)
  for (const three of triples(corners)) {
    const placed = placing(three)
    const found = placed && readPlaced(dark, placed)
    if (found) return found
  }
  return null
}

// A point is dark when it is darker than its surroundings: light falls unevenly on a card in a hand.
function darkness({data, width, height}) {
  const wide = width + 1, sums = new Float64Array(wide * (height + 1)), light = new Uint8Array(width * height)
  for (let y = 0, at = 0; y < height; y += 1) {
    let row = 0
    for (let x = 0; x < width; x += 1, at += 1) {
      light[at] = (data[at * 4] * 2 + data[at * 4 + 1] * 5 + data[at * 4 + 2]) >> 3
      row += light[at]
      sums[(y + 1) * wide + x + 1] = sums[y * wide + x + 1] + row
    }
  }
  const reach = Math.max(8, Math.min(width, height) >> 3)
  const bits = new Uint8Array(width * height)
  for (let y = 0, at = 0; y < height; y += 1) {
    const top = Math.max(0, y - reach), bottom = Math.min(height, y + reach)
    for (let x = 0; x < width; x += 1, at += 1) {
      const left = Math.max(0, x - reach), right = Math.min(width, x + reach)
      const sum = sums[bottom * wide + right] - sums[top * wide + right] - sums[bottom * wide + left] + sums[top * wide + left]
      bits[at] = light[at] * (bottom - top) * (right - left) < sum * 0.9 ? 1 : 0
    }
  }
  return (x, y) => x >= 0 && y >= 0 && x < width && y < height && bits[(y | 0) * width + (x | 0)] === 1
}

// Dark, light, dark, light, dark in 1 : 1 : 3 : 1 : 1, whichever way one goes through it: the middle of a corner.
function cornersOf(dark, width, height) {
  const found = []
  for (let y = 1; y < height; y += 2) {
    let runs = [0, 0, 0, 0, 0], was = false
    for (let x = 0; x <= width; x += 1) {
      const is = x < width && dark(x, y)
      if (is === was) { runs[4] += 1; continue }
      if (was && isCorner(runs)) note(found, dark, x - runs[4] - runs[3] - runs[2] / 2, y)
      runs = [...runs.slice(1), 1]
      was = is
    }
  }
  return found.filter(each => each.seen > 1).sort((one, other) => other.seen - one.seen).slice(0, MOST_CORNERS)
}

function isCorner(runs) {
  const square = runs.reduce((sum, each) => sum + each, 0) / 7
  return square >= 1 && runs.every((each, n) => Math.abs(each - (n === 2 ? 3 : 1) * square) < (n === 2 ? 1.6 : 0.8) * square)
}

function note(found, dark, x, y) {
  const down = across(dark, x, y, 0, 1)
  const flat = down && across(dark, x, y + down.off, 1, 0)
  if (!flat) return
  const corner = {x: x + flat.off, y: y + down.off, square: (down.square + flat.square) / 2, seen: 1}
  const known = found.find(each => Math.hypot(each.x - corner.x, each.y - corner.y) < each.square * 2)
  if (!known) return found.push(corner)
  for (const each of ["x", "y", "square"]) known[each] = (known[each] * known.seen + corner[each]) / (known.seen + 1)
  known.seen += 1
}

// Through a point in one direction: how large a square is there, and how far off the middle the point lies.
function across(dark, x, y, dx, dy) {
  const [before, after] = [-1, 1].map(way => {
    const runs = [0, 0, 0]
    let step = way > 0 ? 0 : 1
    for (const part of [0, 1, 2]) {
      while (dark(x + way * step * dx, y + way * step * dy) === (part !== 1) && runs[part] < 200) { runs[part] += 1; step += 1 }
    }
    return runs
  })
  const runs = [before[2], before[1], before[0] + after[0], after[1], after[2]]
  if (!isCorner(runs)) return null
  return {square: runs.reduce((sum, each) => sum + each, 0) / 7, off: (after[0] - before[0]) / 2}
}

function* triples(corners) {
  for (let a = 0; a < corners.length; a += 1)
    for (let b = a + 1; b < corners.length; b += 1)
      for (let c = b + 1; c < corners.length; c += 1) yield [corners[a], corners[b], corners[c]]
}

const apart = (one, other) => Math.hypot(one.x - other.x, one.y - other.y)

// Which of three corners stands where: the one across from the longest side is the first. Null when they belong to no code.
function placing(three) {
  const [first, one, other] = [0, 1, 2].map(n => [three[n], three[(n + 1) % 3], three[(n + 2) % 3]])
    .sort((some, more) => apart(more[1], more[2]) - apart(some[1], some[2]))[0]
  const [legs, long] = [[apart(first, one), apart(first, other)], apart(one, other)]
  const bend = Math.hypot(...legs) / long, square = (first.square + one.square + other.square) / 3
  const likely = bend > 0.8 && bend < 1.25 && Math.max(...legs) < 1.6 * Math.min(...legs)
  if (!likely || legs.some(each => each < 0.6 * APART * square || each > 1.7 * APART * square)) return null
  const turn = (one.x - first.x) * (other.y - first.y) - (one.y - first.y) * (other.x - first.x)
  return turn > 0 ? {first, right: one, below: other} : {first, right: other, below: one}
}

// A card in a hand leans away from the camera, and the smallest codes have no fourth corner to see that by: try.
function readPlaced(dark, {first, right, below}) {
  const along = {x: (right.x - first.x) / APART, y: (right.y - first.y) / APART}
  const down = {x: (below.x - first.x) / APART, y: (below.y - first.y) / APART}
  const leans = LEANS.flatMap(one => LEANS.map(other => [one, other])).sort((some, more) => Math.hypot(...some) - Math.hypot(...more))
  for (const [one, other] of leans) {
    const last = {
      x: right.x + below.x - first.x + one * along.x + other * down.x,
      y: right.y + below.y - first.y + one * along.y + other * down.y,
    }
    const place = projection(first, right, last, below)
    const found = readSquares((row, column) => dark(...place((column - 3) / APART, (row - 3) / APART)))
    if (found) return found
  }
  return null
}

// Where a point of a flat square lies in the picture of it.
function projection(a, b, c, d) {
  const [x1, y1, x2, y2] = [b.x - c.x, b.y - c.y, d.x - c.x, d.y - c.y]
  const [x3, y3] = [a.x - b.x + c.x - d.x, a.y - b.y + c.y - d.y]
  const whole = x1 * y2 - x2 * y1
  const [g, h] = [(x3 * y2 - x2 * y3) / whole, (x1 * y3 - x3 * y1) / whole]
  return (s, t) => {
    const depth = g * s + h * t + 1
    return [
      ((b.x - a.x + g * b.x) * s + (d.x - a.x + h * d.x) * t + a.x) / depth,
      ((b.y - a.y + g * b.y) * s + (d.y - a.y + h * d.y) * t + a.y) / depth,
    ]
  }
}
