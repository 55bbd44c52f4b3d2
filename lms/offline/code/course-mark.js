// Marking an answer on the phone, as lms/quizzes/rules.py and lms/curriculum/rules/questions.py do: what it says at once
// is for the reader; what counts is what the server finds.

const NUMBER = /^([-−+]?\d+(?:[\s'’]\d{3})*(?:[.,]\d+)?)\s*[\p{L}]*\.?$/u

export function tokens(form) {
  return [...new Set(new FormData(form).getAll("chosen").map(each => each.trim()).filter(Boolean))]
}

const number = text => {
  const found = text.trim().match(NUMBER)
  return found ? Number(found[1].replace(/[\s'’]/g, "").replace("−", "-").replace(",", ".")) : NaN
}

// Which sentence says why this is no answer yet; undefined when it is one.
export function whyNot({kind, options}, chosen) {
  const places = new Set(chosen.map(each => each.split("=")[1]))
  if (kind === "number") return chosen.length === 1 && Number.isFinite(number(chosen[0])) ? undefined : "writeNumber"
  if (kind === "matching") return chosen.length === options ? undefined : "matchAll"
  if (kind === "ordering") return chosen.length === options && places.size === options ? undefined : "orderAll"
  if (kind === "several") return chosen.length ? undefined : "chooseSome"
  return chosen.length === 1 ? undefined : "chooseOne"
}

export function isRight({kind, correct, tolerance}, chosen) {
  if (kind === "number") return Math.abs(number(chosen[0]) - Number(correct[0])) <= Number(tolerance)
  return chosen.length === correct.length && chosen.every(each => correct.includes(each))
}
