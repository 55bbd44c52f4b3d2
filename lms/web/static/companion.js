// The companion works without this. With it: pages stay on the phone, lists are filtered while one types, ticks are
// remembered on this phone only, and the calculator needs no network.

// One spelling for all alphabets, as lms/curriculum/rules/phrases.py has it: there the texts are folded, here the search.
const LETTERS = {
  а: "a", б: "b", в: "v", г: "g", ғ: "g", д: "d", е: "e", ё: "e", з: "z", и: "i", ӣ: "i", й: "i", к: "k", қ: "k", л: "l",
  м: "m", н: "n", о: "o", п: "p", р: "r", с: "s", т: "t", у: "u", ӯ: "u", ф: "f", х: "h", ҳ: "h", ы: "i", э: "e", і: "i",
  ў: "u", ж: "j", ҷ: "j", ч: "j", ц: "ts", ш: "sh", щ: "sh", ю: "yu", я: "ya", ъ: "", ь: "", q: "k", x: "h", w: "v",
  y: "i", "'": "", "’": "", "ʼ": "", "ʻ": "",
}
const SOUNDS = [["yu", "iu"], ["ya", "ia"], ["dj", "j"], ["zh", "j"], ["ch", "j"], ["kh", "h"], ["gh", "g"],
  ["io", "e"]]
const ALL = SOUNDS.length

export function folded(text) {
  let found = [...text.toLowerCase().normalize("NFC").replaceAll("дж", "ҷ")].map(each => LETTERS[each] ?? each).join("")
  for (let n = 0; n < ALL; n += 1) found = found.replaceAll(...SOUNDS[n])
  return found.replace(/[^\p{L}\p{N}]+/gu, " ").trim()
}

function matches(wanted, words, whole) {
  return folded(wanted).split(" ").every(part => whole.has(part) ? words.includes(part) :
    words.some(word => word.startsWith(part) || (part.length > 3 && word.includes(part))))
}

const search = document.querySelector("[data-search]")
if (search) {
  const rows = [...document.querySelectorAll("[data-find]")].map(row => [row, row.dataset.find.split(" ")])
  const none = document.querySelector("[data-none]"), whole = new Set(search.dataset.search.match(/\S+/g))
  search.addEventListener("input", () => {
    let shown = 0
    for (const [row, words] of rows) shown += !(row.hidden = !matches(search.value, words, whole))
    for (const part of document.querySelectorAll("[data-part]"))
      part.hidden = ![...part.querySelectorAll("[data-find]")].some(row => !row.hidden)
    if (none) none.hidden = shown > 0
  })
}

const worker = navigator.serviceWorker?.register("/companion/worker.js", {scope: "/companion/"}).catch(() => null)
if (worker && !navigator.serviceWorker.controller && !location.search)  // this page was opened before there was a worker
  navigator.serviceWorker.ready.then(one => one.active.postMessage({keep: [location.pathname], quietly: true}))
const keeping = document.querySelector("[data-keep]")
if (keeping && navigator.serviceWorker) {
  keeping.hidden = false
  const [buttons, said] = [keeping.querySelectorAll("button"), keeping.querySelector("[role=status]")]
  const rest = yes => { for (const each of buttons) each.disabled = yes }
  for (const button of buttons) button.addEventListener("click", async () => {
    rest(true)
    said.textContent = keeping.dataset.wait
    const keep = [...JSON.parse(keeping.dataset.keep), ...JSON.parse(button.dataset.more ?? "[]")]
    if (await worker) (await navigator.serviceWorker.ready).active.postMessage({keep})
    else tell(false)
  })
  const tell = isAll => {
    rest(false)
    said.textContent = isAll ? keeping.dataset.done : keeping.dataset.partly
  }
  navigator.serviceWorker.addEventListener("message", event => tell(event.data.kept === event.data.of))
}

