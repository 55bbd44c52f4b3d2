// Keys for those who sit here all day: "/" searches, two letters go to a page, "?" shows them all. Whoever speaks to the
// computer or types with one hand can switch them off. Without this file everything is done with Tab and Enter.
const list = document.getElementById("keys")
const show = document.getElementById("show-keys")
const off = document.getElementById("keys-off")
const PATIENCE = 1500

if (list?.showModal && show) {
  const links = [...list.querySelectorAll("[data-keys]")]
  let before = { key: "", at: 0 }

  const kept = () => { try { return localStorage.getItem("keys") === "off" } catch { return false } }
  const keep = isOff => { try { localStorage.setItem("keys", isOff ? "off" : "on") } catch { /* then until the next page */ } }
  // With a Cyrillic keyboard the key that says "п" is still the key "g".
  const letterOf = event => /^[ -~]$/.test(event.key) || !event.code?.startsWith("Key")
    ? event.key : event.code.slice(3).toLowerCase()
  const isTyping = target => target.matches("input:not([type=checkbox],[type=radio]), textarea, select, [contenteditable]")

  const search = () => {
    const field = document.querySelector("main input[type=search]:not([hidden])")
    field?.focus()
    return Boolean(field)
  }

  off.checked = kept()
  off.addEventListener("change", () => keep(off.checked))
  show.hidden = false
  show.addEventListener("click", () => list.showModal())

  document.addEventListener("keydown", event => {
    if (off.checked || event.ctrlKey || event.metaKey || event.altKey || event.isComposing || isTyping(event.target)) return
    const key = letterOf(event)
    const typed = event.timeStamp - before.at < PATIENCE ? `${before.key} ${key}` : key
    const link = links.find(each => each.dataset.keys === typed)
    before = { key, at: event.timeStamp }
    if (link) link.click()
    else if (key === "?" && !list.open) list.showModal()
    else if (key === "/" && search()) list.close()
    else return
    event.preventDefault()
  })
}
