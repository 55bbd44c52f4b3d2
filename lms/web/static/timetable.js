// Moves a class day to another date or room: drag its grip with mouse or finger, or focus it and use the arrow keys.
// Without this file the grip is a link to the form that does the same.
const form = document.getElementById("drop")
const said = document.getElementById("dropping")
let grip, target, sent = false

const cellOf = (element) => element?.closest("td[data-on]")

function aim(cell) {
  target?.classList.remove("aimed")
  target = cell && cell !== cellOf(grip) ? cell : undefined
  target?.classList.add("aimed")
  const where = target && [target.dataset.name, target.parentElement.dataset.name].filter(Boolean).join(", ")
  said.textContent = target ? `${said.dataset.here} ${where}` : ""
}

function letGo() {
  aim()
  grip?.closest(".slot").classList.remove("moving")
  grip = undefined
}

function drop() {
  if (sent) return
  sent = true
  form.action = grip.dataset.drop
  form.elements.on.value = target.dataset.on
  form.elements.room.value = target.parentElement.dataset.room ?? ""
  form.elements.seen.value = grip.dataset.seen
  form.submit()
}

function beside(cell, key) {
  if (key === "ArrowLeft") return cell.previousElementSibling
  if (key === "ArrowRight") return cell.nextElementSibling
  const row = key === "ArrowUp" ? cell.parentElement.previousElementSibling : cell.parentElement.nextElementSibling
  return row?.cells[cell.cellIndex]
}

addEventListener("pageshow", () => { sent = false })

document.addEventListener("keydown", (event) => {
  const focused = event.target.closest?.(".grip")
  if (!focused) return
  if (event.key.startsWith("Arrow")) {
    event.preventDefault()
    if (focused !== grip) letGo()
    grip = focused
    const next = cellOf(beside(target ?? cellOf(grip), event.key))
    if (next) aim(next)
  } else if (event.key === "Escape") letGo()
  else if (event.key === "Enter" && target && focused === grip) {
    event.preventDefault()
    drop()
  }
})

document.addEventListener("focusout", (event) => {
  if (event.target === grip) letGo()
})

for (const each of document.querySelectorAll(".grip")) {
  each.addEventListener("pointerdown", (event) => {
    if (event.button !== 0) return
    grip = each
    each.setPointerCapture(event.pointerId)
  })
  each.addEventListener("pointermove", (event) => {
    if (grip !== each || !each.hasPointerCapture(event.pointerId)) return
    each.closest(".slot").classList.add("moving")
    aim(cellOf(document.elementFromPoint(event.clientX, event.clientY)))
  })
  each.addEventListener("pointerup", () => (target ? drop() : letGo()))
  each.addEventListener("pointercancel", letGo)
  each.addEventListener("click", (event) => {
    if (target) event.preventDefault()
  })
}
