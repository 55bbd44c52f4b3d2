// The count at the foot of the roll follows the choices. Without this file the server counts when the roll is closed.
const roll = document.getElementById("roll")
const there = document.getElementById("there")
if (roll && there) {
  roll.addEventListener("change", () => {
    const all = roll.querySelectorAll("fieldset").length
    const present = roll.querySelectorAll("input[data-there]:checked").length
    there.textContent = there.dataset.sentence.replace("{present}", present).replace("{all}", all)
  })
}