// Phrases in the phone's own voice, where nobody recorded them and it has one for the language: never one from elsewhere.
const spoken = [...document.querySelectorAll("[data-say]")]
if (spoken.length && "speechSynthesis" in window) {
  const own = language => speechSynthesis.getVoices().find(each => each.localService && each.lang.toLowerCase().startsWith(language))
  const offer = () => { for (const each of spoken) each.hidden = !own(each.dataset.tongue) }
  for (const each of spoken) each.addEventListener("click", () => {
    const said = new SpeechSynthesisUtterance(each.dataset.say)
    Object.assign(said, {voice: own(each.dataset.tongue), lang: each.dataset.tongue, rate: 0.8})
    speechSynthesis.cancel()
    speechSynthesis.speak(said)
  })
  speechSynthesis.addEventListener?.("voiceschanged", offer)
  offer()
}

// Which small lessons of a language are done: this phone knows it, and nobody else.
for (const each of document.querySelectorAll("[data-unit]")) each.hidden = localStorage.getItem(`unit:${each.dataset.unit}`) !== "1"
const choosing = document.querySelector("[data-choose]")
if (choosing) {
  const done = () => localStorage.setItem(`unit:${choosing.dataset.choose}`, "1")
  if ("allRight" in choosing.dataset) done()
  const say = (where, text, good) => Object.assign(where, {hidden: false, textContent: text, className: `state ${good ? "good" : "warn"}`})
  choosing.addEventListener("submit", event => {
    event.preventDefault()
    const {right, wrong, score} = choosing.dataset, asked = [...choosing.querySelectorAll("fieldset")]
    const found = asked.filter(each => {
      const picked = each.querySelector(":checked")
      if (picked) say(each.querySelector("[data-verdict]"), picked.value === picked.name ? right : wrong, picked.value === picked.name)
      return picked && picked.value === picked.name
    }).length
    const total = document.querySelector("[data-total]")
    say(total, score.replace("{right}", found).replace("{all}", asked.length), found === asked.length)
    total.scrollIntoView({block: "center"})
    if (found === asked.length) done()
  })
}

for (const box of document.querySelectorAll("[data-tick]")) {
  const name = `tick:${location.pathname}:${box.id}`
  box.checked = localStorage.getItem(name) === "1"
  box.addEventListener("change", () => box.checked ? localStorage.setItem(name, "1") : localStorage.removeItem(name))
}

// The sums of lms/companion/rules.py. Browsers do not know how numbers are written in Tajik: as in Russian.
const SPOKEN = document.documentElement.lang === "tg" ? "ru" : document.documentElement.lang
const typed = (form, name, none = NaN) => {
  const said = form.elements[name].value.replace(/\s/g, "").replace(",", ".")
  return said === "" ? none : Number(said)
}
const cents = amount => Math.round((amount + Number.EPSILON) * 100) / 100
const SUMS = {
  sent(form) {
    const [amount, rate] = [typed(form, "amount"), typed(form, "rate")]
    const fee = Math.min(amount, cents(typed(form, "fixed", 0) + amount * typed(form, "percent", 0) / 100))
    return {fee, exchanged: amount - fee, arrives: cents((amount - fee) * rate)}
  },
  loan(form) {
    const [amount, percent, months] = [typed(form, "borrowed"), typed(form, "interest"), typed(form, "months")]
    const growth = (1 + percent / 1200) ** months
    const instalment = cents(growth > 1 ? amount * percent / 1200 * growth / (growth - 1) : amount / months)
    const total = Math.max(amount, cents(instalment * months))
    return {instalment, total, interest: cents(total - amount)}
  },
}

for (const form of document.querySelectorAll("[data-sum]"))
  form.addEventListener("submit", event => {
    const found = SUMS[form.dataset.sum](form)
    if (!Object.values(found).every(Number.isFinite)) return
    event.preventDefault()
    for (const [name, value] of Object.entries(found))
      form.querySelector(`[data-out=${name}]`).textContent = value.toLocaleString(SPOKEN)
    form.querySelector("dl").hidden = false
  })
