// What holds on a slow phone: a button pressed twice was pressed once, and the drawing that was asked for last stands.

// Does the work once, however often it is asked for while it is under way.
export function once(work) {
  let busy
  return (...given) => busy ??= work(...given).finally(() => { busy = undefined })
}

// Draws one after the other. Whoever asks while one is under way gets the next, which looks at everything anew.
export function inTurn(draw) {
  let last = Promise.resolve(), next
  return () => next ??= last = last.catch(() => {}).then(() => { next = undefined; return draw() })
}
