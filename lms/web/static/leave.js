// Leaves a page that others should not see: nothing of it stays on the screen while the answer is on its way, and the
// page is not among those that "back" leads to. Without this script the button leads to the same place.
const form = document.getElementById("leave")
const PATIENCE = 4000

if (form) {
  form.addEventListener("submit", event => {
    event.preventDefault()
    document.body.hidden = true
    document.title = "…"
    const gone = () => location.replace(form.dataset.to)
    fetch(form.action, { method: "POST", body: new FormData(form), redirect: "manual", keepalive: true }).then(gone, gone)
    setTimeout(gone, PATIENCE) // the way may be slow: what was asked for goes on by itself
  })
}
