// The check digit of a registration number (Damm), as lms/registration/rules.py reckons it.

const DAMM = [
  "0317598642", "7092154863", "4206871359", "1750983426", "6123045978",
  "3674209581", "5869720134", "8945362017", "9438617205", "2581436790",
]

export function plainNumber(text) {
  return text.replace(/[\s-]/g, "")
}

export function numberIsRight(text) {
  const plain = plainNumber(text)
  return /^[0-9]{9}$/.test(plain) && [...plain].reduce((found, digit) => DAMM[found][digit], "0") === "0"
}

export function shownNumber(plain) {
  return `${plain.slice(0, 4)} ${plain.slice(4, 8)} ${plain.slice(8)}`
}
