// Moves a line of a day: Alt and an arrow key, or drag it by its sign with mouse or finger. Without this file the buttons
// of each line do the same.
const form = document.getElementById("composer")
const said = document.getElementById("composing")
let dragged, target

function press(value) {
  const button = document.createElement("button")
  button.name = "do"
  button.value = value
  button.hidden = true
  form.append(button)
  form.requestSubmit(button)
}

const itemsOf = (body) => [...body.querySelectorAll("tr[data-place]")]

function aim(element) {
  target?.classList.remove("aimed")
  const row = element?.closest("tr[data-place]")
  const body = element?.closest("tbody[data-day]") ?? element?.closest(".compose-day")?.querySelector("tbody[data-day]")
  target = row && row !== dragged && row.closest("tbody[data-day]") ? row : row === dragged ? undefined : body ?? undefined
  target?.classList.add("aimed")
  said.textContent = !target ? "" : `${target.matches("tr") ? said.dataset.here : said.dataset.end} ${target.dataset.name}`
}

function letGo() {
  target?.classList.remove("aimed")
  dragged?.classList.remove("moving")
  dragged = target = undefined
  said.textContent = ""
}

function drop() {
  const day = target.closest("tbody[data-day]")
  const items = itemsOf(day).filter((each) => each !== dragged)
  const index = target.matches("tr") ? items.indexOf(target) : items.length
  press(`move:${dragged.dataset.place}>${day.dataset.day}.agenda.${index}`)
}

if (form && said) {
  document.body.classList.add("dragging")
  form.addEventListener("keydown", (event) => {
    if (!event.altKey || !["ArrowUp", "ArrowDown"].includes(event.key)) return
    const row = event.target.closest("tr[data-place]")
    const button = row?.querySelector(`button[value^="${event.key === "ArrowUp" ? "up" : "down"}:"]`)
    if (!row) return
    event.preventDefault()
    if (button && !button.disabled) button.click()
  })
  for (const each of form.querySelectorAll(".drag")) {
    each.addEventListener("pointerdown", (event) => {
      if (event.button !== 0) return
      event.preventDefault()
      dragged = each.closest("tr")
      each.setPointerCapture(event.pointerId)
    })
    each.addEventListener("pointermove", (event) => {
      if (!each.hasPointerCapture(event.pointerId)) return
      dragged.classList.add("moving")
      aim(document.elementFromPoint(event.clientX, event.clientY))
    })
    each.addEventListener("pointerup", () => (target ? drop() : letGo()))
    each.addEventListener("pointercancel", letGo)
  }
}
