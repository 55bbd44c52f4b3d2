// Reads a page aloud in the phone's own voice, if it has one for this language. A voice from elsewhere would send the
// words there, so only voices of the phone itself are used; without one the button does not appear.
const button = document.getElementById("speak")
const words = document.getElementById("to-speak")
const PARTS = "h1, h2, p:not(:has(button, audio, a[href$='.pdf'])), li:not(:has(p, label)), label, select.aloud option:not([value=''])"

if (button && words && "speechSynthesis" in window) {
  const language = words.closest("[lang]").lang
  const label = button.textContent
  const own = () => speechSynthesis.getVoices().find(each => each.localService && each.lang.toLowerCase().startsWith(language))
  const offer = () => { button.hidden = !own() }
  const rest = () => { button.textContent = label }

  const speak = () => {
    for (const part of words.querySelectorAll(PARTS)) {
      const said = new SpeechSynthesisUtterance(part.textContent.trim() || part.querySelector("img")?.alt || "")
      said.voice = own()
      said.lang = language
      said.rate = 0.9
      speechSynthesis.speak(said)
      said.onend = () => { if (!speechSynthesis.pending) rest() }
    }
    button.textContent = button.dataset.stop
  }

  button.addEventListener("click", () => {
    if (speechSynthesis.speaking) {
      speechSynthesis.cancel()
      rest()
    } else speak()
  })
  addEventListener("pagehide", () => speechSynthesis.cancel())
  speechSynthesis.addEventListener?.("voiceschanged", offer)
  offer()
}
