// How long the block and the step under way still have. The server's moment stands on the page, so a wrong clock of the
// phone does not matter.
const clock = document.getElementById("clock")
const behind = Date.parse(clock.dataset.now) - Date.now()
const now = () => Date.now() + behind

function say(place, until) {
  const minutes = Math.ceil((until - now()) / 60_000)
  const words = minutes >= 0 ? clock.dataset.left : clock.dataset.past
  place.textContent = words.replace("{minutes}", Math.abs(minutes))
  place.className = minutes >= 0 ? "state good" : "state warn"
}

const left = document.getElementById("left")
let step
function tick() {
  if (left) say(left, Date.parse(clock.dataset.began) + clock.dataset.minutes * 60_000)
  if (step) say(step.querySelector("[data-part=left]"), Number(step.dataset.until))
}

for (const each of document.querySelectorAll("[data-step]")) {
  const button = each.querySelector("button")
  button.hidden = false
  button.addEventListener("click", () => {
    if (step) step.querySelector("[data-part=left]").textContent = ""
    step = each
    step.dataset.until = now() + each.dataset.step * 60_000
    tick()
  })
}
tick()
setInterval(tick, 5000)
