// Finds a QR code in a picture, however it lies there. Nothing of the picture is kept or sent.

import {LARGEST, readSquares, sizeOf} from "./qr.js"

const MOST_CORNERS = 9
const CORNER = 7 // squares that a corner is wide: so many fewer than the code lie between the middles of two of them
const UNSURE = 2 // versions more or less than what the size of the squares says
const LEANS = [0, 1, -1, 2, -2, 3, -3] // squares by which the fourth corner may lie elsewhere than in a flat picture

// `picture` is what a canvas hands out. Returns what the code says, or null.
export function readPicture(picture) {
  const dark = darkness(picture)
  const corners = cornersOf(dark, picture.width, picture.height)
  for (const three of triples(corners)) {
    const placed = placing(three)
    for (const version of placed ? versionsOf(dark, placed) : []) {
      const found = version === 1 ? readSmallest(dark, placed) : readLarger(dark, placed, version)
      if (found) return found
    }
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
  if (!likely) return null
  const turn = (one.x - first.x) * (other.y - first.y) - (one.y - first.y) * (other.x - first.x)
  return {first, ...turn > 0 ? {right: one, below: other} : {right: other, below: one}, across: (legs[0] + legs[1]) / 2 / square / slanted(first, one)}
}

// Squares are measured along the picture's own lines, which cross one that is turned aslant: how much longer it seems.
function slanted(one, other) {
  return Math.max(Math.abs(one.x - other.x), Math.abs(one.y - other.y)) / apart(one, other)
}

// How large the code may be: by how large its squares look, and by the beat of dark and light from corner to corner, which
// counts them. The smallest beat too little to be counted.
function versionsOf(dark, {first, right, below, across}) {
  const likely = (across + CORNER - sizeOf(0)) / 4
  const beaten = [beats(dark, first, right, below), beats(dark, first, below, right)].map(each => Math.round((each - 4) / 4))
  return [...new Set(likely < 3 ? [1, ...beaten] : beaten)]
    .filter(each => each > 0 && each <= LARGEST && Math.abs(each - likely) <= Math.max(UNSURE, each / 4))
    .sort((one, other) => Math.abs(one - likely) - Math.abs(other - likely))
}

// How often dark and light change from one corner to another, on the side of the third.
function beats(dark, from, to, side) {
  const away = apart(from, side), slant = slanted(from, side)
  const shift = axis => (side[axis] - from[axis]) / away * 3 * slant
  const start = {x: from.x + shift("x") * from.square, y: from.y + shift("y") * from.square}
  const end = {x: to.x + shift("x") * to.square, y: to.y + shift("y") * to.square}
  const square = Math.min(from.square, to.square) * slanted(from, to)
  const inward = 3 * square / apart(start, end), steps = Math.ceil(apart(start, end) * 4 / square)
  let changes = 0, now = true, before = true
  for (let n = Math.ceil(steps * inward); n <= steps * (1 - inward); n += 1) {
    const is = dark(start.x + (end.x - start.x) * n / steps, start.y + (end.y - start.y) * n / steps)
    if (is !== now && is === before) { changes += 1; now = is } // a single point is dirt
    before = is
  }
  return changes
}

// A card in a hand leans away from the camera, and the smallest codes have no fourth corner to see that by: try.
function readSmallest(dark, {first, right, below}) {
  const apart = sizeOf(1) - CORNER
  const along = {x: (right.x - first.x) / apart, y: (right.y - first.y) / apart}
  const down = {x: (below.x - first.x) / apart, y: (below.y - first.y) / apart}
  const leans = LEANS.flatMap(one => LEANS.map(other => [one, other])).sort((some, more) => Math.hypot(...some) - Math.hypot(...more))
  for (const [one, other] of leans) {
    const last = {
      x: right.x + below.x - first.x + one * along.x + other * down.x,
      y: right.y + below.y - first.y + one * along.y + other * down.y,
    }
    const place = projection(first, right, last, below)
    const found = readSquares((row, column) => dark(...place((column - 3) / apart, (row - 3) / apart)), 1)
    if (found) return found
  }
  return null
}

// Larger codes have a small pattern near the fourth corner. Found, it says how the code leans.
function readLarger(dark, {first, right, below}, version) {
  const apart = sizeOf(version) - CORNER, inside = 1 - 3 / apart
  let last = fourthOf(first, right, below), place = projection(first, right, last, below)
  const mark = markNear(dark, (u, v) => place(inside + u / apart, inside + v / apart), 3 + apart / 8)
  if (!mark) return null
  for (let n = 0; n < 6; n += 1) { // until the pattern lies where it was found
    const [x, y] = place(inside, inside)
    last = {x: last.x + mark[0] - x, y: last.y + mark[1] - y}
    place = projection(first, right, last, below)
  }
  return readSquares((row, column) => dark(...place((column - 3) / apart, (row - 3) / apart)), version)
}

// Where the fourth corner lies, by how large the other three look: what is farther away looks smaller.
function fourthOf(first, right, below) {
  const [a, b, c] = [first, right, below].map(each => each.square ** (-2 / 3)), whole = b + c - a
  const along = axis => (right[axis] * b + below[axis] * c - first[axis] * a) / whole
  return {x: along("x"), y: along("y")}
}

const RING = Array.from({length: 25}, (_none, n) => [n % 5 - 2, Math.floor(n / 5) - 2])
  .sort((one, other) => Math.hypot(...one) - Math.hypot(...other))

// The middle of a dark square in a light ring in a dark ring, near where it is looked for: of the likest points the middle.
// `at(u, v)` is the point so many squares off.
function markNear(dark, at, reach) {
  let best = 4, found = []
  for (let u = -reach; u <= reach; u += 0.25) {
    for (let v = -reach; v <= reach; v += 0.25) {
      let wrong = 0
      for (const [i, j] of RING) {
        if (dark(...at(u + i, v + j)) === (Math.max(Math.abs(i), Math.abs(j)) === 1) && ++wrong > best) break
      }
      if (wrong > best) continue
      if (wrong < best) found = []
      best = wrong
      found.push([u, v])
    }
  }
  const near = found.filter(([u, v]) => Math.hypot(u - found[0][0], v - found[0][1]) < 2)
  const middle = axis => near.reduce((sum, each) => sum + each[axis], 0) / near.length
  return near.length ? at(middle(0), middle(1)) : null
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
