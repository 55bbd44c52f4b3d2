// A photograph is made smaller on the phone before it is sent: less to pay for, and nothing but the picture goes out.
// Whoever sends it before that is done waits for it.
const LONGEST = 1800 // or what the form says

async function smaller(file, longest) {
  const picture = await createImageBitmap(file, {imageOrientation: "from-image"})
  const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
  const canvas = document.createElement("canvas")
  canvas.width = Math.round(picture.width * scale)
  canvas.height = Math.round(picture.height * scale)
  canvas.getContext("2d").drawImage(picture, 0, 0, canvas.width, canvas.height)
  return new Promise(done => canvas.toBlob(done, "image/jpeg", 0.8))
}

for (const form of document.querySelectorAll("form[data-shrinks]")) {
  const input = form.querySelector("input[type=file]")
  let file, pressed
  input.addEventListener("change", async () => {
    const mine = file = input.files[0]
    pressed = undefined // what was pressed, was pressed for the one before
    if (!mine || !window.createImageBitmap || !window.DataTransfer) return void (file = null)
    const small = await smaller(mine, form.dataset.shrinks || LONGEST).catch(() => null) // then the server looks at it as it is
    if (file !== mine) return // another was chosen meanwhile
    file = null
    if (small && small.size < mine.size) {
      const chosen = new DataTransfer()
      chosen.items.add(new File([small], "picture.jpg", {type: "image/jpeg"}))
      input.files = chosen.files
    }
    if (pressed) pressed.click()
    pressed = undefined
  })
  form.addEventListener("submit", event => {
    if (!file) return
    event.preventDefault()
    pressed = event.submitter ?? form.querySelector("button")
  })
}
