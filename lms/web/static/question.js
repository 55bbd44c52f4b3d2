// The next question comes as the answer to the last one, which saves a round trip. Whoever loads it anew, or comes back to
// it, asks for the question by its own address and sends nothing again.
const {action} = document.getElementById("to-speak")

if (new URL(action).pathname !== location.pathname) history.replaceState(history.state, "", action)
