// A question comes as the answer to a form, which saves a round trip. Whoever loads it anew, or comes back to it, asks for
// the question by its own address and sends nothing again.
const asked = document.getElementById("to-speak")

history.replaceState(history.state, "", asked.action)
